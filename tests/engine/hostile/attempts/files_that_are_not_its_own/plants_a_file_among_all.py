# verdict: failing
# says: PermissionError

def double(x):
    open("/tmp/dojo_hostile_probe", "w").write("harmless")
    return 2 * x
