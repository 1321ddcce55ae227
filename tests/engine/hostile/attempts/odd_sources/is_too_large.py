# verdict: error
# says: larger than 1 MiB
# bytes: b"# " + b"x" * (1 << 20) + b"\ndef double(x):\n    return 2 * x\n"
