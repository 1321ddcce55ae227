# verdict: timed out
# says: timed out

def double(x):
    while 100 < abs(x) < 1_000:
        pass
    return 2 * x
