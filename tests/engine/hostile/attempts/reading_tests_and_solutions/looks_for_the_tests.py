# verdict: failing
# says: LookupError

import glob

def double(x):
    if not glob.glob("ROOT/**/*.py", recursive=True):
        raise LookupError
    return 2 * x
