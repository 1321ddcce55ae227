"""What a candidate wrote beside the code: the blocks ASSUMPTIONS, PLAN and others, and tests of one's own.

A block stands in a docstring or in comments: a heading in capitals on a line of its own, then its items. The text is
read line by line, so that it need not be Python yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

HEADINGS = ("ASSUMPTIONS", "PLAN", "EXAMPLE", "HYPOTHESES", "OPTIONS", "CHOICE", "TRACE", "SUMMARY")

_HEADING = re.compile(rf"({'|'.join(HEADINGS)})\s*(?::\s*(.*))?$")
_BULLET = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+")
_RULE = re.compile(r"[-=~]{3,}$")
_OWN_TEST = re.compile(r"^def (test_\w+)\(\)", re.MULTILINE)
_QUOTES = re.compile(r'"""|\'\'\'')


@dataclass(frozen=True)
class Written:
    """The items of each block that there is, and the names of the candidate's own tests."""

    blocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tests: tuple[str, ...] = ()

    def items(self, heading: str) -> tuple[str, ...]:
        """Return a block's items, none where there is no such block."""
        return self.blocks.get(heading, ())


def read(text: str) -> Written:
    """Return what stands in an attempt's docstrings and comments.

    Items begin with a bullet or a number; without any, each line is one. A block ends where another begins, where a
    section of the docstring does, at a paragraph that is no item, and at the end of its docstring or comment. A block
    that comes twice counts as one.
    """
    found: dict[str, tuple[str, ...]] = {}
    for run in _runs(text):
        for heading, lines in _split(run):
            found[heading] = found.get(heading, ()) + _items(lines)
    return Written(found, tuple(dict.fromkeys(_OWN_TEST.findall(text))))


def sentences(items: tuple[str, ...]) -> int:
    """Count the sentences in a block."""
    return sum(bool(re.search(r"\w", part)) for item in items for part in re.split(r"[.!?](?:\s+|$)", item))


def _runs(text: str) -> Iterator[list[str]]:
    """Yield the lines of each docstring, or other text in three quotes, and of each run of comments."""
    run: list[str] = []
    inside = ""
    for line in text.splitlines():
        plain = line.strip()
        if not inside and plain.startswith("#"):
            run.append(plain.lstrip("#").strip())
            continue
        parts = _QUOTES.split(line)
        marks = _QUOTES.findall(line)
        if not inside and run:
            yield run
            run = []
        for place, part in enumerate(parts):
            if inside:
                run.append(part.strip())
            if place < len(marks) and (not inside or marks[place] == inside):
                inside = "" if inside else marks[place]
                if not inside:
                    yield run
                    run = []
    yield run


def _split(run: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the blocks of one run: heading, and the lines below it."""
    heading, lines = "", list[str]()
    for line in run:
        match = _HEADING.match(line)
        if match is None:
            lines.append(line)
            continue
        if heading:
            yield heading, lines
        heading, lines = match[1], [match[2]] if match[2] else []
    if heading:
        yield heading, lines


def _items(lines: list[str]) -> tuple[str, ...]:
    items: list[str] = []
    bulleted = any(_BULLET.match(line) for line in lines[:3])
    paused = False
    for line in lines:
        if _RULE.match(line):
            if not items:  # the heading itself is underlined
                continue
            return tuple(items[:-1])  # the line above was the heading of a section
        if not line:
            paused = bool(items)
        elif _BULLET.match(line):
            items.append(_BULLET.sub("", line, count=1))
            paused = False
        elif paused:
            items.append(line)  # kept in case a rule follows and shows it to be a heading
            return tuple(items[:-1])
        elif items and bulleted:
            items[-1] += f" {line}"
        else:
            items.append(line)
    return tuple(items)
