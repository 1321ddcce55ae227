# verdict: failing
# says: cannot cross

def double(x):
    return lambda: 2 * x
