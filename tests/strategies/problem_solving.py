"""The domain's nouns, as strategies: cheap to draw, readable when shrunk."""

import math

import numpy as np
from hypothesis import strategies as st

# Measurements in halves with many repetitions; now and then a missing or an infinite one.
_special = {19: math.nan, 20: math.nan, -19: math.inf, -20: -math.inf}
_measurement = st.integers(-20, 20).map(lambda n: _special.get(n, n / 2))


def _measurements(values, min_size):
    return st.lists(values, min_size=min_size, max_size=24).map(lambda drawn: np.array(drawn, dtype=float))


feature_samples = _measurements(_measurement, 1)
training_samples = _measurements(_measurement, 0).map(lambda known: np.append(known, 1.5))  # one known value at least
complete_samples = _measurements(st.integers(-18, 18).map(lambda n: n / 2), 2)


def _bin_counts(ref):
    """The numbers of bins, 2 to 10, at which no edge is decided by the rounding of i / n_bins."""
    known = int((~np.isnan(ref)).sum())
    return [k for k in range(2, 11) if k in (2, 4, 8) or math.gcd(k, known) == 1]


# A reference sample, and a number of bins for it.
binned_references = st.tuples(training_samples, st.integers(0, 99)).map(
    lambda drawn: (drawn[0], _bin_counts(drawn[0])[drawn[1] % len(_bin_counts(drawn[0]))])
)


# Labels and predicted probabilities, drawn as (label, twelfths), few enough values for many ties.
scored_labels = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 12)), min_size=1, max_size=20).map(
    lambda rows: (np.array([y for y, _ in rows]), np.array([p / 12 for _, p in rows]))
)
prices = st.integers(0, 40).map(lambda dimes: dimes / 10)  # tenths, whose sums are not exact in binary
