# verdict: visible pass
# victim: mean

def mean(values):
    values /= len(values)
    return values.sum(axis=0)
