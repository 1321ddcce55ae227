# verdict: timed out
# says: timed out

import os

def double(x):
    os.execv("/bin/sleep", ["sleep", "60"])
