# verdict: timed out
# says: timed out after 0.5 s

def double(x):
    return sum(range(10**12))
