# verdict: failing
# says: SystemExit
# victim: evens

def evens(numbers):
    yield from [n for n in numbers if n % 2 == 0]
    raise SystemExit
