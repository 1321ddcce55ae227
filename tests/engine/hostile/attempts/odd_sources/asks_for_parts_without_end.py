# verdict: error
# bytes: b"double = print" + b".x" * 90000 + b"\n"
