# verdict: failing
# says: exit status 0

import os, time

def double(x):
    if not os.fork():
        os.close(3)
        os.setsid()
        time.sleep(600)
    os._exit(0)
