# verdict: failing
# says: PermissionError

import os

def double(x):
    os.listdir("ROOT")
    return 2 * x
