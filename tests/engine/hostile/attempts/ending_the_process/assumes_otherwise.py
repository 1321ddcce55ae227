# verdict: error
# says: attempts have numpy and pandas; hypothesis is not available

import hypothesis

def double(x):
    hypothesis.assume(False)
