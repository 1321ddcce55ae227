# verdict: error
# says: ZeroDivisionError

1 / 0
