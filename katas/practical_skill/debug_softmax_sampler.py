"""Debug the softmax of a sampler.

Our text generator turns logits into the probabilities it samples from. Since the last release
people complain: long batches read like noise, "more creative" answers are in fact duller, a second
draw from the same logits differs from the first, and now and then the service dies of NaN. All of
it sits in the few lines below, and it is four separate bugs. Find each, write a test that shows it,
and repair it with as small a change as you can: twelve changed lines should do.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def predict_proba(logits: NDArray[np.floating[Any]], temperature: float = 1.0) -> NDArray[np.float64]:
    """Return the probabilities of the classes: softmax(logits / temperature) over the last axis.

        p[..., v] = exp(logits[..., v] / temperature) / sum over w of exp(logits[..., w] / temperature)

    A high temperature flattens the probabilities, a low one sharpens them.

    Parameters
    ----------
    logits : array of shape (..., V), V >= 1, of any float dtype
        One row of V logits for each position of the leading axes, of which there may be none, one
        or many; a leading axis may have length 0. All values are finite, with
        ``abs(logits / temperature) <= 1e6``.
    temperature : float
        Positive.

    Returns
    -------
    float64 array of shape (..., V)
        Every row sums to 1 and is finite, computed in float64 whatever the dtype of ``logits``. A
        probability too small for a float64 is 0.

    Raises
    ------
    ValueError
        If ``temperature`` is zero or negative.

    Examples
    --------
    >>> predict_proba(np.log([[1.0, 3.0], [4.0, 1.0], [2.0, 2.0]]))
    array([[0.25, 0.75],
           [0.8 , 0.2 ],
           [0.5 , 0.5 ]])
    >>> predict_proba(np.array([5000.0, 0.0, 5000.0]), temperature=0.5)
    array([0.5, 0. , 0.5])
    """
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    logits = np.asarray(logits, dtype=np.float64)
    logits *= temperature
    weights = np.exp(logits)
    probabilities: NDArray[np.float64] = weights / weights.sum(axis=0, keepdims=True)
    return probabilities
