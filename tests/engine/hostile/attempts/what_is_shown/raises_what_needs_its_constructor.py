# verdict: failing
# says: raised AxisError: axis 7 is out of bounds for array of dimension 1

import numpy as np

def double(x):
    return np.sum([x], axis=7)
