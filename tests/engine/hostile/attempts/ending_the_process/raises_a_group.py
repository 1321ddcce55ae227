# verdict: failing
# says: ExceptionGroup

def double(x):
    raise ExceptionGroup("two", [ValueError(1), KeyboardInterrupt and TypeError(2)])
