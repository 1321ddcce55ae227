# verdict: failing
# says: raised UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte

def double(x):
    return b"\xff".decode()
