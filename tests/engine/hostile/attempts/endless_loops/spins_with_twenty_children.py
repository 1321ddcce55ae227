# verdict: timed out
# says: timed out
# limit: 0.3

import os

def double(x):
    for _ in range(20):
        if not os.fork():
            break
    while True:
        pass
