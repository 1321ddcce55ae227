# verdict: failing
# limit: 5
# victim: clip

def clip(values, low):
    return [low] * 2_000_000
