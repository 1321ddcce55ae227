"""Laws drawn before the candidate is there: what is replayed counts as Hypothesis itself would count it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, event, example, given, note, reject, settings, target
from hypothesis import strategies as st

from dojo.judge import laws
from dojo.judge.laws import AsUsual, Drawn

numbers = st.integers(-99, 99)
answers: list[Callable[[Any], Any]] = [lambda x: x]  # the candidate: the last one is under test
seen: list[Any] = []


def item(function: Callable[..., None], request: pytest.FixtureRequest) -> pytest.Function:
    """Return the test item that pytest would make of a function in this module."""
    return pytest.Function.from_parent(request.node.parent, name=function.__name__, callobj=function)


def drawn(function: Callable[..., None], request: pytest.FixtureRequest, seed: int = 7) -> Drawn | None:
    """Draw a law's examples; nobody is under test yet and nothing seen."""
    del answers[1:], seen[:]
    found = item(function, request)
    laws.fix_seed(found, seed)
    return laws.draw(found)


# The laws below are the material of the tests: their names keep pytest from collecting them.


@given(numbers, numbers)
def plain(x: int, y: int) -> None:
    seen.append((x, y))
    assert answers[-1](x) == x


@given(numbers)
@example(12_345)
def with_an_example(x: int) -> None:
    seen.append(x)


@given(numbers)
@settings(max_examples=30)
def talkative(x: int) -> None:
    assume(x != 13)
    note(f"x is {x}")
    event("an even one" if x % 2 == 0 else "an odd one")
    target(float(x))
    assert answers[-1](x) == x


@given(numbers)
def choosy(x: int) -> None:
    assume(answers[-1](x) > 0)


@given(numbers)
def never_content(x: int) -> None:
    reject()


@given(st.data())
def later(data: st.DataObject) -> None:
    data.draw(numbers)


@given(st.functions(like=lambda x: None, returns=numbers))
def of_functions(f: Callable[[int], int]) -> None:
    f(3)


@given(st.lists(st.randoms(use_true_random=False), min_size=1, max_size=2))
def of_randoms(generators: list[random.Random]) -> None:
    generators[0].random()


@given(numbers.filter(lambda x: False))
def undrawable(x: int) -> None:
    pass


@given(st.lists(numbers))
def changes_its_example(items: list[int]) -> None:
    seen.append(list(items))
    items.append(0)


@given(numbers)
def draws_at_random(x: int) -> None:
    seen.append(random.random())


class Together:
    @given(numbers)
    def law(self, x: int) -> None:
        pass


def test_a_law_is_drawn_without_its_body_and_replayed_in_full(request: pytest.FixtureRequest) -> None:
    found = drawn(plain, request)
    assert found is not None
    assert (len(found.examples), seen) == (100, [])
    laws.replay(found)
    assert seen == [(kwargs["x"], kwargs["y"]) for _, kwargs in found.examples]


def test_an_explicit_example_is_among_those_replayed(request: pytest.FixtureRequest) -> None:
    found = drawn(with_an_example, request)
    assert found is not None
    laws.replay(found)
    assert seen[0] == 12_345
    assert len(seen) == 101


def test_a_seed_draws_the_same_examples_every_time(request: pytest.FixtureRequest) -> None:
    def examples(seed: int) -> list[Any]:
        found = drawn(plain, request, seed)
        assert found is not None
        return found.examples

    assert examples(7) == examples(7)
    assert examples(7) != examples(8)


def test_the_examples_drawn_are_those_that_hypothesis_would_run(request: pytest.FixtureRequest) -> None:
    found = drawn(plain, request, seed=11)
    assert found is not None
    laws.replay(found)
    replayed = sorted(seen)
    seen.clear()
    laws.fix_seed(item(plain, request), 11)
    plain()
    assert sorted(seen) == replayed


def test_what_the_body_raises_first_comes_out(request: pytest.FixtureRequest) -> None:
    found = drawn(plain, request)
    answers.append(lambda x: x if x < 50 else 50)
    assert found is not None
    with pytest.raises(AssertionError):
        laws.replay(found)
    assert all(x <= 50 for x, _ in seen[:-1])
    assert seen[-1][0] > 50


def test_assume_note_event_and_target_work_as_usual(request: pytest.FixtureRequest) -> None:
    found = drawn(talkative, request)
    assert found is not None
    assert len(found.examples) == 30
    laws.replay(found)
    answers.append(lambda x: -x)
    with pytest.raises(AssertionError):
        laws.replay(found)


def test_a_law_that_turns_many_examples_down_is_run_as_usual(request: pytest.FixtureRequest) -> None:
    found = drawn(choosy, request)
    assert found is not None
    with pytest.raises(AsUsual):
        laws.replay(found)
    answers.append(lambda x: 1 if x % 17 else -1)
    laws.replay(found)


def test_no_valid_example_is_no_pass(request: pytest.FixtureRequest) -> None:
    found = drawn(never_content, request)
    assert found is not None
    with pytest.raises(AsUsual):
        laws.replay(found)
    assert drawn(undrawable, request) is None


@pytest.mark.parametrize("law", [later, of_functions, of_randoms])
def test_a_law_that_draws_while_it_runs_is_not_drawn_before(request: pytest.FixtureRequest, law: Any) -> None:
    assert drawn(law, request) is None


def test_collecting_leaves_the_law_as_it_was(request: pytest.FixtureRequest) -> None:
    body = undrawable.hypothesis.inner_test  # type: ignore[attr-defined]
    drawn(undrawable, request)
    assert undrawable.hypothesis.inner_test is body  # type: ignore[attr-defined]


def test_randomness_in_a_body_is_the_same_at_every_replay(request: pytest.FixtureRequest) -> None:
    found = drawn(draws_at_random, request)
    assert found is not None
    state = random.getstate()
    laws.replay(found)
    laws.replay(found)
    assert seen[:100] == seen[100:]
    assert random.getstate() == state


def test_a_test_with_fixtures_or_acting_marks_or_in_a_class_is_left_to_pytest(request: pytest.FixtureRequest) -> None:
    @given(x=numbers)
    def with_fixture(tmp_path: Any, x: int) -> None:
        pass

    @pytest.mark.filterwarnings("error")
    @given(numbers)
    def with_mark(x: int) -> None:
        pass

    in_class = pytest.Class.from_parent(request.node.parent, name="Together")
    found = pytest.Function.from_parent(in_class, name="law")
    assert laws.is_law(found)
    assert laws.draw(found) is None
    assert drawn(with_fixture, request) is None
    assert drawn(with_mark, request) is None


def test_a_plain_test_is_no_law(request: pytest.FixtureRequest) -> None:
    def no_law() -> None:
        pass

    assert not laws.is_law(item(no_law, request))
    assert laws.draw(item(no_law, request)) is None
