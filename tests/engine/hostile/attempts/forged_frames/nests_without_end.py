# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    send(b"[" * 100_000)
    return 2 * x
