# verdict: failing
# says: cannot cross
# victim: mean
# begins with: _equal.py

class Same(Equal, np.ndarray):
    pass

def mean(x):
    return x.mean(axis=0).view(Same)
