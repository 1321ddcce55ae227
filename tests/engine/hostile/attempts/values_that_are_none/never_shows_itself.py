# verdict: failing
# says: cannot cross

class Slow:
    def __repr__(self):
        while True:
            pass

    __str__ = __repr__

def double(x):
    return Slow()
