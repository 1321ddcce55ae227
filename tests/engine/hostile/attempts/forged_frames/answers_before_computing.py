# verdict: failing
# begins with: _forgery.py

def double(x):
    answer(None)
    return 2 * x
