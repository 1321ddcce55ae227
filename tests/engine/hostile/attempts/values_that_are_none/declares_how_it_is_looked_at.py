# verdict: failing
# victim: tally

class Tally:
    def __init__(self, start):
        self._sum = start

    def __getattribute__(self, name):
        return object.__getattribute__(self, name)

    def __repr__(self):
        while True:
            pass

    def __instancecheck__(self, other):
        return True

    def __bool__(self):
        return True

    def __len__(self):
        return 8

    def add(self, n):
        return self

    def sum(self):
        return self
