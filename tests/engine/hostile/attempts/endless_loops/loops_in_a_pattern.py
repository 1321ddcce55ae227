# verdict: timed out
# says: timed out

import re

def double(x):
    re.match(r"(a+)+$", "a" * 64 + "b")
    return 2 * x
