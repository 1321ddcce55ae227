# verdict: timed out
# says: timed out

import threading

def double(x):
    lock = threading.Lock()
    with lock, lock:
        return 2 * x
