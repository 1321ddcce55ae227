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
def _binary_rows(draw):
    """Features, neither centred nor scaled, and labels 0 and 1; now and then one class only."""
    n, d, seed = draw(st.integers(3, 9)), draw(st.integers(1, 3)), draw(st.integers(0, 9_999))
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) * 1.3 + 0.4
    return X, (X[:, 0] + rng.normal(size=n) > rng.choice([-9, 0, 1])).astype(int)


binary_rows = _binary_rows()


@st.composite
def _tables_of_any_rank(draw):
    """Multiples of n, so that means are exact; at times collinear or constant columns, or few rows. And targets."""
    n, d, seed = draw(st.integers(1, 7)), draw(st.integers(1, 4)), draw(st.integers(0, 9_999))
    rng = np.random.default_rng(seed)
    X = rng.integers(-3, 6, size=(n, d)) * float(n)
    X[:, -1] = draw(st.sampled_from([X[:, -1], 2 * X[:, 0], X[:, 0] - X[:, d // 2], np.full(n, 4.0)]))
    return X, rng.normal(size=n) * 2 + 3


tables_of_any_rank = _tables_of_any_rank()


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
def _nodes(draw):
    """Class counts of one or more nodes, or weights in eighths; absent classes and empty nodes are common."""
    leading, k = draw(st.sampled_from([(4,), (3, 2), (2, 1, 3)])), draw(st.integers(1, 5))
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    counts = rng.integers(0, 9, size=(*leading, k)) * (rng.random((*leading, k)) < 0.7)
    return counts / 8 if draw(st.booleans()) else counts


nodes = _nodes()


@st.composite
def _softmax_batches(draw):
    """Weights, biases, rows and their classes; with few rows a class is often absent."""
    n, d, k = draw(st.integers(1, 6)), draw(st.integers(1, 3)), draw(st.integers(2, 4))
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    return rng.normal(size=(d, k)), rng.normal(size=k), rng.normal(size=(n, d)) * 1.3 + 0.4, rng.integers(0, k, n)


softmax_batches = _softmax_batches()


@st.composite
def _forests(draw):
    """Predictions of a few trees, how often each drew each row, and the truth; with few trees rows lack a vote."""
    trees, n = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    in_bag = rng.multinomial(n, np.full(n, 1 / n), size=trees)
    return rng.choice([-1, 0, 3, 9], size=(trees, n)), in_bag, rng.choice([-1, 0, 3], size=n)


forests = _forests()


@st.composite
def _step_tables(draw):
    """Features with few whole values, a constant one at times, and noisy targets: equal splits are common."""
    n, d = draw(st.integers(4, 8)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    X = rng.integers(0, draw(st.integers(2, 6)), size=(n, d)) * 2.0
    X[:, 0] += draw(st.sampled_from([0, 1])) * np.arange(n) * 16
    return X, rng.normal(size=n) * 2 + 3


step_tables = _step_tables()


@st.composite
def _margin_problems(draw):
    """Weights, intercept, rows and classes -1 and 1, all in halves, so that margins of exactly 1 are common."""
    n, d = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    w, b, X = rng.integers(-3, 4, d) / 2, float(rng.integers(-3, 4)) / 2, rng.integers(-3, 5, (n, d)) / 1.0
    return w, b, X, rng.choice([-1, 1], n)


margin_problems = _margin_problems()


@st.composite
def _targets(draw):
    """A target's values, two or more of them distinct: few or many whole numbers, amounts, words, booleans."""
    kind = draw(st.sampled_from(["binary", "classes", "whole", "many", "amounts", "words", "booleans"]))
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    n = int(rng.integers(4, 15))
    pools = {"binary": [0, 1], "classes": [-2, 9, 10, 30], "whole": [1.0, 2.0, 5.0], "many": list(range(14))}
    pools |= {"amounts": [0.0, 0.5, 7.25, 3.0], "words": ["owl", "bee", "Ant", "kiwi"], "booleans": [True, False]}
    pool = pools[kind]
    skew = rng.dirichlet(np.full(len(pool), 0.7))
    return [pool[i] for i in [0, 1, *rng.choice(len(pool), size=n, p=skew).tolist()]]


targets = _targets()


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
