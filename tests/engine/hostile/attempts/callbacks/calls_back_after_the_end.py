# verdict: failing
# victim: twice

import threading, time

def late(f, x):
    time.sleep(0.001)
    while True:
        f(x)

def twice(f, x):
    threading.Thread(target=late, args=[f, x], daemon=True).start()
    return f(x)
