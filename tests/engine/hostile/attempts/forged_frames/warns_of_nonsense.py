# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    send(["value", number(), [False, [], 2 * x], [5, None]])
    return 2 * x
