# verdict: failing
# says: deep
# victim: clip

def clip(values, low):
    for _ in range(10_000):
        values = [values]
    return values
