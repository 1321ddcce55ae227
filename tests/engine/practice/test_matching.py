"""Free questions reach the clarification that answers them, on every kata's sheet, and others reach none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dojo.kata import layout, sheet
from dojo.kata.sheet import Clarification
from dojo.practice.matching import best, stem
from dojo.practice.synonyms import SYNONYMS
from tests.engine.support.questions import PARAPHRASES, UNRELATED

ROOT = Path(__file__).resolve().parents[3]
SHEETS = {kata.name: sheet.read(kata.sheet).clarifications for kata in layout.find_katas(ROOT)}
TIES = Clarification("ties", "What if two scores are equal?", "The first wins.")
LIMIT = Clarification("time limit", "How long may it take?", "Two seconds.")


def paraphrases() -> Iterator[tuple[str, str, str]]:
    return ((name, topic, q) for name, topics in PARAPHRASES.items() for topic, asked in topics.items() for q in asked)


def answered(name: str, question: str) -> str | None:
    found = best(question, SHEETS[name])
    return found.topic if found else None


@pytest.mark.parametrize("name", SHEETS)
def test_each_clarification_answers_its_own_question_and_its_topic(name: str) -> None:
    for c in SHEETS[name]:
        assert answered(name, c.ask) == c.topic
        assert answered(name, c.topic) == c.topic
        assert answered(name, f"what about {c.topic}?") == c.topic


@pytest.mark.parametrize(("name", "topic", "question"), list(paraphrases()))
def test_a_question_in_other_words_is_answered(name: str, topic: str, question: str) -> None:
    assert answered(name, question) == topic


def test_enough_clarifications_are_asked_for_in_three_ways() -> None:
    assert sum(len(asked) >= 3 for topics in PARAPHRASES.values() for asked in topics.values()) >= 12
    assert PARAPHRASES.keys() == SHEETS.keys()


@pytest.mark.parametrize("question", UNRELATED.strip().splitlines())
def test_an_unrelated_question_has_no_answer_on_any_sheet(question: str) -> None:
    assert {name: topic for name in SHEETS if (topic := answered(name, question))} == {}


@pytest.mark.parametrize("question", ["", "   ", "?", "\0", "\ud800", "what?", "why is that so?", "!" * 10_000])
def test_a_question_without_a_telling_word_has_no_answer(question: str) -> None:
    assert best(question, [TIES, LIMIT]) is None
    assert best(question, []) is None


@pytest.mark.parametrize(
    ("asked", "topic"),
    [("ties", "ties"), ("TIES", "ties"), (" tim", "time limit"), ("teis", "ties"), ("time limits", "time limit")],
)
def test_a_topic_its_beginning_or_a_slip_in_it_is_enough(asked: str, topic: str) -> None:
    found = best(asked, [TIES, LIMIT])
    assert found is not None
    assert found.topic == topic


def test_the_words_themselves_win_over_their_synonyms() -> None:
    equal = Clarification("equal stamps", "Two rows of the same time?", "The last.")
    assert best("what about equal ones?", [TIES, equal]) is equal
    assert best("and a tie?", [TIES, equal]) is TIES


@pytest.mark.parametrize(
    "forms",
    [
        "stop stops stopped stopping",
        "tie ties tied",
        "entry entries",
        "average averages averaged averaging",
        "miss missed missing misses",
        "calibrate calibrated calibration",
        "index indexes",
        "class classes",
        "round rounded rounding",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("bias", "bin"), ("axis", "axe"), ("bus", "bu"), ("loss", "lot")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_word_stands_in_one_group_of_synonyms_only() -> None:
    groups: dict[str, set[str]] = {}
    for line in SYNONYMS:
        for word in line.split():
            groups.setdefault(stem(word), set()).add(line)
    assert {word: lines for word, lines in groups.items() if len(lines) > 1} == {}
