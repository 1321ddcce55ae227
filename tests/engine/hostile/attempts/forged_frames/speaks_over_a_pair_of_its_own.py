# verdict: solved
# twin: yes

import json, socket

def double(x):
    ours, theirs = socket.socketpair()
    ours.sendall(json.dumps(2 * x).encode())
    return json.loads(theirs.recv(99))
