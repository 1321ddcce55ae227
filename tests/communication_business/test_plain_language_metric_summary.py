"""What the statement promises, by example."""

import pytest

from katas.communication_business import plain_language_metric_summary as kata


def to_exec(tp, fp, fn, tn):
    return kata.summarise(tp, fp, fn, tn, noun="fake reviews", audience="exec")


def to_engineer(tp, fp, fn, tn):
    return kata.summarise(tp, fp, fn, tn, noun="fake reviews", audience="engineer")


def test_the_executive_hears_what_is_caught_and_what_is_missed():
    text = to_exec(70, 30, 50, 850)
    assert "catches 70 of 120 fake reviews" in text
    assert "misses 50" in text


def test_the_executive_hears_how_many_alerts_are_false():
    assert "30 of every 100 alerts are false" in to_exec(70, 30, 50, 850)


def test_the_executive_hears_no_jargon():
    words = to_exec(70, 30, 50, 850).lower()
    assert "precision" not in words
    assert "recall" not in words


def test_a_silent_detector_raised_no_alerts():
    assert "raised no alerts" in to_exec(0, 0, 50, 850)


def test_a_sample_without_positives_says_so():
    assert "no fake reviews in the sample" in to_exec(0, 30, 0, 850)


def test_the_engineer_gets_three_decimals_and_the_total():
    text = to_engineer(70, 30, 50, 850)
    assert all(part in text for part in ("precision=0.700", "recall=0.583", "f1=0.636"))
    assert "n=1000" in text.replace("precision=", "")


def test_an_empty_sample_is_rejected():
    with pytest.raises(ValueError):
        to_exec(0, 0, 0, 0)
