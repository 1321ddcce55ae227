# verdict: solved
# twin: yes

import numpy as np

def double(x):
    return np.int64(2 * x) if abs(x) < 99 else 2 * x
