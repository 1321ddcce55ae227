# verdict: error
# says: exit status 70

import sys

class Loud:
    def flush(self):
        raise KeyboardInterrupt

    write = flush

sys.stdout = sys.stderr = Loud()

def double(x):
    return 2 * x
