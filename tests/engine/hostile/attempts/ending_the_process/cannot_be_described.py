# verdict: failing

class Liar(type):
    @property
    def __mro__(cls):
        raise RuntimeError("no")

class Trouble(Exception, metaclass=Liar):
    pass

def double(x):
    raise Trouble
