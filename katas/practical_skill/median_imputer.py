"""Median imputer.

Our model cannot take missing numbers, and the rows that miss them cannot be thrown
away. Write the step that fills each gap with the median of its column, as learned from
the training rows, and tells the model where there was a gap: that a value is missing
often says more than the value would have said. In production the step sees one row at a
time, so what it does to a row must not depend on the company it comes in.
"""

import numpy as np
from numpy.typing import NDArray


class MedianImputer:
    """Fill missing values with the medians of the rows it was fitted on.

    A missing value is a NaN; all others are finite, up to 1e6 in size.

    Examples
    --------
    >>> X = np.array([[1.0, 5.0], [np.nan, 7.0], [3.0, 9.0], [8.0, 6.0]])
    >>> imputer = MedianImputer().fit(X)
    >>> imputer.transform(X)  # the median of 1, 3 and 8, and a column that says where
    array([[1., 5., 0.],
           [3., 7., 1.],
           [3., 9., 0.],
           [8., 6., 0.]])
    >>> imputer.transform(np.array([[2.0, np.nan]]))  # column 1 had no gap when fitted
    array([[2. , 6.5, 0. ]])
    """

    def fit(self, X: NDArray[np.float64]) -> "MedianImputer":
        """Learn the median of every column, and which columns have gaps.

        The median is taken over the values of the column that are not NaN; of an even
        number of values it is the mean of the middle two. A column of nothing but NaN gets
        0.0. Fitting again forgets whatever was learned before.

        Parameters
        ----------
        X : float array of shape (n, d), n >= 1, d >= 1

        Returns
        -------
        MedianImputer
            The imputer itself.
        """
        raise NotImplementedError

    def transform(self, X: NDArray[np.float64]) -> NDArray[np.float64]:
        """Fill the gaps of `X` and append the indicator columns.

        Parameters
        ----------
        X : float array of shape (m, d), m >= 0
            New rows, with the columns of the array fitted on.

        Returns
        -------
        float array of shape (m, d + k)
            First the d columns of ``X``, each NaN replaced by the median fitted for its
            column. Then one indicator column for each of the k columns that had a NaN *when
            fitted*, in the order of those columns: 1.0 where this ``X`` has a NaN in that
            column, else 0.0. A NaN in any other column is filled all the same, but has no
            indicator.

        Raises
        ------
        RuntimeError
            If the imputer has not been fitted.
        ValueError
            If ``X`` has another number of columns than the array fitted on.
        """
        raise NotImplementedError
