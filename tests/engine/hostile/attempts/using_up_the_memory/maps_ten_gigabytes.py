# verdict: failing
# says: OSError

import mmap

def double(x):
    mmap.mmap(-1, 10**10)
    return 2 * x
