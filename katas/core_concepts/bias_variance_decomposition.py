"""Bias and variance of a model.

A forecasting team argues whether its model needs more data or more features. On simulated
data the question can be settled, because the true function is known: draw many training
sets, train the model on each, predict at the same fixed points, and see whether the
predictions are off on average, or scatter from one training set to the next. Write the
function that splits the expected squared error of a prediction into its parts.
"""

import numpy as np
from numpy.typing import NDArray


def bias_variance(preds: NDArray[np.floating], f_true: NDArray[np.floating], noise_var: float) -> dict[str, float]:
    """Split the expected squared error into squared bias, variance and noise.

    Let p_ij be the prediction at point j of the model trained on training set i, and f_j
    the true value there, without noise. At point j,

        bias_j     = mean over i of p_ij - f_j
        variance_j = mean over i of (p_ij - mean over i of p_ij)^2

    The keys of the answer:

    - bias2: the mean over the points of bias_j^2.
    - variance: the mean over the points of variance_j.
    - noise: ``noise_var``.
    - expected_mse: the expected squared error against a new, noisy target at a random
      one of the points, averaged over the training sets; the sum of the three.

    Parameters
    ----------
    preds : array of shape (m, n), m >= 1, n >= 1
        Row i holds the predictions of the model trained on training set i.
    f_true : array of shape (n,)
        The true values.
    noise_var : float
        The variance of the noise of a target around its true value.

    Returns
    -------
    dict of four floats

    Raises
    ------
    ValueError
        If ``noise_var`` is negative, or a prediction is NaN.

    Examples
    --------
    >>> bias_variance(np.array([[1.0, 4.0], [3.0, 4.0]]), np.array([1.0, 6.0]), noise_var=0.5)
    {'bias2': 2.5, 'variance': 0.5, 'noise': 0.5, 'expected_mse': 3.5}
    >>> bias_variance(np.array([[2.0, 0.0]]), np.array([2.0, 1.0]), noise_var=0.0)  # one training set
    {'bias2': 0.5, 'variance': 0.0, 'noise': 0.0, 'expected_mse': 0.5}
    """
    raise NotImplementedError
