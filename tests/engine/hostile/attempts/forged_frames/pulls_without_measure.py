# verdict: failing
# victim: total
# begins with: _forgery.py

def total(numbers):
    send(["callback", 0, [[], ["t", ["t", float("inf")], ["t"]]]])
    return sum(numbers)
