# verdict: failing

import os

def double(x):
    return 2 * x if os.fork() else 2 * x + 1
