# verdict: failing
# says: EOFError

def double(x):
    return int(input('twice x? '))
