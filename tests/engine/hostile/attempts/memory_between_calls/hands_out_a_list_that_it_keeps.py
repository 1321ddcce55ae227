# verdict: visible pass
# victim: clip

def clip(values, low, kept=[]):
    kept += [max(value, low) for value in values]
    return kept
