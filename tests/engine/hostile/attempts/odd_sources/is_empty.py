# verdict: error
# says: double
# bytes: b"\n"
