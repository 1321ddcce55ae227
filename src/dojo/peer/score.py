"""`dojo score`: the rubric after a round, candidate first and interviewer second, recorded and set side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.table import Table
from rich.text import Text

from dojo.history.events import note
from dojo.history.store import History, HistoryProblem
from dojo.kata import rubric, sheet
from dojo.kata.layout import Kata
from dojo.kata.rubric import AXES, Facts, Score
from dojo.terminal import lines as prompts
from dojo.terminal.console import err, out
from dojo.terminal.lines import Lines

FORM = "five levels from 0 to 4 for A to E, such as 3,2,3,1,3"


class BadScores(Exception):
    """Words that are no levels or no quotation; the message is one line."""


@dataclass
class Given:
    """What one person gave: a level for each axis, what was heard, and the goal for the next session."""

    levels: dict[str, int]
    quotes: dict[str, str] = field(default_factory=dict)
    goal: str = ""


def levels(text: str) -> dict[str, int]:
    """Read levels from "3,2,3,1,3", or raise `BadScores`."""
    words = [word.strip() for word in text.split(",")]
    if len(words) != len(AXES) or not all(w.isascii() and w.isdigit() and int(w) <= rubric.HIGHEST for w in words):
        raise BadScores(f"{text!r} is no score; expected {FORM}")
    return {axis.key: int(word) for axis, word in zip(AXES, words, strict=True)}


def quotes(given: Sequence[str]) -> dict[str, str]:
    """Read quotations from "C: says that it is O(n log n)", or raise `BadScores`."""
    found = {}
    for text in given:
        letter, colon, said = text.partition(":")
        axis = next((axis for axis in AXES if letter.strip().upper() == axis.letter), None)
        if axis is None or not colon or not said.strip():
            raise BadScores(f'{text!r} is no quotation; expected an axis and what was said, such as "C: sorts once"')
        found[axis.key] = said.strip()
    return found


def hint_levels(text: str) -> tuple[int, ...]:
    """Read the levels of the hints that were taken from "1,2", or raise `BadScores`; none from an empty text."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not all(word in map(str, rubric.HINT_PRICES) for word in words):
        raise BadScores(f"{text!r} are no hints; expected their levels from 1 to 3, such as 1,2")
    return tuple(int(word) for word in words)


def run(root: Path, kata: Kata, candidate: Given, interviewer: Given, facts: Facts, interviewer_name: str) -> int:
    """Record scores that were given in words and show them; return the exit code."""
    _record(root, kata, "candidate", candidate, None)
    _record(root, kata, "interviewer", interviewer, facts, interviewer_name)
    _show(candidate, interviewer, facts)
    return 0


def ask(root: Path, kata: Kata, facts: Facts | None, interviewer_name: str) -> int:
    """Ask both for their scores, record each as it is complete, show them; return the exit code.

    With `facts` None the interviewer is asked for them too.
    """
    try:
        own = sheet.read(kata.sheet).rubric
    except sheet.BadSheet as error:
        err().print(f"{error}; scored without this kata's own anchors")
        own = {}
    recorded: list[str] = []
    try:
        lines = Lines()
        candidate = _asked(lines, "The candidate first: how did you do?", own)
        if _record(root, kata, "candidate", candidate, None):
            recorded.append("the candidate's scores")
        interviewer = _asked(lines, "Now the interviewer", own)
        facts = facts or _asked_facts(lines)
        try:
            interviewer.goal = prompts.text(lines, "One thing to keep, one to change: the goal for next time?")
        finally:
            if _record(root, kata, "interviewer", interviewer, facts, interviewer_name):
                recorded.append("the interviewer's scores")
    except (prompts.InputEnded, KeyboardInterrupt) as end:
        told = " and ".join(recorded) or "nothing"
        err().print(f"\nEnded early; recorded: {told}. To score again:  dojo score {kata.name}")
        return prompts.exit_code(end)
    _show(candidate, interviewer, facts)
    return 0


def _asked(lines: Lines, title: str, own: Mapping[str, str]) -> Given:
    out().print(f"\n{title}", style="bold")
    given = Given({})
    for axis in AXES:
        out().print(Text(f"\n{axis.letter}  {axis.title} ({axis.weight})", "bold"))
        out().print(_anchors(axis, own.get(axis.key)))
        given.levels[axis.key] = prompts.level(lines, axis.letter, rubric.HIGHEST)
        given.quotes[axis.key] = prompts.text(lines, "Seen or heard, in one line:")
    return given


def _anchors(axis: rubric.Axis, own: str | None) -> Table:
    """Return what each level looks like, and the hire bar in this kata's own words."""
    rows = Table.grid(padding=(0, 0, 0, 2))
    for level, anchor in enumerate(axis.anchors):
        rows.add_row(str(level), Text(anchor))
        if level == rubric.HIRE_BAR and own is not None:
            rows.add_row("", Text(f"in this kata: {own}", "cyan"))
    return rows


def _asked_facts(lines: Lines) -> Facts:
    while True:
        try:
            hints = hint_levels(prompts.maybe(lines, "\nHints given, by level (1,2; Enter for none):"))
            break
        except BadScores as error:
            out().print(str(error))
    shown = prompts.yes(lines, "Was the solution shown?")
    leakage = prompts.yes(lines, "Was there leakage, or tuning on the test set, that went unreported?")
    return Facts(hints, shown, leakage)


def _record(root: Path, kata: Kata, by: str, given: Given, facts: Facts | None, name: str = "") -> bool:
    detail = {"round": _last_round(root, kata), "by": by, "name": name, "scores": given.levels, "quotes": given.quotes}
    if facts is not None:
        shown = {"solution_shown": facts.solution_shown, "leakage_unreported": facts.leakage_unreported}
        detail |= {"goal_next": given.goal, "hints": list(facts.hints), **shown}
    return note(root, kata.id, "score", **detail)


def _last_round(root: Path, kata: Kata) -> object:
    """Return the id of the kata's last round, None where there was none: the scores are about that one."""
    if not (root / ".dojo" / "history.db").exists():
        return None
    try:
        with History.open(root) as history:
            rounds = [event.detail.get("round") for event in history.events(kata.id) if event.what == "round"]
    except HistoryProblem:  # said once, when the scores are recorded
        return None
    return rounds[-1] if rounds else None


def _show(candidate: Given, interviewer: Given, facts: Facts) -> None:
    mine, theirs = rubric.score(candidate.levels, facts), rubric.score(interviewer.levels, facts)
    apart = rubric.gaps(candidate.levels, interviewer.levels)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("axis", "candidate", "interviewer", ""):
        table.add_column(name, justify="right" if name in ("candidate", "interviewer") else "left")
    for axis in AXES:
        told = Text("to discuss", "bold yellow") if axis in apart else Text("")
        levels_ = (str(candidate.levels[axis.key]), str(interviewer.levels[axis.key]))
        table.add_row(f"{axis.letter} {axis.title}", *levels_, told)
    table.add_row("points", f"{mine.points:g}", f"{theirs.points:g}", style="bold")
    table.add_row("band", mine.band, theirs.band, style="bold")
    out().print()
    out().print(table)
    for who, score in (("candidate", mine), ("interviewer", theirs)):
        _show_reasons(who, score)
    for key, said in interviewer.quotes.items():
        out().print(f'{rubric.BY_KEY[key].letter}: "{said}"')
    if apart:
        names = ", ".join(axis.letter for axis in apart)
        out().print(f"Two levels apart or more on {names}: discuss it, do not average it.", style="yellow")
    if interviewer.goal:
        out().print(f"Next time: {interviewer.goal}")


def _show_reasons(who: str, score: Score) -> None:
    for reason in score.reasons:
        out().print(f"{who}: {reason}", style="dim")
