"""The interviewer's card of a kata, gathered from statement, solution and sheet: sections of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dojo.kata import candidates, rubric, sheet, statement
from dojo.kata.hint_prices import price_text
from dojo.kata.layout import Kata
from dojo.kata.sheet import Sheet
from dojo.kata.source import BadStatement
from dojo.terminal.ending import failing

WARNING = "For the interviewer only: this card holds the answers. The candidate's screen never shows it."
TOP = 3  # mistakes on the card
LADDER = ("a question, after 4 minutes stuck", "names the place", "the key line")
RULES = (
    "Answer only what is asked, from this list. Ask once: why not the other way?",
    "Wait at least 3 minutes between two hints. After 3 silent minutes, ask: what are you thinking?",
    "Write down one quotation with its minute for every axis; the scores come afterwards: dojo score.",
)


@dataclass(frozen=True)
class Row:
    """One entry of a section: what it is called, its text, and a line before the text."""

    name: str
    text: str
    before: str = ""


@dataclass(frozen=True)
class Card:
    """What the card of one kata says; mistakes are pairs of name and symptom."""

    kata: str
    goal: str
    sheet: Sheet
    mistakes: tuple[tuple[str, str], ...]

    @property
    def facts(self) -> str:
        return f"{self.kata} · {self.sheet.kind} · {self.sheet.level} · {self.sheet.minutes} minutes"

    @property
    def sections(self) -> Mapping[str, list[Row]]:
        """The card's sections by title, the rubric and the empty ones left out."""
        held = self.sheet
        sections = {
            "When they ask": [Row(c.topic, c.answer, c.ask) for c in held.clarifications],
            "Mistakes to look out for": [Row(name, symptom) for name, symptom in self.mistakes],
            "Hints": list(self._hints()),
            "Follow-ups": [Row(str(n), f"Good: {f.good}", f.ask) for n, f in enumerate(held.follow_ups, start=1)],
            "Rules": [Row(str(n), rule) for n, rule in enumerate(RULES, start=1)],
        }
        return {title: rows for title, rows in sections.items() if rows}

    def anchors(self, axis: rubric.Axis) -> tuple[str, ...]:
        """Return what each level of an axis looks like, the hire bar in this kata's own words."""
        below, above = axis.anchors[: rubric.HIRE_BAR], axis.anchors[rubric.HIRE_BAR + 1 :]
        return (*below, self.sheet.rubric.get(axis.key, axis.anchors[rubric.HIRE_BAR]), *above)

    def _hints(self) -> Iterator[Row]:
        for level, (hint, kind) in enumerate(zip(self.sheet.hints, LADDER, strict=False), start=1):
            yield Row(f"L{level}, {price_text(level)}", hint, f"{kind}:")


def gather(kata: Kata) -> Card:
    """Read what the card of a kata says; ends the command where its files cannot be read."""
    with failing(sheet.BadSheet, BadStatement, candidates.BadSolution):
        held = sheet.read(kata.sheet)
        found = statement.read(kata.stub, candidates.entry_name(kata))
        planted = [c for c in candidates.mistakes(kata) if c.name != "as_shipped"][:TOP]
    mistakes = tuple((c.name.replace("_", " "), c.docstring()) for c in planted)
    return Card(kata.id, _first_sentence(found.docstring), held, mistakes)


def _first_sentence(docstring: str) -> str:
    """Return the first sentence of a docstring's first paragraph, on one line."""
    paragraph = " ".join(docstring.strip().split("\n\n")[0].split())
    return re.split(r"(?<=[.!?:]) (?=[A-Z])", paragraph)[0]
