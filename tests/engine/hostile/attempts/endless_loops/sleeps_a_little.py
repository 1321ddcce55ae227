# verdict: solved
# twin: yes

import time

def double(x):
    time.sleep(0.002)
    return 2 * x
