# verdict: timed out
# says: timed out

import os, signal

def double(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    return 2 * x
