# verdict: failing
# says: PermissionError

def double(x):
    open("/proc/self/environ").read()
    return 2 * x
