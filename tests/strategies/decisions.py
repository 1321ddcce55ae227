"""The nouns of decision katas: segments and sides of a week, and what else a plan is made from."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st


def side_frame(side):
    """A frame of segment, n and x from a dict of segment to (n, x)."""
    rows = [(segment, n, x) for segment, (n, x) in side.items()]
    return pd.DataFrame(rows, columns=["segment", "n", "x"]).astype({"segment": "str", "n": "int64", "x": "int64"})


_counts = st.tuples(st.integers(0, 8), st.integers(0, 8)).map(lambda drawn: (drawn[0], min(drawn)))
# Up to four segments with at most 8 visits each, now and then none, and one segment that always has some.
sides = st.tuples(
    st.dictionaries(st.sampled_from(["app", "web", "tv", "kiosk"]), _counts, max_size=4),
    st.tuples(st.sampled_from(["app", "tv"]), st.integers(1, 8)),
).map(lambda drawn: drawn[0] | {drawn[1][0]: (drawn[1][1], drawn[1][1] // 3)})


def _podcasts(seed):
    """The arguments of a recommendation: up to six items of few distinct vectors and counts, so that ties occur."""
    rng = np.random.default_rng(seed)
    items = rng.permutation(list("abcdef"))[: rng.integers(1, 7)].tolist()
    vectors = {item: rng.integers(-1, 3, size=3).astype(float) for item in items}
    tally = zip("abcdexy", rng.choice([0, 0, 1, 9, 9, 300], 7).tolist(), strict=True)
    counts = {item: count for item, count in tally if rng.random() < 0.7}
    heard = rng.choice(list("abcdefxy"), size=rng.integers(0, 4)).tolist()
    prefs = rng.integers(-1, 3, size=3).astype(float) if rng.random() < 0.5 else None
    return {"ann": heard, "bob": items}, vectors, counts, prefs, float(rng.choice([0.7, 2.0, 5.0]))


podcast_apps = st.integers(0, 2**32 - 1).map(_podcasts)  # history, item_vecs, popularity, prefs, m

# Strata as (answers, standard deviation in tenths, cost in tenths of a euro), and a budget beyond the start.
strata = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 5), st.integers(1, 7)), min_size=1, max_size=4)
spare_tenths = st.integers(0, 60)


def strata_arrays(drawn):
    sizes, stds, costs = (np.array(column) for column in zip(*drawn, strict=True))
    return sizes, stds / 10, costs / 10


# Requests as (tenths of confidence, cheap right, costly right), few enough values for many ties.
requests = st.lists(st.tuples(st.integers(-2, 9), st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=16).map(
    lambda rows: (np.array([r[0] for r in rows]) / 10, np.array([r[1] for r in rows]), np.array([r[2] for r in rows]))
)
