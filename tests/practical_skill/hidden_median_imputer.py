"""What must hold for every table with gaps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.practical_skill import median_imputer as kata
from tests.strategies.practical_skill import tables_with_gaps

NAN = np.nan


def imputed_by_sorting(train, X):
    """Both steps at once, straight from the statement, one column at a time."""
    filled, flags = [], []
    for learned, column in zip(train.T.tolist(), X.T.tolist(), strict=True):
        known = sorted(v for v in learned if not np.isnan(v))
        half, odd = divmod(len(known), 2)
        median = 0.0 if not known else known[half] if odd else (known[half - 1] + known[half]) / 2
        filled.append([median if np.isnan(v) else v for v in column])
        if len(known) < len(learned):
            flags.append([float(np.isnan(v)) for v in column])
    return np.array(filled + flags).T


@rests_on("of an even number of values it is the mean of the middle two")
@given(tables_with_gaps(2))
def test_agrees_with_sorting_each_column(tables):
    train, X = tables
    agree(kata.MedianImputer().fit(train).transform(X), imputed_by_sorting(train, X))


@follows_from("each NaN replaced by the median fitted for its column")
@given(tables_with_gaps(3))
def test_a_stack_of_blocks_gives_the_stack_of_the_results(tables):
    train, upper, lower = tables
    imputer = kata.MedianImputer().fit(train)
    agree(imputer.transform(np.vstack([upper, lower])), np.vstack([imputer.transform(upper), imputer.transform(lower)]))


@follows_from("The median is taken over the values of the column")
@given(tables_with_gaps(2))
def test_the_order_of_the_rows_fitted_on_does_not_matter(tables):
    train, X = tables
    agree(kata.MedianImputer().fit(train[::-1]).transform(X), kata.MedianImputer().fit(train).transform(X))


@follows_from("The median is taken over the values of the column")
@given(tables_with_gaps(2), st.integers(2, 1_000))
def test_scaling_a_column_scales_what_fills_it(tables, factor):
    train, X = tables
    d = train.shape[1]
    here, scaled = kata.MedianImputer().fit(train).transform(X), kata.MedianImputer().fit(-factor * train).transform(X)
    agree(scaled[:, :d][np.isnan(X)], -factor * here[:, :d][np.isnan(X)])
    agree(scaled[:, d:], here[:, d:])


@rests_on("of an even number of values it is the mean of the middle two")
def test_the_mean_of_the_middle_two():
    imputer = kata.MedianImputer().fit(np.array([[9.0], [2.0], [NAN], [3.0], [60.0]]))
    agree(imputer.transform(np.array([[NAN]])), np.array([[6.0, 1.0]]))


@rests_on("A column of nothing but NaN gets 0.0")
def test_a_column_of_nothing_but_nan():
    imputer = kata.MedianImputer().fit(np.array([[NAN, 3.0], [NAN, 4.0], [NAN, 8.0]]))
    agree(imputer.transform(np.array([[NAN, NAN], [6.0, 7.0]])), np.array([[0.0, 4.0, 1.0], [6.0, 7.0, 0.0]]))


@rests_on("is filled all the same, but has no indicator")
def test_a_gap_elsewhere_is_filled_without_an_indicator():
    imputer = kata.MedianImputer().fit(np.array([[2.0, 5.0, 6.0], [3.0, NAN, 7.0], [9.0, 8.0, 4.0]]))
    agree(imputer.transform(np.array([[NAN, 2.0, NAN]])), np.array([[3.0, 2.0, 6.0, 0.0]]))


@rests_on("n >= 1, d >= 1")
def test_a_single_row():
    imputer = kata.MedianImputer().fit(np.array([[NAN, 3.5]]))
    agree(imputer.transform(np.array([[NAN, NAN]])), np.array([[0.0, 3.5, 1.0]]))


@rests_on("Fitting again forgets whatever was learned before")
def test_fitting_again_forgets():
    imputer = kata.MedianImputer().fit(np.array([[2.0, NAN], [4.0, 9.0], [7.0, 9.0]]))
    imputer.fit(np.array([[NAN, 5.0, 3.0], [6.0, 8.0, 3.0]]))
    agree(imputer.transform(np.array([[NAN, NAN, NAN]])), np.array([[6.0, 6.5, 3.0, 1.0]]))


@follows_from("Learn the median of every column")
def test_two_imputers_do_not_share_what_they_learned():
    one = kata.MedianImputer().fit(np.array([[2.0], [3.0], [NAN]]))
    kata.MedianImputer().fit(np.array([[8.0], [9.0]]))
    agree(one.transform(np.array([[NAN]])), np.array([[2.5, 1.0]]))
    rejects(kata.MedianImputer().transform, [np.array([[NAN]])], error=RuntimeError)


@rests_on("m >= 0")
def test_no_rows_in_no_rows_out():
    imputer = kata.MedianImputer().fit(np.array([[2.0, NAN, 3.0], [4.0, 5.0, 6.0]]))
    agree(imputer.transform(np.empty((0, 3))), np.empty((0, 4)))


@rests_on("another number of columns than the array fitted on")
@pytest.mark.parametrize(("fitted", "columns"), [(3, 1), (3, 2), (3, 4), (1, 3)])
def test_transform_refuses_another_number_of_columns(fitted, columns):
    imputer = kata.MedianImputer().fit(np.arange(2.0 * fitted).reshape(2, fitted))
    rejects(imputer.transform, [np.ones((2, columns))])


@rests_on("float array of shape (m, d), m >= 0")
@pytest.mark.parametrize(("n", "m", "d"), [(801, 2, 3), (5, 801, 3), (5, 2, 301)])
def test_many_rows_and_many_columns_each_alone(n, m, d):
    rng = np.random.default_rng(n)
    train, X = (np.where(rng.random((rows, d)) < 0.3, NAN, rng.normal(size=(rows, d))) for rows in (n, m))
    agree(kata.MedianImputer().fit(train).transform(X), imputed_by_sorting(train, X))
