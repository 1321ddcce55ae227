# verdict: failing
# says: cannot cross
# victim: shout
# begins with: _equal.py

class Same(Equal, str):
    pass

def shout(x):
    return Same(x)
