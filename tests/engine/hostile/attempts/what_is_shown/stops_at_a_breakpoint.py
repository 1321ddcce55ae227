# verdict: failing
# says: pytest --pdb

def double(x):
    breakpoint()
    return 2 * x
