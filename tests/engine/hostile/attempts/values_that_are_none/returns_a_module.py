# verdict: failing
# says: cannot cross

import sys

def double(x):
    return sys
