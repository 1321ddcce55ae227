# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    answer(["handle", 7])
    return 2 * x
