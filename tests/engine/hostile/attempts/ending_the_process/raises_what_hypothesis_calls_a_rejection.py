# verdict: visible pass
# says: UnsatisfiedAssumption

class UnsatisfiedAssumption(Exception):
    __module__ = "hypothesis.errors"

def double(x):
    if abs(x) > 7:
        raise UnsatisfiedAssumption
    return 2 * x
