# verdict: solved
# twin: yes

import mmap

def double(x):
    with mmap.mmap(-1, 1 << 20) as room:
        room[:3] = b"abc"
    return 2 * x
