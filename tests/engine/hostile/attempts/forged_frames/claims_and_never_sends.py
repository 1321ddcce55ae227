# verdict: timed out
# says: timed out
# begins with: _forgery.py

def double(x):
    wire.sendall(struct.pack("<IIQ", 2, 1, 900 << 20) + b"[]")
    while True:
        pass
