# verdict: failing
# says: larger than

import numpy as np

def double(x):
    return np.broadcast_to(np.float64(2 * x), 2**40)
