"""What the statistics katas draw: p-values."""

import numpy as np
from hypothesis import strategies as st

p_values = st.lists(st.integers(0, 100), min_size=1, max_size=12).map(lambda numbers: np.array(numbers) / 100)  # (m,)
