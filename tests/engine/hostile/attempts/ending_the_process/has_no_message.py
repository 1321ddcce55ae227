# verdict: failing
# says: cannot be shown

class Trouble(Exception):
    def __str__(self):
        raise SystemExit

    __repr__ = __str__

def double(x):
    raise Trouble
