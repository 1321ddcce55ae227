"""`dojo ask`: the interviewer's answers about a kata, one question at a time, each recorded as asked."""

from __future__ import annotations

from pathlib import Path

from dojo.history.events import note
from dojo.kata import sheet
from dojo.kata.layout import Kata
from dojo.kata.sheet import Clarification
from dojo.practice.matching import best
from dojo.terminal.console import err, out


def run(root: Path, kata: Kata, question: str | None) -> int:
    """Print the answer to a question, or without one the topics there are; return the exit code."""
    try:
        topics = [c.topic for c in sheet.read(kata.sheet).clarifications]
        if question is None:
            return _list(kata, topics)
        found = answer(root, kata, question)
    except sheet.BadSheet as error:
        err().print(str(error))
        return 1
    if found is None:
        err().print(f"The interviewer has no answer on {question!r}. You can ask about: {', '.join(topics)}")
        return 2
    out().print(found.ask, style="bold")
    out().print(found.answer)
    return 0


def answer(root: Path, kata: Kata, question: str) -> Clarification | None:
    """Return the clarification that a question asks for, None where the sheet has none; either way it is recorded.

    Raises
    ------
    BadSheet
        The sheet cannot be read.
    """
    found = best(question, sheet.read(kata.sheet).clarifications)
    note(root, kata.id, "asked", question=question, topic=found.topic if found else None)
    return found


def _list(kata: Kata, topics: list[str]) -> int:
    if not topics:
        out().print(f"The sheet of {kata.name} has no answers beyond the statement.")
        return 0
    out().print(f"You can ask about: {', '.join(topics)}")
    out().print(f'Or ask freely: dojo ask {kata.name} "what about {topics[0]}?"')
    return 0
