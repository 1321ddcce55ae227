# verdict: failing
# says: SIGSEGV

import ctypes

def double(x):
    ctypes.string_at(0)
