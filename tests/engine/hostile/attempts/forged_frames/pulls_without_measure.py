# verdict: failing
# says: no answer
# victim: total
# begins with: _forgery.py

def total(numbers):
    send(["pull", 0, float("inf")])
    return sum(numbers)
