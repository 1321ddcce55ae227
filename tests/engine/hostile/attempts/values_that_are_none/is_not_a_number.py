# verdict: failing

def double(x):
    return float('nan')
