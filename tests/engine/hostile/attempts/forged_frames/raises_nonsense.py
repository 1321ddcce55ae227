# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    send(["raised", number(), [False, [], None], 5, []])
    return 2 * x
