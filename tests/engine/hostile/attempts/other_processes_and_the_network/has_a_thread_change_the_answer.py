# verdict: failing
# limit: 5

import threading

offset = 0

def spoil():
    global offset
    while True:
        offset += 1

threading.Thread(target=spoil, daemon=True).start()

def double(x):
    while not offset:
        pass
    return 2 * x + offset
