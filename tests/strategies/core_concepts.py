"""The domain's nouns, as strategies: cheap to draw, readable when shrunk."""

import numpy as np
from hypothesis import strategies as st


@st.composite
def _confusion_matrices(draw, max_classes=5, max_count=1_000):
    k = draw(st.integers(1, max_classes))
    counts = draw(st.lists(st.integers(0, max_count), min_size=k * k, max_size=k * k))
    return np.array(counts).reshape(k, k)


confusion_matrices = _confusion_matrices()


@st.composite
def _rankings(draw):
    """Labels and scores, both classes present; quarters between -2 and 2, so that ties are common."""
    quarters = st.lists(st.integers(-8, 8), min_size=1, max_size=8)
    positives, negatives = draw(quarters), draw(quarters)
    order = np.random.default_rng(draw(st.integers(0, 99))).permutation(len(positives) + len(negatives))
    labels = np.repeat([1, 0], [len(positives), len(negatives)])
    return labels[order], np.array(positives + negatives)[order] / 4


rankings = _rankings()


@st.composite
def _clouds(draw):
    """Points and starting centres in general position (no ties); one centre may be far from every point."""
    n, d, seed = draw(st.integers(4, 16)), draw(st.integers(1, 3)), draw(st.integers(0, 9_999))
    k, away = draw(st.integers(1, 4)), draw(st.sampled_from([0, 0, 30]))
    rng = np.random.default_rng(seed)
    X, centers0 = rng.normal(size=(n, d)) * 3 - 1, rng.normal(size=(k, d))
    centers0[k // 2] += away
    return X, centers0


clouds = _clouds()


@st.composite
def _regressions(draw):
    """Features and targets, neither centred nor scaled, with noise that no line explains."""
    n, d, seed = draw(st.integers(3, 9)), draw(st.integers(1, 3)), draw(st.integers(0, 9_999))
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)) * 1.3 + 0.4, rng.normal(size=n) * 2 + 3


regressions = _regressions()


@st.composite
def _labelled_tables(draw):
    """Features that are whole numbers from 0 to 3, so that values and whole rows repeat; classes with gaps."""
    n, d, seed = draw(st.integers(2, 9)), draw(st.integers(1, 3)), draw(st.integers(0, 9_999))
    rng = np.random.default_rng(seed)
    return rng.integers(0, 4, size=(n, d)).astype(float), rng.choice([-3, 2, 40], size=n)


labelled_tables = _labelled_tables()


@st.composite
def _attention_inputs(draw):
    """Queries, keys, values of different widths, and a mask (or none) that may block all keys of a query."""
    leading, (queries, keys), (d, dv) = (draw(st.sampled_from(options)) for options in _ATTENTION_SIZES)
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    Q, K, V = (rng.normal(size=(*leading, *size)) * 2 for size in ((queries, d), (keys, d), (keys, dv)))
    shape = draw(st.sampled_from([None, (keys,), (queries, 1), (queries, keys), (*leading, queries, keys)]))
    return Q, K, V, None if shape is None else rng.random(shape) < 0.6


_ATTENTION_SIZES = (
    [(), (2,), (3, 2)],
    [(3, 2), (1, 4), (2, 1), (4, 5)],
    [(3, 2), (1, 3), (4, 1), (2, 5)],
)
attention_inputs = _attention_inputs()


binary_predictions = st.lists(st.sampled_from([(1, 1), (1, 0), (0, 1), (0, 0)]), min_size=1, max_size=12).map(
    lambda pairs: tuple(np.array(pairs).T)
)  # truth and prediction; short, so that a class is often absent


@st.composite
def _predicted_classes(draw):
    """Truth and prediction: words, or numbers with gaps; some classes are only true, some only predicted."""
    n, seed = draw(st.integers(1, 12)), draw(st.integers(0, 9_999))
    rng = np.random.default_rng(seed)
    pool = np.array(draw(st.sampled_from([["owl", "bee", "ant", "kiwi"], [-3, 40, 2, 7]])))
    return pool[rng.integers(0, 3, n)], pool[rng.integers(seed % 2, 4, n)]


predicted_classes = _predicted_classes()


@st.composite
def _logits_and_classes(draw):
    """Logits, each example at its own level, timid or far apart; and true classes, likely or not."""
    n, k, seed = draw(st.integers(1, 5)), draw(st.integers(2, 4)), draw(st.integers(0, 9_999))
    spread, level = draw(st.sampled_from([1, 8, 100, 2_000])), draw(st.sampled_from([0, 50, 2_000]))
    rng = np.random.default_rng(seed)
    logits = rng.uniform(-spread, spread, size=(n, k)) + level * rng.integers(-1, 2, size=(n, 1))
    return logits.round(3), rng.integers(0, k, n)


logits_and_classes = _logits_and_classes()


@st.composite
def _probabilities_of_outcomes(draw):
    """What happened, and probabilities that are 32nds, with 0, 1 and the borders of 2, 4, 8 or 16 bins among them."""
    n, rng = draw(st.integers(1, 12)), np.random.default_rng(draw(st.integers(0, 9_999)))
    return rng.integers(0, 2, n), rng.choice([*range(33), *range(0, 33, 8), 0, 32, 32], n) / 32


probabilities_of_outcomes = _probabilities_of_outcomes()


@st.composite
def _graded_results(draw):
    """Grades from 0 to 4, unsigned or not, many of them 0; scores in quarters, so that ties are common."""
    n, rng = draw(st.integers(1, 5)), np.random.default_rng(draw(st.integers(0, 9_999)))
    grades = rng.choice([0, 0, 1, 2, 3, 4], n).astype(draw(st.sampled_from([np.float64, np.int64, np.uint8])))
    return grades, rng.integers(-3, 4, n) / 4


graded_results = _graded_results()


@st.composite
def _classes_to_split(draw):
    """Classes in any order, words or numbers, each of them with k examples at least; and k."""
    k, rng = draw(st.integers(2, 5)), np.random.default_rng(draw(st.integers(0, 9_999)))
    pool = np.array(draw(st.sampled_from([["owl", "bee", "ant"], [-3, 40, 2]])))
    return rng.permutation(np.repeat(pool, rng.integers(k, 3 * k + 2, len(pool)))), k


classes_to_split = _classes_to_split()


@st.composite
def _predictions_of_many_sets(draw):
    """Predictions of models trained on m sets at n points, off by something else at each point; and the truth."""
    m, n, rng = draw(st.integers(1, 5)), draw(st.integers(1, 4)), np.random.default_rng(draw(st.integers(0, 9_999)))
    f_true = 3 * rng.normal(size=n)
    return f_true + rng.normal(size=n) + rng.normal(size=(m, n)), f_true


predictions_of_many_sets = _predictions_of_many_sets()


@st.composite
def _learning_curves(draw):
    """Sizes, training and validation scores and a target, in 32nds: close together, so that limits are met exactly."""
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    n, level = draw(st.integers(2, 4)), draw(st.integers(8, 24))
    train, val = level + rng.integers(-2, 3, size=(2, n)) + np.array([[draw(st.sampled_from([0, 0, 1, 3]))], [0]])
    sizes = np.cumsum(rng.integers(3, 500, n)) + 3
    return sizes.tolist(), (train / 32).tolist(), (val / 32).tolist(), float(level + rng.integers(-2, 4)) / 32


learning_curves = _learning_curves()
