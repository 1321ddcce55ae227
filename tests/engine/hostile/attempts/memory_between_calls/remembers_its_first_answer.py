# verdict: failing

answers = {}

def double(x):
    return answers.setdefault("answer", 2 * x)
