# verdict: error
# says: Error
# bytes: b"double = " + b"-" * 90000 + b"1\n"
