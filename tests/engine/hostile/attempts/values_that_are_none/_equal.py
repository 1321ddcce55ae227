# Stands before attempts whose values equal everything.

import decimal
import numpy as np
import pandas as pd

class Equal:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = object.__hash__
