# verdict: visible pass
# says: UnsatisfiedAssumption
# limit: 5

from hypothesis.errors import UnsatisfiedAssumption

def double(x):
    if abs(x) > 7:
        raise UnsatisfiedAssumption
    return 2 * x
