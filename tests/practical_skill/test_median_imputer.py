"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, expect, rejects
from katas.practical_skill import median_imputer as kata

NAN = np.nan


def test_a_gap_gets_the_median_of_the_rows_fitted_on():
    train = np.array([[2.0, 5.0], [90.0, 7.0], [4.0, 6.0]])
    imputer = kata.MedianImputer().fit(train)
    agree(imputer.transform(np.array([[NAN, 8.0], [3.0, NAN]])), np.array([[4.0, 8.0], [3.0, 6.0]]))


def test_a_column_with_a_gap_when_fitted_has_an_indicator():
    train = np.array([[2.0, 5.0, NAN], [NAN, 7.0, 8.0], [3.0, 6.0, 9.0], [7.0, 9.0, 4.0]])
    expected = [[2.0, 5.0, 8.0, 0, 1], [3.0, 7.0, 8.0, 1, 0], [3.0, 6.0, 9.0, 0, 0], [7.0, 9.0, 4.0, 0, 0]]
    agree(kata.MedianImputer().fit(train).transform(train), np.array(expected))


def test_the_indicators_stay_when_the_gaps_do_not():
    imputer = kata.MedianImputer().fit(np.array([[2.0, 5.0], [NAN, 7.0], [6.0, 8.0]]))
    agree(imputer.transform(np.array([[3.0, 9.0]])), np.array([[3.0, 9.0, 0.0]]))


def test_rows_without_gaps_come_back_as_they_are():
    X = np.array([[2.0, -5.0], [4.5, 7.0], [6.0, 8.0]])
    agree(kata.MedianImputer().fit(X).transform(X), X)


def test_fit_returns_the_imputer():
    imputer = kata.MedianImputer()
    expect(imputer.fit(np.array([[2.0], [3.0]])) is imputer, "fit returns the imputer itself")


def test_transform_before_fit_is_refused():
    rejects(kata.MedianImputer().transform, [np.array([[2.0, 3.0]])], error=RuntimeError)
