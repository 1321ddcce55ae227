# verdict: failing
# says: changed its argument values
# victim: mean

def mean(values):
    values /= len(values)
    return values.sum(axis=0)
