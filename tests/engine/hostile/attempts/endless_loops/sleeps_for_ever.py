# verdict: timed out
# says: timed out

import time

def double(x):
    time.sleep(1e6)
