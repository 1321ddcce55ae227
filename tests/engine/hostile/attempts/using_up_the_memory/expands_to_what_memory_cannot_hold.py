# verdict: failing
# says: MemoryError

import numpy as np

def double(x):
    return np.broadcast_to(np.float64(2 * x), 10**8)
