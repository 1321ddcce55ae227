# verdict: failing
# says: cannot cross
# victim: totals
# begins with: _equal.py

class Same(Equal, dict):
    pass

def totals(x):
    return Same()
