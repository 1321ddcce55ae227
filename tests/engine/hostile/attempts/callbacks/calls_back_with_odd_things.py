# verdict: failing
# says: cannot cross
# victim: twice

def twice(f, x):
    return f(f(object()))
