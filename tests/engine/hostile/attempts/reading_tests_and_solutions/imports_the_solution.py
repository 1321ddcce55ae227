# verdict: failing
# says: ModuleNotFoundError

import sys

def double(x):
    sys.path.insert(0, "ROOT")
    from solutions.problem_solving import NAME
    return NAME.double(x)
