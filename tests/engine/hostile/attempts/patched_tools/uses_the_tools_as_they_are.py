# verdict: solved
# twin: yes

import random, time
import numpy as np

def double(x):
    random.random(), time.time(), np.random.default_rng(0).random()
    return 2 * x
