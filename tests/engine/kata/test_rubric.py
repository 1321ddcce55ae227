"""The rubric: weights, limits, prices, caps and bands, each boundary from both sides."""

import itertools

import pytest

from dojo.kata import rubric, sheet
from dojo.kata.rubric import Facts, score

KEYS = [axis.key for axis in rubric.AXES]
EVERY = [dict(zip(KEYS, levels, strict=True)) for levels in itertools.product(range(5), repeat=5)]


def levels(text: str) -> dict[str, int]:
    """Read "3,2,3,1,3" as levels of A to E."""
    return dict(zip(KEYS, map(int, text.split(",")), strict=True))


def points(text: str, **facts: object) -> float:
    return score(levels(text), Facts(**facts)).points  # type: ignore[arg-type]


def test_the_axes_are_those_of_the_sheets_and_weigh_100() -> None:
    assert tuple(KEYS) == sheet.AXES
    assert sum(axis.weight for axis in rubric.AXES) == 100
    assert [axis.weight for axis in rubric.AXES] == [20, 20, 25, 20, 15]
    assert "".join(axis.letter for axis in rubric.AXES) == "ABCDE"


def test_all_anchors_differ() -> None:
    assert len({anchor for axis in rubric.AXES for anchor in axis.anchors}) == 25


@pytest.mark.parametrize(
    ("text", "expected"), [("4,4,4,4,4", 100.0), ("3,3,3,3,3", 75.0), ("2,2,2,2,2", 50.0), ("1,2,3,4,0", 53.75)]
)
def test_the_score_is_the_weighted_sum(text: str, expected: float) -> None:
    assert points(text) == expected


def test_one_level_more_is_worth_a_quarter_of_the_weight() -> None:
    for axis in rubric.AXES:
        lower = levels("2,2,2,2,2")
        assert rubric.weighted(lower | {axis.key: 3}) - rubric.weighted(lower) == axis.weight / 4


def test_every_combination_of_levels_has_its_points_and_its_band() -> None:
    for given in EVERY:
        found = score(given)
        capped = given["clarify"] == 0 or given["code"] <= 1
        expected = sum(a.weight * given[a.key] for a in rubric.AXES) / 4
        assert found.points == (min(expected, 54) if capped else expected)
        assert found.band == rubric.band(found.points)
        assert found.levels == given


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (100, "strong hire"),
        (85, "strong hire"),
        (84.99, "hire"),
        (70, "hire"),
        (69.99, "lean no"),
        (55, "lean no"),
        (54.99, "no"),
        (0, "no"),
    ],
)
def test_each_band_begins_where_it_says(value: float, name: str) -> None:
    assert rubric.band(value) == name


def test_starting_without_a_question_caps_at_54() -> None:
    assert (points("0,4,4,4,4"), points("1,4,4,4,4")) == (54.0, 85.0)
    assert score(levels("0,4,4,4,4")).reasons == ("A is 0: at most 54 points",)


def test_code_that_runs_on_the_example_only_caps_at_54() -> None:
    assert (points("4,4,0,4,4"), points("4,4,1,4,4"), points("4,4,2,4,4")) == (54.0, 54.0, 87.5)


def test_a_cap_that_changes_nothing_is_no_reason() -> None:
    found = score(levels("0,1,1,1,1"))
    assert (found.points, found.reasons) == (20.0, ())


def test_unreported_leakage_caps_at_69() -> None:
    assert points("4,4,4,4,4", leakage_unreported=True) == 69.0
    assert points("2,3,3,3,2", leakage_unreported=True) == 66.25
    assert points("0,4,4,4,4", leakage_unreported=True) == 54.0


@pytest.mark.parametrize(("hints", "price"), [((), 0), ((1,), 0), ((1, 2), 2), ((1, 2, 3), 7), ((3,), 5), ((2, 2), 4)])
def test_hints_cost_by_their_level(hints: tuple[int, ...], price: int) -> None:
    assert points("4,4,4,4,4", hints=hints) == 100 - price


def test_hints_are_paid_before_a_cap() -> None:
    assert points("0,4,4,4,4", hints=(3,)) == 54.0


def test_hints_take_a_score_no_lower_than_0() -> None:
    assert points("1,0,0,0,0", hints=(3, 3)) == 0.0


def test_a_solution_that_was_shown_leaves_c_at_1_and_so_caps() -> None:
    found = score(levels("4,4,4,4,4"), Facts(solution_shown=True))
    assert (found.levels["code"], found.points, found.band) == (1, 54.0, "no")
    assert found.reasons == ("the solution was shown: C is 1 at most", "C is 1: at most 54 points")
    assert score(levels("4,4,0,4,4"), Facts(solution_shown=True)).levels["code"] == 0


@pytest.mark.parametrize(
    ("caught", "mistakes", "most"),
    [(0, 3, 2), (1, 3, 2), (2, 3, 3), (3, 3, 4), (0, 1, 2), (1, 1, 4), (3, 5, 2), (4, 6, 3), (66, 100, 2), (0, 0, 4)],
)
def test_own_tests_limit_verification_by_what_they_catch(caught: int, mistakes: int, most: int) -> None:
    assert rubric.verify_limit(caught, mistakes) == most
    assert score(levels("4,4,4,4,4"), Facts(own_tests=(caught, mistakes))).levels["verify"] == most


def test_own_tests_raise_no_level() -> None:
    assert score(levels("3,3,3,1,3"), Facts(own_tests=(5, 5))).levels["verify"] == 1


def test_two_levels_apart_are_discussed_and_one_is_not() -> None:
    apart = rubric.gaps(levels("3,2,3,1,3"), levels("2,2,1,3,4"))
    assert [axis.letter for axis in apart] == ["C", "D"]


@pytest.mark.parametrize(
    "given",
    [
        {},
        levels("3,3,3,3,3") | {"style": 3},
        levels("3,3,3,3,5"),
        levels("3,3,3,3,-1"),
        levels("3,3,3,3,3") | {"code": True},
    ],
)
def test_levels_that_are_none_are_refused(given: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="expected a level"):
        score(given)


@pytest.mark.parametrize(
    "facts", [Facts(hints=(0,)), Facts(hints=(4,)), Facts(own_tests=(4, 3)), Facts(own_tests=(-1, 3))]
)
def test_facts_that_cannot_be_are_refused(facts: Facts) -> None:
    with pytest.raises(ValueError, match="expected"):
        score(levels("3,3,3,3,3"), facts)
