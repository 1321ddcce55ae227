# verdict: timed out
# says: timed out

import os, time

def double(x):
    if not os.fork():
        os.setsid()
        time.sleep(600)
    os._exit(0)
