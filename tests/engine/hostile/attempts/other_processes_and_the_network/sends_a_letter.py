# verdict: failing
# says: PermissionError

import socket

def double(x):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))
    return 2 * x
