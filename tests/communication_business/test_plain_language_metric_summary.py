"""What the statement promises, by example."""

from dojo.testing import expect, rejects
from katas.communication_business import plain_language_metric_summary as kata


def expect_in(text, *facts):
    for fact in facts:
        expect(fact in text, f'a line with "{fact}"', got=text)


def to_exec(tp, fp, fn, tn):
    return kata.summarise(tp, fp, fn, tn, noun="fake reviews", audience="exec")


def test_the_executive_hears_what_is_caught_and_what_is_missed():
    expect_in(to_exec(70, 30, 50, 850), "catches 70 of 120 fake reviews", "misses 50")


def test_the_executive_hears_how_many_alerts_are_false():
    expect_in(to_exec(70, 30, 50, 850), "30 of every 100 alerts are false")


def test_the_executive_hears_no_jargon():
    text = to_exec(70, 30, 50, 850)
    for word in ("precision", "recall"):
        expect(word not in text.lower(), f'a line without the word "{word}"', got=text)


def test_a_silent_detector_raised_no_alerts():
    expect_in(to_exec(0, 0, 50, 850), "raised no alerts")


def test_a_sample_without_positives_says_so():
    expect_in(to_exec(0, 30, 0, 850), "no fake reviews in the sample")


def test_the_engineer_gets_three_decimals_and_the_total():
    text = kata.summarise(70, 30, 50, 850, noun="fake reviews", audience="engineer")
    expect_in(text, "precision=0.700", "recall=0.583", "f1=0.636")
    expect("n=1000" in text.replace("precision=", ""), 'a line with "n=1000"', got=text)


def test_an_empty_sample_is_rejected():
    rejects(to_exec, [(0, 0, 0, 0)])
