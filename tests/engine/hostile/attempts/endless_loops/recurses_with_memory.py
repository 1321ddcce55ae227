# verdict: timed out
# says: timed out
# limit: 0.3
# memory: 1024

import functools

@functools.cache
def ways(n, k):
    return 1 if not n else sum(ways(n - 1, (k * 31 + i) % 10**9) for i in range(3))

def double(x):
    return ways(40, x)
