# verdict: solved
# twin: yes

import sys, threading

def double(x):
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    return 2 * x
