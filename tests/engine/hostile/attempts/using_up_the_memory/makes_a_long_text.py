# verdict: failing
# says: MemoryError

def double(x):
    return 'x' * 10**11
