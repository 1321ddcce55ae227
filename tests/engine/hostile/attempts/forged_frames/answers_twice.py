# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    answer(2 * x)
    return 2 * x
