# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    send([])
    return 2 * x
