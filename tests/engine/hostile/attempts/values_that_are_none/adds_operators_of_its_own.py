# verdict: solved
# victim: tally
# twin: yes

class Tally:
    def __init__(self, start):
        self._sum = start

    def __eq__(self, other):
        return self._sum == other._sum

    def __add__(self, n):
        return self.add(n)

    def add(self, n):
        self._sum += n
        return self._sum

    def sum(self):
        return self._sum
