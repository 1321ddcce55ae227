# verdict: error
# says: double

def double(x):
    return 2 * x

del double
