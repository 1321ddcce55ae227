# verdict: failing
# victim: twice

def twice(f, x):
    return f
