# Stands before a forging attempt: finds the judge's request in the frames above, and writes to the wire behind the
# sandbox's back.

import json, os, socket, struct, sys, time

wire = socket.socket(fileno=os.dup(3))

def number():
    frame = sys._getframe()
    while "verb" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["number"]

def send(head, *buffers, size=None):
    text = head if isinstance(head, bytes) else json.dumps(head).encode()
    sizes = [len(buffer) for buffer in buffers]
    start = struct.pack("<II", size or len(text), len(buffers)) + struct.pack(f"<{len(buffers)}Q", *sizes)
    wire.sendall(start + text + b"".join(buffers))

def answer(node):
    send(["value", number(), [False, [], node], []])
