# verdict: failing
# says: OSError
# limit: 5

def double(x):
    while True:
        print("x" * 1_000_000)
