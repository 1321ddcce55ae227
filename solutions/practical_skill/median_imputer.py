"""Median imputer.

Two things are learned, both from the training rows alone: a median per column, and the
list of columns that had gaps. Everything `transform` returns follows from these two and
the row at hand. Hence the two laws that catch most wrong answers: transforming a stack of
blocks is stacking the transforms, and the width of the result is d + k whatever comes in.

The indicators are fixed at fit time because the model downstream has a fixed number of
weights. A column that first shows a gap in production is filled in silence; that is worth
an alert, not a column.

`np.nanmedian` is the whole computation but for one corner: over a column of nothing but
NaN it warns and returns NaN. Telling such columns apart first keeps both away.

Fitting costs O(n d) (the median is a selection, not a sort), transforming O(m d).
"""

import numpy as np


class MedianImputer:
    def fit(self, X):
        gaps = np.isnan(X)  # (n, d)
        known = ~gaps.all(axis=0)  # (d,)
        self._medians = np.zeros(X.shape[1])
        self._medians[known] = np.nanmedian(X[:, known], axis=0)
        self._gappy = gaps.any(axis=0)  # (d,)  k of them True
        return self

    def transform(self, X):
        if not hasattr(self, "_medians"):
            raise RuntimeError("fit the imputer before you transform")
        if X.shape[1] != len(self._medians):
            raise ValueError("fitted on another number of columns")
        gaps = np.isnan(X)  # (m, d)
        return np.hstack([np.where(gaps, self._medians, X), gaps[:, self._gappy]])  # (m, d + k)


class ColumnByColumn:
    """Sorts the known values of one column at a time and picks the middle by position."""

    def __init__(self):
        self.columns = None

    def fit(self, X):
        self.columns = [self._learn(column) for column in X.T.tolist()]
        return self

    @staticmethod
    def _learn(column):
        known = sorted(value for value in column if value == value)
        k = len(known)
        median = (known[(k - 1) // 2] + known[k // 2]) / 2 if k else 0.0
        return median, k < len(column)

    def transform(self, X):
        if self.columns is None:
            raise RuntimeError("not fitted")
        if X.shape[1] != len(self.columns):
            raise ValueError("wrong number of columns")
        rows = []
        for row in X.tolist():
            filled = [value if value == value else median for value, (median, _) in zip(row, self.columns, strict=True)]
            flags = [float(value != value) for value, (_, gappy) in zip(row, self.columns, strict=True) if gappy]
            rows.append(filled + flags)
        width = X.shape[1] + sum(gappy for _, gappy in self.columns)
        return np.array(rows).reshape(len(X), width)


class RefitOnTransform(MedianImputer):
    """Learns the medians again from the rows to transform: a row's result depends on its company."""

    def transform(self, X):
        known = MedianImputer.transform(self, X)
        with_own = MedianImputer().fit(X)._medians if len(X) else self._medians
        return np.hstack([np.where(np.isnan(X), with_own, X), known[:, X.shape[1] :]])


class IndicatorFromTransform(MedianImputer):
    """Appends indicators for the columns with gaps now, not at fit time: train and test differ in width."""

    def transform(self, X):
        filled = MedianImputer.transform(self, X)[:, : X.shape[1]]
        gaps = np.isnan(X)
        return np.hstack([filled, gaps[:, gaps.any(axis=0)]])


class MeanFill(MedianImputer):
    """Fills with the mean, which one outlier pulls anywhere."""

    def fit(self, X):
        MedianImputer.fit(self, X)
        known = ~np.isnan(X).all(axis=0)
        self._medians[known] = np.nanmean(X[:, known], axis=0)
        return self


class InPlace(MedianImputer):
    """Writes the medians into the caller's array: right result, but the caller's NaN are gone."""

    def transform(self, X):
        result = MedianImputer.transform(self, X)
        X[:] = result[:, : X.shape[1]]
        return result


class EmptyColumnStaysNan(MedianImputer):
    """Takes nanmedian of everything: a column of nothing but NaN stays NaN, with a warning."""

    def fit(self, X):
        MedianImputer.fit(self, X)
        self._medians = np.nanmedian(X, axis=0)
        return self


class EmptyColumnDropped(MedianImputer):
    """Drops a column of nothing but NaN, as SimpleImputer does unless told to keep it."""

    def fit(self, X):
        MedianImputer.fit(self, X)
        self._kept = ~np.isnan(X).all(axis=0)
        return self

    def transform(self, X):
        result = MedianImputer.transform(self, X)
        d = X.shape[1]
        return np.hstack([result[:, :d][:, self._kept], result[:, d:]])


class LowerMiddle(MedianImputer):
    """Takes the lower of the middle two instead of their mean."""

    def fit(self, X):
        MedianImputer.fit(self, X)
        ordered = np.sort(X, axis=0)  # NaN last
        middle = np.maximum((~np.isnan(X)).sum(axis=0) - 1, 0) // 2
        self._medians = np.nan_to_num(np.take_along_axis(ordered, middle[None], axis=0)[0])
        return self


class IndicatorForEveryColumn(MedianImputer):
    """Appends an indicator for every column: those that had no gap get one too."""

    def fit(self, X):
        MedianImputer.fit(self, X)
        self._gappy[:] = True
        return self


class IndicatorNextToItsColumn(MedianImputer):
    """Puts each indicator next to its column instead of after all columns."""

    def transform(self, X):
        result, d = MedianImputer.transform(self, X), X.shape[1]
        return np.insert(result[:, :d], np.flatnonzero(self._gappy) + 1, result[:, d:], axis=1)


class IndicatorAfterFilling(MedianImputer):
    """Looks for gaps once they are filled: the indicators are always 0. Right only for rows without gaps."""

    def transform(self, X):
        result = MedianImputer.transform(self, X)
        result[:, X.shape[1] :] = 0.0
        return result


class RemembersOldGaps(MedianImputer):
    """Adds to the list of columns with gaps at each fit instead of starting a new one."""

    def fit(self, X):
        MedianImputer.fit(self, X)
        self._ever = getattr(self, "_ever", set()) | set(np.flatnonzero(self._gappy))
        self._gappy = np.array(sorted(self._ever), dtype=int)
        return self


class FillsAnyWidth(MedianImputer):
    """Leaves the check of the columns to broadcasting, which lets the medians of one column fill many."""

    def transform(self, X):
        if len(getattr(self, "_medians", [])) != 1:
            return MedianImputer.transform(self, X)
        gaps = np.isnan(X)
        return np.hstack([np.where(gaps, self._medians, X), gaps[:, :1][:, self._gappy]])


ALTERNATIVES = [ColumnByColumn]
