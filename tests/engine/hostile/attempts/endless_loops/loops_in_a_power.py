# verdict: timed out
# says: timed out

def double(x):
    return 7 ** (10**8 + x)
