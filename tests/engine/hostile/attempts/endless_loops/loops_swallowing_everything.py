# verdict: timed out
# says: timed out

def double(x):
    while True:
        try:
            while True:
                x = x + 0
        except BaseException:
            continue
