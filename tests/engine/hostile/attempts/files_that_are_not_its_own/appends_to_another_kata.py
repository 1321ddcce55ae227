# verdict: failing
# says: PermissionError

def double(x):
    open("ROOT/katas/core_concepts/mean.py", "a").write("mean = None")
    return 2 * x
