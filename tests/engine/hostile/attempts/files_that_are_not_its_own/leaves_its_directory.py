# verdict: failing
# says: PermissionError

import os

def double(x):
    os.chdir("..")
    open("output", "w").write("")
    os.mkdir("mine")
    return 2 * x
