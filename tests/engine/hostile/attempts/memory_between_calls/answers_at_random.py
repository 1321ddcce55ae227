# verdict: failing

import random

def double(x):
    return 2 * x + random.randint(1, 9)
