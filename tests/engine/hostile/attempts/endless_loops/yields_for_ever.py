# verdict: timed out
# says: no end after
# victim: evens

import itertools

def evens(numbers):
    return itertools.count(0, 2)
