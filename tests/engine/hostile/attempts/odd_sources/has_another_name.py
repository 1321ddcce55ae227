# verdict: error
# says: double

def dubble(x):
    return 2 * x
