"""A recommender for the first visit.

A prior that data overrules: popularity is what one knows about anybody, content is what one knows about this user,
and a = n / (n + m) moves from one to the other as n grows, as in an average shrunk towards m pseudo-observations. What
was ticked at sign-up stands between them.

Both parts have to live on one scale: a cosine is at most 1, so counts are squeezed by a logarithm (they spread over
orders of magnitude) and divided by the largest one. An item that nobody has heard keeps its content score: that is
the other cold start, of items. O(items * d), and a sort.

An interviewer listens for both cold starts, for the fallback order (history, sign-up, popularity), for
exploration (popularity feeds itself: what is shown is heard), and for how one would measure the first visit.
"""

import math

import numpy as np


def _check(item_vecs, popularity, prefs):
    if prefs is not None and any(v.shape != prefs.shape for v in item_vecs.values()):
        raise ValueError("prefs and the items' vectors differ in shape")
    if any(count < 0 for count in popularity.values()):
        raise ValueError("counts are 0 or more")


def _heard(history, user, item_vecs):
    return {item for item in history.get(user, []) if item in item_vecs}


def _taste(heard, item_vecs, prefs, m):
    """The vector to compare with, None if nothing is known, and the weight of the comparison."""
    if heard:
        return np.mean([item_vecs[item] for item in heard], axis=0), len(heard) / (len(heard) + m)
    return prefs, 0.0 if prefs is None else 0.5


def _known(history, user, item_vecs, popularity, prefs, m):
    _check(item_vecs, popularity, prefs)
    heard = _heard(history, user, item_vecs)
    return heard, *_taste(heard, item_vecs, prefs, m)


def _cosine(v, w):
    norms = np.linalg.norm(v) * np.linalg.norm(w)
    return float(v @ w / norms) if norms else 0.0


def _pops(item_vecs, popularity):
    logs = {item: math.log1p(popularity.get(item, 0)) for item in item_vecs}
    largest = max(logs.values(), default=None)
    return {item: log and log / largest for item, log in logs.items()}


def _content(item_vecs, taste, cosine=_cosine):
    return {item: 0.0 if taste is None else cosine(v, taste) for item, v in item_vecs.items()}


def _top(content, pops, a, left_out, k, decimals=12):
    scores = {item: round(a * content[item] + (1 - a) * pops[item], decimals) for item in pops if item not in left_out}
    return sorted(scores, key=lambda item: (-scores[item], item))[:k]


def recommend(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    heard, taste, a = _known(history, user, item_vecs, popularity, prefs, m)
    return _top(_content(item_vecs, taste), _pops(item_vecs, popularity), a, heard, k)


def one_matrix(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """All items at once: a matrix of unit vectors, and lexsort."""
    counts = np.array([popularity.get(item, 0) for item in item_vecs], dtype=float)
    if min(popularity.values(), default=0) < 0:
        raise ValueError("negative count")
    if not item_vecs:
        return []
    items, vectors = np.array(list(item_vecs)), np.stack(list(item_vecs.values()))  # (i,), (i, d)
    if prefs is not None and prefs.shape != vectors.shape[1:]:
        raise ValueError("prefs do not fit")
    seen = np.isin(items, history.get(user, []))
    n = seen.sum()
    taste = vectors[seen].sum(axis=0) if n else prefs if prefs is not None else np.zeros(vectors.shape[1])
    a = n / (n + m) if n else 0.5 * (prefs is not None)
    lengths = np.sqrt((vectors**2).sum(axis=1)) * np.sqrt((taste**2).sum())
    cosines = vectors @ taste / np.where(lengths > 0, lengths, 1.0)
    pops = np.log1p(counts) / max(np.log1p(counts.max()), 1e-9)
    order = np.lexsort((items, -np.round(a * cosines + (1 - a) * pops, 12)))
    return items[order[~seen[order]]].tolist()[:k]


def key_error_new_user(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """Looks the user up with [user]: a newcomer, whom all this is about, raises KeyError."""
    _check(item_vecs, popularity, prefs)
    heard = {item for item in history[user] if item in item_vecs}
    taste, a = _taste(heard, item_vecs, prefs, m)
    return _top(_content(item_vecs, taste), _pops(item_vecs, popularity), a, heard, k)


def recommends_seen(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """Leaves the items of the history in: they are the most similar of all, and come first."""
    _check(item_vecs, popularity, prefs)
    taste, a = _taste(_heard(history, user, item_vecs), item_vecs, prefs, m)
    return _top(_content(item_vecs, taste), _pops(item_vecs, popularity), a, set(), k)


def raw_counts(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """Adds the counts as they are: a million listeners drown any cosine."""
    heard, taste, a = _known(history, user, item_vecs, popularity, prefs, m)
    return _top(_content(item_vecs, taste), {i: popularity.get(i, 0) for i in item_vecs}, a, heard, k)


def largest_of_all_items(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """Divides by the largest count of any item: a retired hit makes popularity count for less."""
    heard, taste, a = _known(history, user, item_vecs, popularity, prefs, m)
    everything = {**dict.fromkeys(popularity), **item_vecs}
    pops = {i: pop for i, pop in _pops(everything, popularity).items() if i in item_vecs}
    return _top(_content(item_vecs, taste), pops, a, heard, k)


def nan_zero_vector(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """Divides by a norm of 0: the item's score is NaN, and it lands anywhere in the order."""
    heard, taste, a = _known(history, user, item_vecs, popularity, prefs, m)

    def cosine(v, w):
        with np.errstate(invalid="ignore"):
            return float(v @ w / (np.linalg.norm(v) * np.linalg.norm(w)))

    return _top(_content(item_vecs, taste, cosine), _pops(item_vecs, popularity), a, heard, k)


def dot_product(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """Takes the dot product for the cosine: items with long vectors win for everybody."""
    heard, taste, a = _known(history, user, item_vecs, popularity, prefs, m)
    return _top(_content(item_vecs, taste, lambda v, w: float(v @ w)), _pops(item_vecs, popularity), a, heard, k)


def new_item_hidden(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """Recommends only items with a count: an item that is new is never shown, so it never gets one."""
    ranked = recommend(history, user, item_vecs, popularity, len(item_vecs), prefs=prefs, m=m)
    return [item for item in ranked if popularity.get(item, 0) > 0][:k]


def retired_items_crash(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """Looks up the vector of everything in the history: one retired item raises KeyError."""
    _check(item_vecs, popularity, prefs)
    heard = set(history.get(user, []))
    taste, a = _taste(heard, item_vecs, prefs, m)
    return _top(_content(item_vecs, taste), _pops(item_vecs, popularity), a, heard, k)


def counts_every_play(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """Counts repetitions: who hears one item ten times looks like a regular."""
    _check(item_vecs, popularity, prefs)
    heard = [item for item in history.get(user, []) if item in item_vecs]
    taste, a = _taste(heard, item_vecs, prefs, m)
    return _top(_content(item_vecs, taste), _pops(item_vecs, popularity), a, heard, k)


def exact_ties(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """Compares the scores to the last bit: rounding decides between items that tie."""
    heard, taste, a = _known(history, user, item_vecs, popularity, prefs, m)
    return _top(_content(item_vecs, taste), _pops(item_vecs, popularity), a, heard, k, decimals=17)


def checks_prefs_when_used(history, user, item_vecs, popularity, k, *, prefs=None, m=5.0):
    """Checks prefs only where they are used: the caller's fault shows up with the next newcomer."""
    if _heard(history, user, item_vecs):
        prefs = None
    return recommend(history, user, item_vecs, popularity, k, prefs=prefs, m=m)


ALTERNATIVES = [one_matrix]
