# verdict: failing
# says: PermissionError

import socket

def double(x):
    socket.create_server(("127.0.0.1", 0))
    return 2 * x
