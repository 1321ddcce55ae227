"""`dojo ask`: the interviewer's answers about a kata, one topic at a time, recorded as asked."""

from __future__ import annotations

import difflib
from pathlib import Path

from dojo import sheet
from dojo.layout import Kata
from dojo.notes import note
from dojo.output import err, out


def run(root: Path, kata: Kata, topic: str | None) -> int:
    """Print one clarification of the sheet, or the topics there are; return the exit code."""
    try:
        found = {c.topic: c for c in sheet.read(kata.sheet).clarifications}
    except sheet.BadSheet as error:
        err().print(str(error))
        return 1
    if topic is None:
        out().print(f"You can ask about: {', '.join(found)}")
        out().print(f'For example: dojo ask {kata.name} "{next(iter(found), "topic")}"')
        return 0
    named = _match(topic, list(found))
    if named is None:
        err().print(f"The interviewer has no answer on {topic!r}. You can ask about: {', '.join(found)}")
        return 2
    out().print(found[named].ask, style="bold")
    out().print(found[named].answer)
    note(root, kata.id, "asked", question=topic, topic=named)
    return 0


def _match(topic: str, topics: list[str]) -> str | None:
    """Return the topic that is meant: itself, its beginning, or the nearest by spelling."""
    word = topic.strip().lower()
    exact = [t for t in topics if t.lower() == word] or [t for t in topics if word and t.lower().startswith(word)]
    return next(iter(exact or difflib.get_close_matches(word, topics, n=1, cutoff=0.7)), None)
