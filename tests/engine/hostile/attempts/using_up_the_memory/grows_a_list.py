# verdict: failing
# says: MemoryError
# limit: 5

def double(x):
    more = [x]
    while True:
        more += more
