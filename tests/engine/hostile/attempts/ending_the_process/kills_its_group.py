# verdict: failing
# says: killed

import os

def double(x):
    os.killpg(0, 9)
