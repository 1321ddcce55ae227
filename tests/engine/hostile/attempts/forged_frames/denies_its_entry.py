# verdict: error
# says: no \x1b
# begins with: _forgery.py

send(["lacks", number(), "\x1b[2J" * 1_000, []])
