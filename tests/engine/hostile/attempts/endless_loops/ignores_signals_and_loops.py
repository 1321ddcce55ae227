# verdict: timed out
# says: timed out

import signal

for number in (signal.SIGTERM, signal.SIGALRM, signal.SIGINT, signal.SIGHUP, signal.SIGXCPU):
    signal.signal(number, signal.SIG_IGN)

def double(x):
    signal.setitimer(signal.ITIMER_REAL, 0)
    while True:
        pass
