# verdict: error
# says: null byte
# bytes: b"def double(x):\n    return 2 * x\n\x00"
