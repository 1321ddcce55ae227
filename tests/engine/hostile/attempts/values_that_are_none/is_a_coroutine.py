# verdict: failing
# says: cannot cross

async def double(x):
    return 2 * x
