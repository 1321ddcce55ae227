# verdict: failing
# says: KeyboardInterrupt

def double(x):
    raise KeyboardInterrupt
