"""`dojo card`: what the interviewer holds in the hand, gathered from statement, solution and sheet, for a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dojo.kata import candidates, rubric, sheet, statement
from dojo.kata.layout import Kata
from dojo.kata.sheet import Sheet
from dojo.terminal.console import err, out

WARNING = "For the interviewer only: this card holds the answers. The candidate's screen never shows it."
TOP = 3  # mistakes on the card
LADDER = ("a question, after 4 minutes stuck", "names the place", "the key line")
RULES = (
    "Answer what is asked, from this list only; volunteer nothing. Ask once: why not the other way?",
    "Never two hint levels within 3 minutes. After 3 silent minutes: what are you thinking?",
    "Write a quotation with its minute for every axis; the scores come after: dojo score.",
)


@dataclass(frozen=True)
class Slip:
    """A mistake to look out for, and what gives it away."""

    name: str
    symptom: str


@dataclass(frozen=True)
class InterviewerCard:
    """What the card of one kata says."""

    kata: str
    goal: str
    sheet: Sheet
    slips: tuple[Slip, ...]

    @property
    def facts(self) -> str:
        held = self.sheet
        return f"{self.kata} · {held.kind} · {held.level} · {held.minutes} minutes"

    def hints(self) -> list[tuple[str, str, str]]:
        """Return each hint with its level and price."""
        found = []
        for number, hint in enumerate(self.sheet.hints, start=1):
            price = rubric.HINT_PRICES.get(number, 0)
            kind = LADDER[number - 1] if number <= len(LADDER) else ""
            found.append((f"L{number}, {f'costs {price}' if price else 'free'}", kind, hint))
        return found


class NoCard(Exception):
    """A kata whose card cannot be made; the message is one line."""


def gather(kata: Kata) -> InterviewerCard:
    """Read what the card of a kata says.

    Raises
    ------
    NoCard
        The stub, the solution or the sheet cannot be read.
    """
    try:
        held = sheet.read(kata.sheet)
        found = statement.read(kata.stub, candidates.entry_name(kata))
        slips = [c for c in candidates.mistakes(kata) if c.name != "as_shipped"]
    except (sheet.BadSheet, statement.BadStatement, candidates.BadSolution) as error:
        raise NoCard(str(error)) from error
    goal = _first_sentence(found.docstring)
    return InterviewerCard(
        kata.id, goal, held, tuple(Slip(c.name.replace("_", " "), c.docstring()) for c in slips[:TOP])
    )


def run(kata: Kata, page: Path | None) -> int:
    """Print the card, or write it as a page; return the exit code."""
    try:
        card = gather(kata)
    except NoCard as error:
        err().print(str(error))
        return 1
    if page is None:
        _print(card)
        return 0
    from dojo.peer import card_page

    try:
        page.write_text(card_page.html(card), encoding="utf-8")
    except OSError as error:
        err().print(f"{page} cannot be written: {error.strerror or error}")
        return 1
    out().print(f"The card is in {page}. {WARNING}", soft_wrap=True)
    return 0


def _first_sentence(docstring: str) -> str:
    """Return the first sentence of a docstring's first paragraph, on one line."""
    paragraph = " ".join(docstring.strip().split("\n\n")[0].split())
    return re.split(r"(?<=[.!?:]) (?=[A-Z])", paragraph)[0]


def _print(card: InterviewerCard) -> None:
    out().print(WARNING, style="bold red")
    out().print(Text(f"\n{card.facts}", "dim"))
    held = card.sheet
    out().print(Text(held.title, "bold"))
    out().print(card.goal)
    _section("When they ask", [(c.topic, f"{c.ask}\n{c.answer}") for c in held.clarifications])
    _section("Mistakes to look out for", [(slip.name, slip.symptom) for slip in card.slips])
    _section("Hints", [(price, f"{kind}:\n{hint}") for price, kind, hint in card.hints()])
    _section("Follow-ups", [(str(n), f"{f.ask}\nGood: {f.good}") for n, f in enumerate(held.follow_ups, start=1)])
    _section("At the hire bar (level 3)", [(_axis(a), held.rubric.get(a.key, a.anchors[3])) for a in rubric.AXES])
    _section("Rules", [("-", rule) for rule in RULES])


def _axis(axis: rubric.Axis) -> str:
    return f"{axis.letter} {axis.key} ({axis.weight})"


def _section(title: str, rows: Sequence[tuple[str, str]]) -> None:
    if not rows:
        return
    out().print(Text(f"\n{title}", "bold"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", max_width=22, overflow="fold")
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(name, Text(value))
    out().print(Padding(table, (0, 0, 0, 2), expand=False))
