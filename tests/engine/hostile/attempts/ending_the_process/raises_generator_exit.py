# verdict: failing
# says: GeneratorExit

def double(x):
    raise GeneratorExit
