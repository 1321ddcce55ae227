# verdict: failing
# says: exit status 0

import os

def double(x):
    os.close(3)
    return 2 * x
