"""`dojo ask`: the interviewer's answers about a kata, one question at a time, each recorded as asked."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path

import click

from dojo.history.events import note
from dojo.kata import candidates, sheet, statement
from dojo.kata.layout import Kata
from dojo.kata.source import BadStatement, Unreadable
from dojo.practice.matching import Reply, reply
from dojo.terminal.console import err, out
from dojo.terminal.options import only, rooted


@click.command("ask")
@click.argument("kata")
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, and nothing else: topic, or null, and answer.")
@rooted
def command(kata: str, question: str | None, as_json: bool, root: Path) -> None:
    """Ask the interviewer about a kata, in your own words or by topic; without a question, list the topics.

    Only what is asked is answered, and it is recorded. Exit code 2: the interviewer has no answer on that.

    Example: dojo ask roc_auc_with_ties "what if two scores are equal?"
    """
    if as_json and question is None:
        raise click.UsageError('--json answers a question: dojo ask KATA "what about ties?" --json')
    sys.exit(run(root, only(root, kata), question, as_json))


def run(root: Path, kata: Kata, question: str | None, as_json: bool = False) -> int:
    """Print the answer to a question, or without one the topics there are; return the exit code."""
    try:
        topics = [c.topic for c in sheet.read(kata.sheet).clarifications]
        if question is None:
            return _list(kata, topics)
        found = answer(root, kata, question)
    except sheet.BadSheet as error:
        err().print(str(error))
        return 1
    if as_json:
        print(json.dumps({"topic": found.topic, "answer": found.answer}), flush=True)  # noqa: T201
    elif found.fits:
        if found.question:
            out().print(found.question, style="bold")
        out().print(found.answer)
    else:
        err().print(f"The interviewer has no answer on {question!r}. You can ask about: {', '.join(topics)}")
    return 0 if found.fits else 2


def answer(root: Path, kata: Kata, question: str) -> Reply:
    """Return what the interviewer says to a question; it is recorded as asked.

    Raises
    ------
    BadSheet
        The sheet cannot be read.
    """
    found = reply(question, sheet.read(kata.sheet).clarifications, page_of(kata))
    note(root, kata.id, "asked", question=question, topic=found.topic)
    return found


def page_of(kata: Kata) -> str:
    """Return the text of a kata's statement, "" where it cannot be read."""
    with contextlib.suppress(BadStatement, Unreadable, candidates.BadSolution):
        found = statement.read(kata.stub, candidates.entry_name(kata))
        return f"{found.prompt}\n\n{found.docstring}"
    return ""


def _list(kata: Kata, topics: list[str]) -> int:
    if not topics:
        out().print(f"The sheet of {kata.name} has no answers beyond the statement.")
        return 0
    out().print(f"You can ask about: {', '.join(topics)}")
    out().print(f'Or ask freely: dojo ask {kata.name} "what about {topics[0]}?"')
    return 0
