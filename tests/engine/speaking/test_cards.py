"""Question cards: what a file of them must be, how its faults are told, and the cards that we ship."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dojo.kata import layout
from dojo.kata.names import Unclear
from dojo.speaking import cards
from dojo.speaking.cards import AUDIENCES, BadCards, Card

ROOT = layout.find_root(Path(__file__).parent)
SHIPPED = cards.read_all(ROOT)
AVOID = "Words to avoid: "
ONE = """
[[cards]]
name = "cold-start"
question = "A new user?"
audience = "engineer"
points = ["One.", "Two.", "Three."]
traps = ["None."]
follow_up = "And a new item?"
"""


def written(root: Path, text: str, pillar: str = "core_concepts") -> Path:
    path = root / "solutions" / pillar / "_cards.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def fault(path: Path) -> str:
    with pytest.raises(BadCards) as caught:
        cards.read(path)
    text = str(caught.value)
    assert text.startswith("solutions/core_concepts/_cards.toml: ")
    assert "\n" not in text
    return text.removeprefix("solutions/core_concepts/_cards.toml: ")


def test_a_card_is_read(tmp_path: Path) -> None:
    (card,) = cards.read(written(tmp_path, ONE))
    points, traps = ("One.", "Two.", "Three."), ("None.",)
    assert card == Card("core_concepts", "cold-start", "A new user?", "engineer", points, traps, "And a new item?")
    assert card.id == "core_concepts/cold-start"


@pytest.mark.parametrize("key", ["name", "question", "audience", "points", "traps", "follow_up"])
def test_a_key_that_lacks_is_named(tmp_path: Path, key: str) -> None:
    kept = "".join(line + "\n" for line in ONE.splitlines() if not line.startswith(key))
    assert fault(written(tmp_path, ONE + kept)) == f"line 10: cards[1]: lacks the key {key}"


@pytest.mark.parametrize(
    ("old", "new", "done"),
    [
        (
            '"cold-start"',
            '"cold"',
            'line 3: cards[0].name: expected two words or more such as "cold-start", found "cold"',
        ),
        ('"cold-start"', '"cold_start"', "line 3: cards[0].name: expected two words"),
        ('"engineer"', '"enginer"', "line 5: cards[0].audience: expected one of engineer, "),
        ('"engineer"', "[]", "line 5: cards[0].audience: expected one of engineer, "),
        (', "Two.", "Three."', "", "line 6: cards[0].points: expected 3 to 6 lines, found 1"),
        ('"Two."', '"One."', "line 6: cards[0].points: holds a line twice"),
        ('"Two."', "2", "line 6: cards[0].points[1]: expected text in quotes, found 2"),
        ('"Two."', '"a\\nb"', "line 6: cards[0].points[1]: expected a single line of text"),
        ('["None."]', "[]", "line 7: cards[0].traps: expected 1 to 3 lines, found 0"),
        ('["None."]', '["a", "b", "c", "d"]', "line 7: cards[0].traps: expected 1 to 3 lines, found 4"),
        ("follow_up", "followup", "line 8: cards[0].followup: unknown key; did you mean follow_up?"),
        ("[[cards]]", "[[card]]", "line 2: card: unknown key; did you mean cards?"),
        ("[[cards]]", "[cards", "line 2: not TOML: "),
    ],
)
def test_a_fault_names_line_and_key(tmp_path: Path, old: str, new: str, done: str) -> None:
    assert old in ONE
    assert fault(written(tmp_path, ONE.replace(old, new))).startswith(done)


def test_two_cards_of_one_name_are_refused(tmp_path: Path) -> None:
    assert fault(written(tmp_path, ONE + ONE)) == 'line 11: cards[1].name: two cards are called "cold-start"'


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert fault(tmp_path / "solutions" / "core_concepts" / "_cards.toml").startswith("cannot be read (")


def test_pillars_come_in_their_order_and_further_ones_after(tmp_path: Path) -> None:
    for pillar in ("audio", "problem_solving", "core_concepts"):
        written(tmp_path, ONE, pillar)
    assert [card.pillar for card in cards.read_all(tmp_path)] == ["core_concepts", "problem_solving", "audio"]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("cold-start", "cold-start"),
        ("problem_solving/cold-start", "cold-start"),
        ("Cold", "cold-start"),
        ("descent", "gradient-descent-convergence"),
        ("imbalanced evaluation", "imbalanced-evaluation"),
    ],
)
def test_a_card_is_named_by_its_name_or_a_part_of_it(word: str, name: str) -> None:
    assert cards.pick(SHIPPED, word).name == name


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("gradient", "'gradient' could mean gradient-descent-convergence, "),
        ("cold-stat", "'cold-stat' is not known here; did you mean cold-start"),
        ("zzz", "'zzz' is not known here; dojo explain --list shows all cards"),
        ("", "'' is not known here"),
    ],
)
def test_a_word_that_names_no_card_is_told(word: str, message: str) -> None:
    with pytest.raises(Unclear) as caught:
        cards.pick(SHIPPED, word)
    assert str(caught.value).startswith(message)


# -- the cards that we ship --------------------------------------------------------------------------


def test_every_pillar_has_its_cards_and_names_are_used_once() -> None:
    counts = {pillar: sum(card.pillar == pillar for card in SHIPPED) for pillar in layout.PILLARS}
    assert min(counts.values()) >= 20, counts
    assert counts["core_concepts"] >= 30 and counts["math_maturity"] >= 30, counts
    assert len({card.name for card in SHIPPED}) == len(SHIPPED) >= 120


@pytest.mark.parametrize("topic", ["project", "non-expert", "metric-drop", "when-not-ml"])
def test_what_interviewers_ask_most_comes_in_two_depths(topic: str) -> None:
    for depth, done in {"one-minute": "In one minute: ", "three-minutes": "In three minutes: "}.items():
        assert cards.pick(SHIPPED, f"{topic}-{depth}").question.startswith(done)


def test_answers_for_listeners_who_are_no_experts_keep_to_their_words() -> None:
    plain = [card for card in SHIPPED if any(trap.startswith(AVOID) for trap in card.traps)]
    assert len(plain) >= 12
    for card in plain:
        (line,) = [trap for trap in card.traps if trap.startswith(AVOID)]
        points = " ".join(card.points).casefold()
        for word in re.split(", and |, ", line.removeprefix(AVOID).removesuffix(".")):
            assert not re.search(rf"\b{re.escape(word.partition(' without ')[0])}", points), (card.name, word)


@pytest.mark.parametrize(
    "name", ["imbalanced-evaluation", "drift-response", "gradient-descent-convergence", "cold-start"]
)
def test_the_four_classics_are_among_them(name: str) -> None:
    assert cards.pick(SHIPPED, name).name == name


def test_every_audience_is_spoken_to() -> None:
    assert {card.audience for card in SHIPPED} == set(AUDIENCES)


@pytest.mark.parametrize("card", SHIPPED, ids=lambda card: card.name)
def test_a_card_reads_well(card: Card) -> None:
    assert card.question.endswith((".", "?"))
    assert card.follow_up.endswith((".", "?"))
    for line in (*card.points, *card.traps):
        assert line.endswith((".", "?"))
        assert line[0].isupper() or not line[0].isalpha() or line.startswith("exp"), line
        assert len(line) <= 150, line
    assert len({*card.points, *card.traps, card.question, card.follow_up}) == len(card.points) + len(card.traps) + 2


def test_the_files_of_cards_are_no_strays() -> None:
    assert not [problem for problem in layout.problems(ROOT) if "_cards" in str(problem.path)]
