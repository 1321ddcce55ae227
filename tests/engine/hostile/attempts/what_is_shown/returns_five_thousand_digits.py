# verdict: failing
# says: 100000...000000 (5,001 digits)

def double(x):
    return 10**5000
