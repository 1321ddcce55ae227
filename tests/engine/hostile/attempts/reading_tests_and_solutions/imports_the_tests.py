# verdict: error
# says: ModuleNotFoundError

import sys

sys.path.insert(0, "ROOT")
from tests.problem_solving import hidden_NAME

def double(x):
    return 2 * x
