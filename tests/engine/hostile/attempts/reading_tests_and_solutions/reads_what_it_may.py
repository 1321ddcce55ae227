# verdict: solved
# limit: 5
# twin: yes

import os
import sysconfig
import numpy

def double(x):
    with open(numpy.__file__) as file:
        assert file.read(1)
    assert os.environ["PATH"] and sysconfig.get_path("stdlib") and os.listdir(".") == []
    return 2 * x
