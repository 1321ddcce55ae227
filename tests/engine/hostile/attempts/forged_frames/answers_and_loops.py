# verdict: timed out
# says: timed out
# begins with: _forgery.py

def double(x):
    answer(2 * x)
    while True:
        pass
