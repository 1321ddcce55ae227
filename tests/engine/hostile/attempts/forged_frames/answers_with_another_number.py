# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    send(["value", 1, [False, [], 2 * x], []])
    return 2 * x
