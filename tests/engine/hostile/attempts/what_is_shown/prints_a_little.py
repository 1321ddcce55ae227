# verdict: solved
# twin: yes

import sys

def double(x):
    print("doubling", x)
    print("still doubling", file=sys.stderr)
    return 2 * x
