# verdict: failing
# says: TypeError

def double(x, y):
    return 2 * x
