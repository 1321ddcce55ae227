# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    answer(["@", 10**9])
    return 2 * x
