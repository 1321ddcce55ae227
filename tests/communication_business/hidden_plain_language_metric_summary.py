"""What must hold for every count, noun and audience."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import follows_from, rests_on
from katas.communication_business import plain_language_metric_summary as kata
from tests.strategies.communication_business import nouns, outcome_counts

JARGON = re.compile(r"\b(precision|recall|f1|auc|fpr|tpr|confusion)\b", re.IGNORECASE)
AUDIENCES = ("exec", "engineer")


def said(text, pattern):
    """Every distinct value that the text gives for a fact."""
    return set(re.findall(pattern, text))


def facts_for_an_executive(text, noun):
    return {
        "caught": said(text, rf"(?<!\w)catches (\d+) of (\d+) {re.escape(noun)}(?!\w)"),
        "false": said(text, r"(?<![\w.,])(\d+) of every 100 alerts are false(?!\w)"),
        "missed": said(text, r"(?<!\w)misses (\d+(?:[.,]\d+)*)"),
        "silent": "raised no alerts" in text,
        "empty": f"no {noun} in the sample" in text,
    }


def facts_in_the_counts(tp, fp, fn):
    """Counting the false alerts in a hundred: the nearest whole number, the greater of two equally near."""
    alerts, positives = tp + fp, tp + fn
    nearest = max(range(101), key=lambda x: (-abs(x * alerts - 100 * fp), x)) if alerts else None
    return {
        "caught": {(str(tp), str(positives))} if positives else set(),
        "false": {str(nearest)} if alerts else set(),
        "missed": {str(fn)} if positives else set(),
        "silent": not alerts,
        "empty": not positives,
    }


def number_in(text, name):
    """The number behind `name=`, None for n/a; it must be given, in one way only."""
    values = said(text, rf"(?<![\w=]){name}=(n/a|\d\.\d{{3}}(?!\d))")
    assert len(values) == 1, f"{name}= with three decimals or n/a, once: {text!r}"
    value = values.pop()
    return None if value == "n/a" else Fraction(value)


def assert_rounded(shown, part, whole):
    """A ratio to three decimals, where a tie may go either way; None is 0 / 0."""
    if whole == 0:
        assert shown is None
    else:
        assert shown is not None
        assert abs(shown - Fraction(part, whole)) <= Fraction(1, 2000)


def assert_facts_for_an_engineer(text, tp, fp, fn, tn):
    assert_rounded(number_in(text, "precision"), tp, tp + fp)
    assert_rounded(number_in(text, "recall"), tp, tp + fn)
    assert_rounded(number_in(text, "f1"), 2 * tp, 2 * tp + fp + fn)
    assert said(text, r"(?<!\w)n=(\d+(?:[.,]\d+)*)") == {str(tp + fp + fn + tn)}


@rests_on("with ``A = tp`` and ``B = tp + fn``")
@given(outcome_counts, nouns)
def test_the_executive_gets_the_facts(counts, noun):
    text = kata.summarise(*counts, noun=noun, audience="exec")
    assert facts_for_an_executive(text, noun) == facts_in_the_counts(*counts[:3])


@rests_on("at most 60 words (split at white space)")
@given(outcome_counts, nouns)
def test_the_executive_gets_few_plain_words_on_one_line(counts, noun):
    text = kata.summarise(*counts, noun=noun, audience="exec")
    assert len(text.split()) <= 60
    assert JARGON.findall(text) == []
    assert text.splitlines() == [text]


@rests_on("with exactly 3 decimals or by ``n/a`` where the ratio is 0 / 0")
@given(outcome_counts, nouns)
def test_the_engineer_gets_the_ratios_and_the_total_on_one_line(counts, noun):
    text = kata.summarise(*counts, noun=noun, audience="engineer")
    assert_facts_for_an_engineer(text, *counts)
    assert text.splitlines() == [text]


@follows_from("``X = 100 * fp / (tp + fp)``")
@given(outcome_counts, st.integers(2, 1_000))
def test_more_of_the_same_keeps_the_false_share(counts, times):
    once = kata.summarise(*counts, noun="leaks", audience="exec")
    often = kata.summarise(*(times * count for count in counts), noun="leaks", audience="exec")
    assert facts_for_an_executive(often, "leaks")["false"] == facts_for_an_executive(once, "leaks")["false"]


@rests_on("rounded half up")
@pytest.mark.parametrize(
    "tp, fp, share", [(7, 1, 13), (5, 3, 38), (199, 1, 1), (201, 1, 0), (1, 199, 100), (1, 201, 100), (2, 1, 33)]
)
def test_half_of_an_alert_is_rounded_up(tp, fp, share):
    text = kata.summarise(tp, fp, 4, 50, noun="leaks", audience="exec")
    assert facts_for_an_executive(text, "leaks")["false"] == {str(share)}


@rests_on("at most 60 words (split at white space)")
@pytest.mark.parametrize("counts", [(5, 3, 4, 90), (0, 0, 4, 90), (0, 3, 0, 90), (0, 0, 0, 90)])
def test_a_long_noun_leaves_room(counts):
    noun = " ".join("abcdefghijklmnopqrst")  # 20 words in 39 characters
    text = kata.summarise(*counts, noun=noun, audience="exec")
    assert len(text.split()) <= 60
    assert facts_for_an_executive(text, noun) == facts_in_the_counts(*counts[:3])


@rests_on("It appears as it is given")
@pytest.mark.parametrize("noun", ["SKUs over 5 %", "C++ bugs", "{0} braces", "naïve cafés", "%s and \\d"])
def test_a_noun_appears_as_it_is_given(noun):
    text = kata.summarise(5, 3, 4, 90, noun=noun, audience="exec")
    assert f"catches 5 of 9 {noun}" in text
    assert f"no {noun} in the sample" in kata.summarise(0, 3, 0, 90, noun=noun, audience="exec")


@rests_on("with plain integers (no thousands separators)")
def test_large_counts_are_plain_integers():
    counts = (12_345_678, 87_654_321, 1_000_003, 10**15)
    text = kata.summarise(*counts, noun="leaks", audience="exec")
    assert facts_for_an_executive(text, "leaks") == facts_in_the_counts(*counts[:3])
    assert_facts_for_an_engineer(kata.summarise(*counts, noun="leaks", audience="engineer"), *counts)


@rests_on("replaces the first and the third")
def test_neither_alerts_nor_positives():
    text = kata.summarise(0, 0, 0, 12, noun="leaks", audience="exec")
    assert facts_for_an_executive(text, "leaks") == facts_in_the_counts(0, 0, 0)


@follows_from("f1        = 2 * tp / (2 * tp + fp + fn)")
def test_a_detector_that_is_always_wrong():
    text = kata.summarise(0, 3, 4, 0, noun="leaks", audience="engineer")
    assert [number_in(text, name) for name in ("precision", "recall", "f1")] == [0, 0, 0]


@rests_on("``n/a`` where the ratio is 0 / 0")
@pytest.mark.parametrize("counts, missing", [((0, 0, 4, 9), "precision"), ((0, 3, 0, 9), "recall")])
def test_one_ratio_may_be_missing_and_f1_still_be_0(counts, missing):
    text = kata.summarise(*counts, noun="leaks", audience="engineer")
    assert number_in(text, missing) is None
    assert number_in(text, "f1") == 0


@rests_on("If a count is negative, all counts are 0")
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("counts", [(-1, 3, 4, 9), (5, -3, 4, 9), (5, 3, -4, 9), (5, 3, 4, -9), (0, 0, 0, 0)])
def test_rejects_counts(counts, audience):
    with pytest.raises(ValueError):
        kata.summarise(*counts, noun="leaks", audience=audience)


@rests_on("all counts are 0")
@pytest.mark.parametrize("counts", [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)])
def test_one_case_of_any_sort_is_enough(counts):
    text = kata.summarise(*counts, noun="leaks", audience="exec")
    assert facts_for_an_executive(text, "leaks") == facts_in_the_counts(*counts[:3])
    assert_facts_for_an_engineer(kata.summarise(*counts, noun="leaks", audience="engineer"), *counts)


@rests_on("`noun` is blank, longer than 40 characters or")
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("noun", ["", "   ", "\t", "x" * 41, "gas\nleaks", "leaks\n", "gas\rleaks"])
def test_rejects_nouns(noun, audience):
    with pytest.raises(ValueError):
        kata.summarise(5, 3, 4, 9, noun=noun, audience=audience)


@rests_on("1 to 40 characters")
def test_forty_characters_are_accepted():
    assert f"of 9 {'x' * 40}" in kata.summarise(5, 3, 4, 9, noun="x" * 40, audience="exec")


@rests_on("`audience` is neither of the two")
@pytest.mark.parametrize("audience", ["", "Exec", "executive", "both"])
def test_rejects_other_audiences(audience):
    with pytest.raises(ValueError):
        kata.summarise(5, 3, 4, 9, noun="leaks", audience=audience)
