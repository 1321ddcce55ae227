# verdict: failing
# says: killed

import os

def double(x):
    os.kill(os.getpid(), 9)
