# verdict: failing
# says: PermissionError

def double(x):
    for line in open("/proc/self/maps"):
        pass
    return 2 * x
