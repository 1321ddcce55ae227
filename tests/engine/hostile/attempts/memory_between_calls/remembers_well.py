# verdict: solved
# twin: yes

import functools

@functools.lru_cache
def double(x):
    return 2 * x
