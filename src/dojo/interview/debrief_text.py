"""`dojo debrief`: how a round went."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from dojo.history.store import HistoryProblem
from dojo.interview import debrief, log
from dojo.interview.formats import Plan
from dojo.interview.log import Past
from dojo.interview.requirements import in_words
from dojo.interview.rounds import when
from dojo.interview.state import Step
from dojo.kata import rubric
from dojo.kata.layout import Kata
from dojo.kata.sheet import BadSheet, read
from dojo.practice.next import Shelf, choose
from dojo.terminal.clock import clock
from dojo.terminal.console import err, out
from dojo.terminal.ending import failing
from dojo.terminal.options import rooted
from dojo.terminal.tables import table


@click.command("debrief")
@click.argument("word", required=False, metavar="[ROUND|KATA]")
@rooted
def command(word: str | None, root: Path) -> None:
    """Show how a round went, by default the last one: phases, replay, own tests, answers, score, earlier rounds.

    Example: dojo debrief kmeans_lloyd
    """
    with failing(HistoryProblem):
        rounds = log.rounds(root)
    named = [past for past in rounds if word in (None, past.id, past.kata, past.name)]
    if not named:
        problem = f"no round is called {word!r}" if word else "there are no rounds yet"
        raise click.UsageError(f"{problem}; dojo rounds lists them, dojo interview begins one")
    show(root, rounds, named[-1])


def show(root: Path, rounds: Sequence[Past], past: Past) -> None:
    """Print one round: result, phases, replay, flags, answers, score, and the rounds before it."""
    plan, state = past.plan, past.state
    if plan is None:
        err().print(f"The round {past.id} was played in a format that is not known here: {state.plan}")
        return
    people = f" with {', '.join(state.people[1:])}" if len(state.people) > 1 else ""
    out().print(Text(f"{plan.title}{people}: {past.name}", "bold"), Text(when(past), "dim"))
    _show_result(past)
    out().print(_phases(plan, past))
    out().print(Text("\nWhat happened", "bold"))
    out().print(_happened(plan, past))
    for flag in debrief.flags(state) if plan.scored else ():
        out().print(Text(f"Note: {flag}.", "yellow"))
    _show_own(past)
    _show_talk(root, plan, past)
    if state.score is not None:
        _show_score(past, state.score, debrief.earlier(rounds, past.id))
        _show_next(root)
    elif not state.ended:
        out().print(Text(f"\nThis round is not over. To go on with it: {again(past)}", "yellow"))


def again(past: Past) -> str:
    """Return the command that goes on with an open round."""
    if past.plan is None or past.plan.scored:
        return "dojo interview"
    me, *others = past.state.people
    named = "" if me == "me" else f" --me {shlex.quote(me)}"
    partners = "".join(f" --with {shlex.quote(name)}" for name in others)
    return f"dojo pair {past.name}{partners} --mode {past.state.plan}{named}"


def _show_result(past: Past) -> None:
    run = past.state.counted
    if run is None:
        out().print("Nothing was judged on the hidden tests.")
        return
    hidden = f", {run.hidden[0]} of {run.hidden[1]} hidden tests" if run.hidden else ""
    out().print(f"What counted: {run.verdict}, {run.passed} of {run.total} tests{hidden}")
    if run.failing:
        out().print(f"Failing: {', '.join(run.failing)}")


def _phases(plan: Plan, past: Past) -> Table:
    rows = table("phase", "plan", "took", "missing at its end", right=("plan", "took"))
    for spent in debrief.spent(plan, past.state):
        style = "yellow" if spent.took > 1.25 * spent.plan else ""
        rows.add_row(spent.name, clock(60 * spent.plan), Text(clock(60 * spent.took), style), in_words(spent.lacks))
    return rows


def _happened(plan: Plan, past: Past) -> Table:
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(justify="right", style="dim", min_width=6)
    rows.add_column(overflow="fold")
    for seconds, text in debrief.replay(plan, past.state.steps):
        rows.add_row(clock(seconds), Text(text))
    return rows


def _show_own(past: Past) -> None:
    own = past.state.own
    if own is None:
        return
    if own.problem:
        out().print(f"Own tests: {own.problem}")
        return
    caught = f" ({', '.join(own.caught)})" if own.caught else ""
    tests = f"{len(own.right)} correct, {len(own.wrong)} that fail on the reference"
    out().print(f"Own tests: {tests}; they catch {len(own.caught)} of {own.of} known mistakes{caught}")
    if past.state.mistakes:
        out().print(f"Mistakes that fit the code: {', '.join(past.state.mistakes)}")


def _show_talk(root: Path, plan: Plan, past: Past) -> None:
    """Show the answers next to good ones, and in an interview what could have been asked."""
    pillar, _, name = past.kata.partition("/")
    try:
        sheet = read(Kata(root, pillar, name).sheet)
    except BadSheet:
        sheet = None
    good = {follow.ask: follow.good for follow in sheet.follow_ups} if sheet else {}
    for question, answer in past.state.answers.items():
        out().print(Text.assemble("\n", (question, "bold"), f"\nYou: {answer}"))
        if question in good:
            out().print(Text(f"A good answer: {good[question]}", "cyan"))
    if sheet is not None and plan.scored and past.state.over:
        unasked = [c for c in sheet.clarifications if c.topic not in past.state.topics]
        out().print(Text("\nYou did not ask about" if unasked else "\nYou asked about everything.", "bold"))
        for c in unasked:
            out().print(Text.assemble((f"- {c.topic}: ", "bold"), c.answer))


def _show_score(past: Past, score: Step, before: Sequence[Past]) -> None:
    out().print()
    out().print(_levels(past, score, before))
    for reason in score["reasons"]:
        out().print(reason, style="dim")
    out().print(f"{score['points']:g} of 100: {score['band']}", style="bold")
    if before:
        points = ", ".join(f"{one.state.score['points']:g}" for one in before if one.state.score)
        out().print(f"Your earlier rounds: {points}")
        means = debrief.means([*before, past])
        weak = min(means, key=lambda axis: means[axis])
        out().print(f"Weakest over these rounds: {rubric.BY_KEY[weak].title} ({means[weak]:.1f} of 4)")
    if past.state.goal:
        out().print(f"Next time: {past.state.goal}", style="bold")


def _show_next(root: Path) -> None:
    choice = choose(Shelf.of(root), datetime.now(UTC))
    if choice is not None:
        out().print(f"Practise next: dojo start {choice.kata.name} ({choice.why})", soft_wrap=True)


def _levels(past: Past, score: Step, before: Sequence[Past]) -> Table:
    rows = table("axis", "level", "of", "before", "what shows it", right=("level", "of", "before"))
    means, given = debrief.means(before), past.state.levels
    for axis in rubric.AXES:
        level = score["levels"][axis.key]
        lowered = "" if given.get(axis.key, level) == level else f"{given[axis.key]} given: "
        mean = f"{means[axis.key]:.1f}" if means else ""
        quote = f"{lowered}{past.state.quotes.get(axis.key, '')}"
        rows.add_row(f"{axis.letter} {axis.title}", str(level), str(axis.weight), mean, Text(quote))
    return rows
