# verdict: timed out
# says: timed out
# victim: twice
# begins with: _forgery.py

def twice(f, x):
    f(x)
    while True:
        send(["callback", 0, [[], ["t", ["t", x], ["t"]]]])
