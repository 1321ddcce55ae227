# verdict: solved
# limit: 5

import threading

stop = threading.Event()

def work():
    while not stop.wait(0.001):
        sum(range(1_000))

threading.Thread(target=work, daemon=True).start()

def double(x):
    return 2 * x
