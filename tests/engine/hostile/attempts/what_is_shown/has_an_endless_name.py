# verdict: failing
# says: cannot cross

def double(x):
    return type("A\x1b[31m" * 10_000, (), {})()
