"""What the katas on probability and statistics draw."""

import numpy as np
from hypothesis import strategies as st

p_values = st.lists(st.integers(0, 100), min_size=1, max_size=12).map(lambda numbers: np.array(numbers) / 100)  # (m,)
chances = st.integers(1, 63).map(lambda parts: parts / 64)  # exact in binary, never 0 or 1
trials = st.integers(0, 40)
probabilities = st.integers(0, 16).map(lambda parts: parts / 16)  # exact in binary, 0 and 1 among them
alarms = st.lists(st.booleans(), max_size=8)
samples_of_counts = st.integers(1, 60).flatmap(
    lambda n: st.tuples(st.integers(0, n), st.just(n))
)  # (successes, trials)
levels = st.integers(2, 99).map(lambda percent: percent / 100)
_quarters = st.lists(st.integers(-12, 12).map(lambda n: n / 4), min_size=1, max_size=4).map(np.array)
pairs_of_samples = st.tuples(_quarters, _quarters)  # shapes (n,) and (m,): small enough to list all splits
