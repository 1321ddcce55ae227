"""The confusion matrix.

Support mails are sorted into topics by a model. Before anybody quotes an accuracy, the
team wants to see which topic is taken for which: one table with the truth down the side,
the prediction along the top, and counts inside. Every metric of a classifier can be
computed from it, so it had better be right, also for a topic that is predicted and never
true, and for topics whose codes are words or numbers with gaps. Write it with numpy alone.
"""

import numpy as np
from numpy.typing import NDArray

Classes = NDArray[np.integer] | NDArray[np.str_]


def confusion_matrix(y_true: Classes, y_pred: Classes, labels: Classes | None = None) -> NDArray[np.integer]:
    """Count how often each true class was predicted as each class.

    Parameters
    ----------
    y_true, y_pred : arrays of shape (n,)
        The true and the predicted class of each example: integers, with gaps or
        negative, or strings.
    labels : array of shape (k,), k >= 1, optional
        The classes to show, in this order. A pair is counted only if both its classes
        are listed. Without ``labels``, the classes are all that occur in ``y_true`` or
        in ``y_pred``, sorted.

    Returns
    -------
    integer array of shape (k, k)
        Row i, column j: the number of examples of true class i predicted as class j. A
        class that is listed and never occurs has zeros.

    Raises
    ------
    ValueError
        If ``labels`` lists a class twice, or there are neither examples nor ``labels``.

    Notes
    -----
    50,000 examples of 1,000 classes take well under a second.

    Examples
    --------
    >>> confusion_matrix(np.array(["ham", "spam", "ham"]), np.array(["ham", "ham", "ham"]))
    array([[2, 0],
           [1, 0]])
    >>> confusion_matrix(np.array([7, 2, 7, 5]), np.array([7, 7, 2, 7]), labels=np.array([7, 2]))
    array([[1, 1],
           [1, 0]])
    """
    raise NotImplementedError
