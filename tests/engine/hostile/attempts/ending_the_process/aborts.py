# verdict: failing
# says: SIGABRT

import os

def double(x):
    os.abort()
