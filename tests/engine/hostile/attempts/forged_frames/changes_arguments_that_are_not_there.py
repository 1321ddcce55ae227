# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    send(["value", number(), [[[["l", [1]]], None], 0, [[], 2 * x]], []])
    return 2 * x
