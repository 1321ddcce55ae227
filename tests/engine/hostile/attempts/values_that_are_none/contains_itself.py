# verdict: failing
# says: contains itself
# victim: clip

def clip(values, low):
    values.append(values)
    return values
