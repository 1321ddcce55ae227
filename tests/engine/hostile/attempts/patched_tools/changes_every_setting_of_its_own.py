# verdict: solved
# twin: yes

import faulthandler, gc, locale, sys
import numpy as np
import pandas as pd

faulthandler.enable(open("faults", "w"))
gc.disable()
locale.setlocale(locale.LC_ALL, "C")
sys.setswitchinterval(1e-6)
sys.setprofile(lambda *_: None)
sys.settrace(lambda *_: None)
np.seterr(all="raise")
np.set_printoptions(precision=1, threshold=2)
pd.options.display.max_rows = 1

def double(x):
    return 2 * x
