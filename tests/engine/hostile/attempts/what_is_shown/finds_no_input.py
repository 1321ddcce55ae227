# verdict: solved
# twin: yes

import sys

def double(x):
    return 2 * x + len(sys.stdin.read())
