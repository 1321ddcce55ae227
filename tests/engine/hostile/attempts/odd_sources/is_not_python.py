# verdict: error
# says: SyntaxError

def double(x:
    return 2 * x
