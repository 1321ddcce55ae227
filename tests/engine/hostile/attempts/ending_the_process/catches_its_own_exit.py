# verdict: solved
# twin: yes

import sys

def double(x):
    try:
        sys.exit(3)
    except SystemExit:
        return 2 * x
