# verdict: failing
# says: contains itself
# victim: twice

def twice(f, x):
    loop = []
    loop.append(loop)
    return f(loop)
