"""A recommender for the first visit.

Four in ten visitors of a podcast app are there for the first time, and the home page shows them
nothing: the recommender wants a history. The product manager asks for one list that works for
newcomers, for those who ticked topics at sign-up and for regulars; a newcomer who finds nothing in
the first minute rarely returns, and cost 3 euros to bring in. Blend content with popularity.
"""

import numpy as np
from numpy.typing import NDArray


def recommend(
    history: dict[str, list[str]],
    user: str,
    item_vecs: dict[str, NDArray[np.floating]],
    popularity: dict[str, int],
    k: int,
    *,
    prefs: NDArray[np.floating] | None = None,
    m: float = 5.0,
) -> list[str]:
    """Return the k best items that a user has not heard yet.

    The catalogue is the keys of ``item_vecs``. With n the number of distinct catalogue items in
    the user's history, an item scores ``score = a * content + (1 - a) * pop``, where

        n > 0                  content = cosine(item, mean vector of those n items), a = n / (n + m)
        n = 0, prefs given     content = cosine(item, prefs), a = 0.5
        n = 0, no prefs        a = 0
        always                 pop = log(1 + count) / log(1 + largest count in the catalogue)

    A cosine with a zero vector is 0. An item without a count has count 0; if all counts are 0, so
    is every pop. Scores are rounded to 12 decimals; the highest comes first, ties by item, ascending.

    Parameters
    ----------
    history : dict
        The items each user has heard, perhaps several times, perhaps no longer in the catalogue.
        A user who is not in it has heard nothing.
    item_vecs : dict
        One vector of shape (d,) for each item.
    popularity : dict
        How often items were heard, by anyone; it may name items outside the catalogue.
    k : int
        How many to return, 0 or more; fewer if fewer are left.
    prefs : array of shape (d,), optional
        What the user ticked at sign-up.
    m : float
        Above 0: with m items heard, content and popularity weigh the same.

    Raises
    ------
    ValueError
        If ``prefs`` has another shape than the vectors, used or not, or a count is negative.

    Examples
    --------
    >>> vecs = {"cook": np.array([1.0, 0.0]), "jazz": np.array([0.0, 1.0]), "rock": np.array([0.6, 0.8])}
    >>> recommend({}, "bob", vecs, {"cook": 99, "rock": 9}, 2)  # by popularity
    ['cook', 'rock']
    >>> recommend({}, "bob", vecs, {"cook": 99, "rock": 9}, 3, prefs=np.array([0.0, 2.0]))
    ['rock', 'cook', 'jazz']
    """
    raise NotImplementedError
