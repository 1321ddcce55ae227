"""What must hold for every count, noun and audience."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import expect, follows_from, rejects, rests_on
from katas.communication_business import plain_language_metric_summary as kata
from tests.strategies.communication_business import nouns, outcome_counts

JARGON = re.compile(r"\b(precision|recall|f1|auc|fpr|tpr|confusion)\b", re.IGNORECASE)


def facts_in(text, noun):
    """Every fact that an executive can read in the text, as the statement words it."""
    number = r"\d+(?:[.,]\d+)*"
    patterns = [
        rf"(?<!\w)catches {number} of {number} {re.escape(noun)}(?!\w)",
        rf"(?<![\w.,]){number} of every 100 alerts are false(?!\w)",
        rf"(?<!\w)misses {number}",
        r"raised no alerts",
        rf"no {re.escape(noun)} in the sample",
    ]
    return {fact for pattern in patterns for fact in re.findall(pattern, text)}


def facts_of(tp, fp, fn, noun):
    """Counting the false alerts in a hundred: the nearest whole number, the greater of two equally near."""
    alerts, positives = tp + fp, tp + fn
    facts = {f"catches {tp} of {positives} {noun}", f"misses {fn}"} if positives else {f"no {noun} in the sample"}
    if not alerts:
        return facts | {"raised no alerts"}
    nearest = max(range(101), key=lambda x: (-abs(x * alerts - 100 * fp), x))
    return facts | {f"{nearest} of every 100 alerts are false"}


def expect_facts(text, tp, fp, fn, noun="leaks"):
    found, due = facts_in(text, noun), facts_of(tp, fp, fn, noun)
    lacking, extra = (", ".join(f'"{fact}"' for fact in sorted(facts)) for facts in (due - found, found - due))
    expect(found >= due, f"a line with {lacking}", got=text)
    expect(found <= due, f"a line without {extra}", got=text)


def expect_ratio(text, name, part, whole):
    """`name=` once, with three decimals (a tie may go either way), or n/a for 0 / 0."""
    values = set(re.findall(rf"(?<![\w=]){name}=(n/a|\d\.\d{{3}}(?!\d))", text))
    due = "n/a" if whole == 0 else f"{part / whole:.3f}"
    near = {v for v in values if v != "n/a" and whole and abs(Fraction(v) - Fraction(part, whole)) <= Fraction(1, 2000)}
    expect(len(values) == 1 and (near or due in values), f'a line with "{name}={due}"', got=text)


def expect_ratios(text, tp, fp, fn, tn):
    expect_ratio(text, "precision", tp, tp + fp)
    expect_ratio(text, "recall", tp, tp + fn)
    expect_ratio(text, "f1", 2 * tp, 2 * tp + fp + fn)
    totals = set(re.findall(r"(?<!\w)n=(\d+(?:[.,]\d+)*)", text))
    expect(totals == {str(tp + fp + fn + tn)}, f'a line with "n={tp + fp + fn + tn}"', got=text)


@rests_on("with ``A = tp`` and ``B = tp + fn``")
@given(outcome_counts, nouns)
def test_the_executive_gets_the_facts(counts, noun):
    expect_facts(kata.summarise(*counts, noun=noun, audience="exec"), *counts[:3], noun)


@rests_on("at most 60 words (split at white space)", "str, a single line")
@given(outcome_counts, nouns)
def test_the_executive_gets_few_plain_words_on_one_line(counts, noun):
    text = kata.summarise(*counts, noun=noun, audience="exec")
    expect(len(text.split()) <= 60, "at most 60 words", got=text)
    expect(JARGON.findall(text) == [], f"a line without {JARGON.findall(text)}", got=text)
    expect(text.splitlines() == [text], "a single line", got=text)


@rests_on("with exactly 3 decimals or by ``n/a`` where the ratio is 0 / 0")
@given(outcome_counts, nouns)
def test_the_engineer_gets_the_ratios_and_the_total_on_one_line(counts, noun):
    text = kata.summarise(*counts, noun=noun, audience="engineer")
    expect_ratios(text, *counts)
    expect(text.splitlines() == [text], "a single line", got=text)


@follows_from("``X = 100 * fp / (tp + fp)``")
@given(outcome_counts, st.integers(2, 1_000))
def test_more_of_the_same_keeps_the_false_share(counts, times):
    once = kata.summarise(*counts, noun="leaks", audience="exec")
    often = kata.summarise(*(times * count for count in counts), noun="leaks", audience="exec")
    share = {fact for fact in facts_in(once, "leaks") if "every 100" in fact}
    expect(share <= facts_in(often, "leaks"), f"the share of {times} times smaller counts: {share}", got=often)


@rests_on("rounded half up")
@pytest.mark.parametrize("tp, fp", [(7, 1), (5, 3), (199, 1), (201, 1), (1, 199), (1, 201), (2, 1), (57, 23)])
def test_half_of_an_alert_is_rounded_up(tp, fp):
    expect_facts(kata.summarise(tp, fp, 4, 50, noun="leaks", audience="exec"), tp, fp, 4)


@rests_on("which appear as they are given")
@pytest.mark.parametrize("noun", ["SKUs over 5 %", "C++ bugs", "{0} braces", "naïve cafés", "%s and \\d"])
def test_a_noun_appears_as_it_is_given(noun):
    expect_facts(kata.summarise(5, 3, 4, 90, noun=noun, audience="exec"), 5, 3, 4, noun)
    expect_facts(kata.summarise(0, 3, 0, 90, noun=noun, audience="exec"), 0, 3, 0, noun)


@rests_on("with plain integers (no thousands separators)")
def test_large_counts_are_plain_integers():
    counts = (12_345_678, 87_654_321, 1_000_003, 10**15)
    expect_facts(kata.summarise(*counts, noun="leaks", audience="exec"), *counts[:3])
    expect_ratios(kata.summarise(*counts, noun="leaks", audience="engineer"), *counts)


@rests_on("replaces the first and the third")
def test_neither_alerts_nor_positives():
    expect_facts(kata.summarise(0, 0, 0, 12, noun="leaks", audience="exec"), 0, 0, 0)


@follows_from("f1        = 2 * tp / (2 * tp + fp + fn)")
@pytest.mark.parametrize("counts", [(0, 3, 4, 0), (0, 0, 4, 9), (0, 3, 0, 9), (0, 0, 0, 7)])
def test_f1_is_zero_unless_it_is_itself_undefined(counts):
    expect_ratios(kata.summarise(*counts, noun="leaks", audience="engineer"), *counts)


@rests_on("all counts are 0")
@pytest.mark.parametrize("counts", [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)])
def test_one_case_of_any_sort_is_enough(counts):
    expect_facts(kata.summarise(*counts, noun="leaks", audience="exec"), *counts[:3])
    expect_ratios(kata.summarise(*counts, noun="leaks", audience="engineer"), *counts)


@rests_on("If a count is negative, or all counts are 0")
@pytest.mark.parametrize("audience", ["exec", "engineer"])
def test_rejects_counts(audience):
    def call(*counts):
        return kata.summarise(*counts, noun="leaks", audience=audience)

    rejects(call, [(-1, 3, 4, 9), (5, -3, 4, 9), (5, 3, -4, 9), (5, 3, 4, -9), (0, 0, 0, 0)])
