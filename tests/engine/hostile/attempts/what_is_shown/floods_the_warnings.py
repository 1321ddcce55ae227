# verdict: failing
# says: warned: UserWarning
# limit: 5

import warnings

def double(x):
    for n in range(5_000):
        warnings.warn(f"\x1b[2J warning {n}", stacklevel=1)
    return 2 * x
