# verdict: timed out
# says: timed out
# limit: 0.2
# victim: twice

def twice(f, x):
    while True:
        f(x)
