# verdict: failing
# says: XFailed
# limit: 5

import pytest

def double(x):
    pytest.xfail('known')
