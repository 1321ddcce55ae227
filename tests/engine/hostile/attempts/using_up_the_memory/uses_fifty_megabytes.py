# verdict: solved
# twin: yes

import numpy as np

def double(x):
    ones = np.ones(6_000_000)
    return 2 * x * int(ones[0])
