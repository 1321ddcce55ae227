# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    send(["callback", 99, [[], ["t", ["t", 5], ["t"]]]])
    return 2 * x
