# verdict: failing
# says: no answer
# begins with: _forgery.py

def double(x):
    node = 2 * x
    for _ in range(300):
        node = ["t", node]
    answer(node)
    return 2 * x
