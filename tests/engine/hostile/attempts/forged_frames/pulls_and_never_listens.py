# verdict: timed out
# says: timed out
# victim: total
# begins with: _forgery.py

def total(numbers):
    next(numbers)
    while True:
        send(["callback", 0, [[], ["t", ["t", 0], ["t"]]]])
