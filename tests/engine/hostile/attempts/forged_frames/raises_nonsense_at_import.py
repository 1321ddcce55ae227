# verdict: error
# says: no answer
# begins with: _forgery.py

send(["raised", number(), None, {"classes": [], "text": 5, "trace": None}, []])
