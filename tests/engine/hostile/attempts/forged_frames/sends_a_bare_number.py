# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    send(5)
    return 2 * x
