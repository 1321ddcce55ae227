# verdict: failing

import sys

sys.setrecursionlimit(10**9)

def double(x):
    return max([x], key=double)
