# verdict: failing
# says: cannot cross
# victim: totals
# begins with: _equal.py

class Same(Equal):
    pass

def totals(x):
    return {'a': Same()}
