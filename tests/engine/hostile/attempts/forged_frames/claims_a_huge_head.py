# verdict: failing
# says: limit
# begins with: _forgery.py

def double(x):
    send(b"", size=2**32 - 1)
    return 2 * x
