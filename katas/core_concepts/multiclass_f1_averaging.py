"""Multi-class F1: macro, micro and weighted.

Three teams report the F1 of the same document classifier and give three numbers: 0.91,
0.84 and 0.62. Nobody has made a mistake; they have averaged differently over classes of
which one is common and many are rare. Write the function that returns all three, so that
the teams can see which one answers whose question.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Classes = NDArray[np.integer] | NDArray[np.str_]


def multiclass_f1(y_true: Classes, y_pred: Classes, average: Literal["macro", "micro", "weighted"]) -> float:
    """Return the F1 score of a classifier with several classes as one number.

    The classes are all that occur in ``y_true`` or in ``y_pred``. For one of them, taken
    as positive against the rest,

        F1 = 2 TP / (2 TP + FP + FN)

    These are averaged in one of three ways:

    - "macro": the mean of the F1 of the classes, each counting the same;
    - "micro": TP, FP and FN are added up over the classes, and one F1 is computed from
      the sums;
    - "weighted": the mean of the F1 of the classes, each weighted by how many examples
      it has in ``y_true``.

    Parameters
    ----------
    y_true, y_pred : arrays of shape (n,)
        The true and the predicted class of each example: any integers, or strings.
    average : str
        One of the three names above.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If ``average`` is none of the three, or there are no examples.

    Examples
    --------
    >>> multiclass_f1(np.array(["a", "a", "b"]), np.array(["a", "b", "b"]), "macro")  # 2/3 and 2/3
    0.6666666666666666
    >>> multiclass_f1(np.array([3, 3, 3, 8]), np.array([3, 3, 8, 3]), "weighted")  # 2/3 and 0
    0.5
    """
    raise NotImplementedError
