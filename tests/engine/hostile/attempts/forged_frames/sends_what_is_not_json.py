# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    send(b"{]" * 50)
    return 2 * x
