# verdict: error

class Liar(type):
    @property
    def __mro__(cls):
        return 5

raise Liar("Trouble", (Exception,), {})
