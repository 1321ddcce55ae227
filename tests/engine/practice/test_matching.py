"""Free questions reach the clarification that answers them, on every kata's sheet, and others reach none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dojo.kata import layout, sheet
from dojo.kata.sheet import Clarification
from dojo.practice.ask import page_of
from dojo.practice.matching import DECLINED, Reply, reply, stem
from dojo.practice.synonyms import SYNONYMS
from tests.engine.support.questions import PARAPHRASES, UNRELATED

ROOT = Path(__file__).resolve().parents[3]
KATAS = layout.find_katas(ROOT)
SHEETS = {kata.name: sheet.read(kata.sheet).clarifications for kata in KATAS}
TIES = Clarification("ties", ("What if two scores are equal?",), "The first wins.")
LIMIT = Clarification("time limit", ("How long may it take?", "Is a slow answer all right?"), "Two seconds.")
PAGE = """Scores of a model.

A pair in the right order counts 1; a tied pair
counts one half.

ASSUMPTIONS
- labels are never missing

Parameters
----------
y_score : array of shape (n,)
    The scores, float32 or float64.
"""


def paraphrases() -> Iterator[tuple[str, str, str]]:
    return ((name, topic, q) for name, topics in PARAPHRASES.items() for topic, asked in topics.items() for q in asked)


def answered(name: str, question: str) -> str | None:
    return reply(question, SHEETS[name]).topic


@pytest.mark.parametrize("name", SHEETS)
def test_each_clarification_answers_its_own_questions_and_its_topic(name: str) -> None:
    for c in SHEETS[name]:
        for question in (*c.ways, c.topic, f"what about {c.topic}?"):
            assert answered(name, question) == c.topic


@pytest.mark.parametrize(("name", "topic", "question"), list(paraphrases()))
def test_a_question_in_other_words_is_answered_or_asked_back(name: str, topic: str, question: str) -> None:
    assert topic in reply(question, SHEETS[name]).offered


def test_few_questions_in_other_words_are_asked_back() -> None:
    clear = [answered(name, question) == topic for name, topic, question in paraphrases()]
    assert sum(clear) >= 0.97 * len(clear)


def test_enough_clarifications_are_asked_for_in_three_ways() -> None:
    assert sum(len(asked) >= 3 for topics in PARAPHRASES.values() for asked in topics.values()) >= 12


def test_a_close_call_asks_back() -> None:
    one, other = (Clarification(name, (f"Which {name} counts?",), "All.") for name in ("window", "event"))
    found = reply("the window or the event, which one counts?", [one, other])
    assert (found.topic, found.answer) == (None, "Do you mean window or event?")
    assert found.offered == ("window", "event")


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("does a tied pair count half?", "a tied pair counts one half."),
        ("are the scores float32?", "y_score : array of shape (n,) The scores, float32 or float64."),
    ],
)
def test_what_the_page_states_is_answered_with_its_line(question: str, line: str) -> None:
    assert reply(question, [LIMIT], PAGE).answer == f"It is on the page: {line}"


@pytest.mark.parametrize("question", ["are labels ever missing?", "how many rows are there?", "which loss?", ""])
def test_what_it_does_not_state_or_the_candidate_wrote_is_declined(question: str) -> None:
    assert reply(question, [LIMIT], PAGE) == Reply(DECLINED)


@pytest.mark.parametrize("question", UNRELATED.strip().splitlines())
def test_an_unrelated_question_has_no_answer_on_any_sheet_or_page(question: str) -> None:
    replies = {kata.name: reply(question, SHEETS[kata.name], page_of(kata)) for kata in KATAS}
    assert {name: found.answer for name, found in replies.items() if found.fits} == {}


@pytest.mark.parametrize("question", ["", "   ", "?", "\0", "\ud800", "what?", "why is that so?", "!" * 10_000])
def test_a_question_without_a_telling_word_has_no_answer(question: str) -> None:
    assert not reply(question, [TIES, LIMIT]).fits
    assert not reply(question, [], PAGE).fits


@pytest.mark.parametrize(
    ("asked", "topic"),
    [("ties", "ties"), ("TIES", "ties"), (" tim", "time limit"), ("teis", "ties"), ("time limits", "time limit")],
)
def test_a_topic_its_beginning_or_a_slip_in_it_is_enough(asked: str, topic: str) -> None:
    assert reply(asked, [TIES, LIMIT]).topic == topic


def test_the_words_themselves_win_over_their_synonyms() -> None:
    equal = Clarification("equal stamps", ("Two rows of the same time?",), "The last.")
    assert reply("what about equal ones?", [TIES, equal]).topic == "equal stamps"
    assert reply("and a tie?", [TIES, equal]).topic == "ties"


def test_a_word_stands_in_one_group_of_synonyms_only() -> None:
    groups: dict[str, set[str]] = {}
    for line in SYNONYMS:
        for word in line.split():
            groups.setdefault(stem(word), set()).add(line)
    assert {word: lines for word, lines in groups.items() if len(lines) > 1} == {}
