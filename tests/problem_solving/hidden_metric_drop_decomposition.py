"""What must hold for every two weeks."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from dojo.testing import agree, expect, rejects, rests_on
from katas.problem_solving import metric_drop_decomposition as kata
from tests.strategies.decisions import side_frame, sides

COLUMNS = ["segment", "mix_effect", "rate_effect", "total"]
BEFORE = {"app": (60, 6), "web": (40, 2)}


def split_by_hand(before, after):
    """Segment by segment, in exact fractions."""
    b, a = ({s: nx for s, nx in side.items() if nx[0]} for side in (before, after))
    n0, n1 = (sum(n for n, _ in side.values()) for side in (b, a))
    overall = Fraction(sum(x for _, x in b.values()), n0)
    rows = []
    for s in sorted({*b, *a}):
        w0, r0 = (Fraction(b[s][0], n0), Fraction(b[s][1], b[s][0])) if s in b else (Fraction(0), overall)
        w1, r1 = (Fraction(a[s][0], n1), Fraction(a[s][1], a[s][0])) if s in a else (Fraction(0), r0)
        rows.append((s, (w1 - w0) * (r0 - overall), w1 * (r1 - r0)))
    rows.sort(key=lambda row: -abs(row[1] + row[2]))
    return table([(s, float(mix), float(rate), float(mix + rate)) for s, mix, rate in rows])


def table(rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def overall_rate(side):
    return sum(x for _, x in side.values()) / sum(n for n, _ in side.values())


@rests_on("total       = mix_effect + rate_effect")
@given(sides, sides)
def test_agrees_with_exact_fractions(before, after):
    agree(kata.decompose(side_frame(before), side_frame(after)), split_by_hand(before, after))


@rests_on("the totals add up to R1 - R0")
@given(sides, sides)
def test_the_totals_add_up(before, after):
    got = kata.decompose(side_frame(before), side_frame(after))
    change = overall_rate(after) - overall_rate(before)
    expect(abs(got["total"].sum() - change) < 1e-9, f"totals that add up to R1 - R0 = {change:.6g}", got=got)


@rests_on("rows come in any order, with any index", "Other columns are ignored", "w = n / (sum of n)")
def test_order_index_other_columns_and_a_factor_of_the_counts_do_not_matter():
    before, after = {"web": (7, 3), "tv": (5, 1), "app": (4, 0)}, {"tv": (4, 1), "web": (9, 2), "app": (3, 2)}
    one = side_frame(dict(reversed(before.items()))).set_axis([7, 7, 2]).assign(rate=None)
    two = side_frame({s: (300 * n, 300 * x) for s, (n, x) in after.items()})[["x", "n", "segment"]]
    agree(kata.decompose(one, two), split_by_hand(before, after))


@rests_on("A segment with n = 0 counts as absent from that side, like one\n    without a row", "it is left out")
def test_rows_without_visits_might_as_well_not_be_there():
    before, after = {"web": (7, 3), "tv": (5, 1)}, {"web": (4, 1), "app": (9, 2)}
    zeros = dict.fromkeys(["app", "kiosk", "tv", "a fax"], (0, 0))
    agree(kata.decompose(side_frame(zeros | before), side_frame(zeros | after)), split_by_hand(before, after))


@rests_on("Largest absolute total first")
def test_a_gain_and_a_loss_are_ranked_by_size():
    after = {"app": (60, 12), "web": (40, 1), "tv": (0, 0)}
    agree(
        kata.decompose(side_frame(BEFORE), side_frame(after)),
        table([("app", 0.0, 0.06, 0.06), ("web", 0.0, -0.01, -0.01)]),
    )


@rests_on("rounded to 12 decimals for\n        the comparison only")
def test_totals_that_differ_by_rounding_tie_and_are_not_rounded():
    before = {"c": (7, 2), "a": (7, 4), "b": (7, 3)}
    after = {"c": (7, 3), "a": (7, 5), "b": (7, 2)}
    third = 1 / 21
    got = kata.decompose(side_frame(before), side_frame(after))
    agree(got, table([("a", 0.0, third, third), ("b", 0.0, -third, -third), ("c", 0.0, third, third)]))
    # four orders more, four fewer, of ten million visits
    before = side_frame({"z": (3_000_000, 900_000), "y": (7_000_000, 70_000)})
    small = kata.decompose(before, side_frame({"z": (3_000_000, 900_004), "y": (7_000_000, 69_996)}))
    agree(small, table([("y", 0.0, -4e-7, -4e-7), ("z", 0.0, 4e-7, 4e-7)]), atol=1e-15, rtol=1e-7)


@rests_on("rounded to 12 decimals for\n        the comparison only")
@pytest.mark.parametrize(("more_a", "more_z", "first"), [(12, 14, "a"), (60, 90, "z")])
def test_the_twelfth_decimal_decides(more_a, more_z, first):
    n, x = 5 * 10**12, 10**12  # ten orders more of 10**13 visits: 1e-12
    got = kata.decompose(
        side_frame({"z": (n, x), "a": (n, x)}), side_frame({"z": (n, x + more_z), "a": (n, x + more_a)})
    )
    totals = f"totals of {more_a}e-13 in a and {more_z}e-13 in z"
    expect(got["segment"].iloc[0] == first, f"{first} first, for {totals}", got=got)


@rests_on("Absent after: its w1 and its rate_effect are 0")
def test_no_segment_of_before_comes_back():
    got = kata.decompose(side_frame(BEFORE), side_frame({"tv": (5, 1)}))
    agree(got, table([("tv", 0.0, 0.12, 0.12), ("app", -0.012, 0.0, -0.012), ("web", 0.012, 0.0, 0.012)]))


@rests_on("``n`` visits and ``x`` orders (ints)")
@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint64])
@pytest.mark.parametrize("text", ["str", object])
def test_counts_of_any_width_and_text_of_either_dtype(dtype, text):
    before, after = {"web": (200, 30), "app": (250, 7)}, {"web": (90, 3), "app": (240, 9)}
    frames = [side_frame(side).astype({"n": dtype, "x": dtype, "segment": text}) for side in (before, after)]
    agree(kata.decompose(*frames), split_by_hand(before, after))


@rests_on("If a side has no visits at all, names a segment twice, or has an x below 0 or above its n")
@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("app", 0, 0), ("web", 0, 0)],
        [("app", 5, 1), ("web", 5, 1), ("app", 5, 1)],
        [("app", 0, 0), ("web", 5, 1), ("app", 5, 1)],
        [("app", 5, 6), ("web", 5, 1)],
        [("app", 0, 1), ("web", 5, 1)],
        [("app", 5, -1), ("web", 5, 2)],
    ],
)
def test_rejects_either_side(rows):
    good = side_frame(BEFORE)
    bad = pd.DataFrame(rows, columns=["segment", "n", "x"]).astype({"segment": "str", "n": "int64", "x": "int64"})
    rejects(kata.decompose, [(bad, good), (good, bad)])
