# verdict: failing
# says: UnsatisfiedAssumption
# limit: 5

import hypothesis

def double(x):
    hypothesis.assume(False)
