# verdict: timed out
# says: timed out

class Trouble(Exception):
    def __str__(self):
        while True:
            pass

def double(x):
    raise Trouble
