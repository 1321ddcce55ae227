# verdict: failing
# says: \x1b[2J

import os

def double(x):
    os.write(2, b"\x1b[2J\x1b]0;mine\x07")
    raise ValueError("\x1b[2J\x1b]0;mine\x07\u202e\ud800\x9b")
