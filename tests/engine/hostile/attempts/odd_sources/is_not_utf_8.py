# verdict: error
# says: UTF-8
# bytes: b"def double(x):\n    return 2 * x  # \xff\xfe\n"
