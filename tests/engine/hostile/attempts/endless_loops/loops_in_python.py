# verdict: timed out
# says: timed out after 0.5 s in double

def double(x):
    while True:
        pass
