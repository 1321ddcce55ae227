# verdict: failing
# says: MemoryError

import numpy as np

def double(x):
    return np.ones(70_000_000)
