"""What the katas on probability and statistics draw."""

import numpy as np
from hypothesis import strategies as st

p_values = st.lists(st.integers(0, 100), min_size=1, max_size=12).map(lambda numbers: np.array(numbers) / 100)  # (m,)
chances = st.integers(1, 63).map(lambda parts: parts / 64)  # exact in binary, never 0 or 1
trials = st.integers(0, 40)
