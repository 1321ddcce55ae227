# verdict: failing
# says: ValueError

def double(x):
    raise ValueError('x' * 10**7)
