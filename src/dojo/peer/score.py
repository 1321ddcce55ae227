"""`dojo score`: the rubric after a round, candidate first and interviewer second, recorded and compared."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from dojo.history.events import note, readable
from dojo.kata import rubric, sheet
from dojo.kata.hint_prices import HINT_PRICES
from dojo.kata.layout import Kata
from dojo.kata.rubric import AXES, Facts
from dojo.terminal import lines as prompts
from dojo.terminal.console import err, out
from dojo.terminal.lines import Lines
from dojo.terminal.options import filled, only, rooted
from dojo.terminal.tables import table


@dataclass
class Scores:
    """What one person gave: a level for each axis, what was heard, and the goal for the next session."""

    by: str
    levels: dict[str, int] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    goal: str = ""
    name: str = ""


def levels(text: str) -> dict[str, int]:
    """Read levels from "3,2,3,1,3", or end with a usage error."""
    words = [word.strip() for word in text.split(",")]
    if len(words) != len(AXES) or not all(w.isascii() and w.isdigit() and int(w) <= rubric.HIGHEST for w in words):
        raise click.UsageError(
            f"{text!r} is not a score; expected five levels from 0 to 4 for A to E, such as 3,2,3,1,3"
        )
    return {axis.key: int(word) for axis, word in zip(AXES, words, strict=True)}


def quote(text: str) -> tuple[str, str]:
    """Read axis and quotation from "C: says that it is O(n log n)", or end with a usage error."""
    letter, _, words = text.partition(":")
    axis = next((axis for axis in AXES if letter.strip().upper() == axis.letter), None)
    if axis is None or not words.strip():
        raise click.UsageError(f'{text!r} is not a quotation; expected an axis and a quote, such as "C: sorts once"')
    return axis.key, words.strip()


def hint_levels(text: str) -> tuple[int, ...]:
    """Read the levels of the hints that were given from "1,2", none from "", or end with a usage error."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not all(word in map(str, HINT_PRICES) for word in words):
        raise click.UsageError(f"{text!r} is not a list of hints; expected levels from 1 to 3, such as 1,2")
    return tuple(int(word) for word in words)


@click.command("score")
@click.argument("kata")
@click.option("--candidate", type=levels, metavar="LEVELS", help="The candidate's levels for A to E: 3,2,3,1,3.")
@click.option("--interviewer", type=levels, metavar="LEVELS", help="The interviewer's levels for A to E.")
@click.option("--quote", "quotes", type=quote, multiple=True, metavar="AXIS:TEXT", help="What was heard; repeatable.")
@click.option("--goal", default="", metavar="TEXT", help="The goal for the next session.")
@click.option("--with", "name", type=filled, default=None, metavar="NAME", help="The interviewer's name.")
@click.option("--hints", type=hint_levels, metavar="LEVELS", help="The levels of the hints that were given: 1,2.")
@click.option("--solution-shown", is_flag=True, help="The solution was shown: C is 1 at most.")
@click.option("--leakage", is_flag=True, help="Leakage went unreported: at most 69 points.")
@rooted
def command(
    kata: str,
    candidate: dict[str, int] | None,
    interviewer: dict[str, int] | None,
    quotes: tuple[tuple[str, str], ...],
    goal: str,
    name: str | None,
    hints: tuple[int, ...] | None,
    solution_shown: bool,
    leakage: bool,
    root: Path,
) -> None:
    """Score a round by the rubric, first the candidate, then the interviewer, and compare the two.

    Without --candidate and --interviewer it asks, and shows what each level looks like.

    Example: dojo score kmeans_lloyd --with Ada
    """
    one = only(root, kata)
    if (candidate is None) != (interviewer is None):
        raise click.UsageError("--candidate and --interviewer go together; leave both out to be asked")
    if candidate is None and (quotes or goal):
        raise click.UsageError("--quote and --goal go with --candidate and --interviewer; without those you are asked")
    known = hints is not None or solution_shown or leakage
    facts = Facts(hints or (), solution_shown, leakage) if known else None
    if candidate is None or interviewer is None:
        sys.exit(ask(root, one, facts, name or ""))
    mine, theirs = Scores("candidate", candidate), Scores("interviewer", interviewer, dict(quotes), goal, name or "")
    _record(root, one, mine)
    _record(root, one, theirs, facts or Facts())
    _show(mine, theirs, facts or Facts())


def ask(root: Path, kata: Kata, facts: Facts | None, name: str) -> int:
    """Ask both for their scores, record each once it is complete, compare them; return the exit code.

    With `facts` None the interviewer is asked for them too.
    """
    anchors = _own_anchors(kata)
    complete: list[str] = []
    mine, theirs = Scores("candidate"), Scores("interviewer", name=name)
    try:
        lines = Lines()
        _ask_levels(lines, "The candidate first: how did you do?", mine, anchors)
        complete += ["the candidate's scores"] * _record(root, kata, mine)
        _ask_levels(lines, "Now the interviewer", theirs, anchors)
        facts = facts or _ask_facts(lines)
        try:
            theirs.goal = prompts.text(lines, "One thing to keep, one to change: the goal for next time?")
        finally:
            complete += ["the interviewer's scores"] * _record(root, kata, theirs, facts)
    except (prompts.InputEnded, KeyboardInterrupt) as end:
        names = " and ".join(complete) or "nothing"
        err().print(f"\nEnded early; recorded: {names}. To score again:  dojo score {kata.name}")
        return prompts.exit_code(end)
    _show(mine, theirs, facts)
    return 0


def _own_anchors(kata: Kata) -> Mapping[str, str]:
    try:
        return sheet.read(kata.sheet).rubric
    except sheet.BadSheet as error:
        err().print(f"{error}; scored without this kata's own anchors")
        return {}


def _ask_levels(lines: Lines, title: str, scores: Scores, own: Mapping[str, str]) -> None:
    out().print(f"\n{title}", style="bold")
    for axis in AXES:
        out().print(Text(f"\n{axis.letter}  {axis.title} ({axis.weight})", "bold"))
        out().print(_anchors(axis, own.get(axis.key)))
        scores.levels[axis.key] = prompts.level(lines, axis.letter, rubric.HIGHEST)
        scores.quotes[axis.key] = prompts.text(lines, "Seen or heard, in one line:")


def _anchors(axis: rubric.Axis, own: str | None) -> Table:
    """Return what each level looks like, and the hire bar in this kata's own words."""
    rows = Table.grid(padding=(0, 0, 0, 2))
    for level, anchor in enumerate(axis.anchors):
        rows.add_row(str(level), Text(anchor))
        if level == rubric.HIRE_BAR and own is not None:
            rows.add_row("", Text(f"in this kata: {own}", "cyan"))
    return rows


def _ask_facts(lines: Lines) -> Facts:
    hints: tuple[int, ...] | None = None
    while hints is None:
        try:
            hints = hint_levels(prompts.maybe(lines, "\nHints given, by level (1,2; Enter for none):"))
        except click.UsageError as error:
            out().print(error.message)
    shown = prompts.yes(lines, "Was the solution shown?")
    leakage = prompts.yes(lines, "Was there leakage, or tuning on the test set, that went unreported?")
    return Facts(hints, shown, leakage)


def _record(root: Path, kata: Kata, scores: Scores, facts: Facts | None = None) -> bool:
    """Record what one person gave about the kata's last round; the interviewer's come with the facts."""
    rounds = [event.detail.get("round") for event in readable(root, kata.id) if event.what == "round"]
    about = rounds[-1] if rounds else None
    detail = {"round": about, "by": scores.by, "name": scores.name, "scores": scores.levels, "quotes": scores.quotes}
    if facts is not None:
        shown = {"solution_shown": facts.solution_shown, "leakage_unreported": facts.leakage_unreported}
        detail |= {"goal_next": scores.goal, "hints": list(facts.hints), **shown}
    return note(root, kata.id, "score", **detail)


def _show(mine: Scores, theirs: Scores, facts: Facts) -> None:
    apart = rubric.gaps(mine.levels, theirs.levels)
    counted = {scores.by: rubric.score(scores.levels, facts) for scores in (mine, theirs)}
    rows = table("axis", *counted, "", right=counted)
    for axis in AXES:
        mark = Text("to discuss" if axis in apart else "", "bold yellow")
        rows.add_row(f"{axis.letter} {axis.title}", *(str(s.levels[axis.key]) for s in (mine, theirs)), mark)
    rows.add_row("points", *(f"{score.points:g}" for score in counted.values()), style="bold")
    rows.add_row("band", *(score.band for score in counted.values()), style="bold")
    out().print()
    out().print(rows)
    for who, score in counted.items():
        for reason in score.reasons:
            out().print(f"{who}: {reason}", style="dim")
    for key, quote in theirs.quotes.items():
        out().print(f'{rubric.BY_KEY[key].letter}: "{quote}"')
    if apart:
        names = ", ".join(axis.letter for axis in apart)
        out().print(f"Two levels apart or more on {names}: discuss it, do not average it.", style="yellow")
    if theirs.goal:
        out().print(f"Next time: {theirs.goal}")
