# verdict: failing
# says: expected 81
# victim: twice

kept = []

def twice(f, x):
    kept.append(f)
    return kept[0](kept[0](x))
