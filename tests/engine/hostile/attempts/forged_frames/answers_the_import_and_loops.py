# verdict: timed out
# says: timed out
# begins with: _forgery.py

send(["loaded", number(), []])
while True:
    pass
