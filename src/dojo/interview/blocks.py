"""What a candidate wrote next to the code: the blocks ASSUMPTIONS, PLAN and others, and tests of their own.

A block is in a docstring or in comments: a heading in capitals on a line of its own, then its items. The text is
read line by line, so that it need not be valid Python yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

HEADINGS = ("ASSUMPTIONS", "PLAN", "EXAMPLE", "HYPOTHESES", "OPTIONS", "CHOICE", "TRACE", "SUMMARY")

# Text in three quotes, up to their end or the file's; or lines that are comments.
_PROSE = re.compile(r"""("{3}|'{3})((?s:.*?))(?:\1|\Z)|^((?:[ \t]*#.*\n?)+)""", re.MULTILINE)
_HEADING = re.compile(rf"({'|'.join(HEADINGS)})\s*(?::\s*(.*))?$")
_BULLET = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+")
_RULE = re.compile(r"[-=~]{3,}$")
_OWN_TEST = re.compile(r"^def (test_\w+)\(\)", re.MULTILINE)


@dataclass(frozen=True)
class Written:
    """The items of each block that there is, and the names of the candidate's own tests."""

    blocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tests: tuple[str, ...] = ()

    def items(self, heading: str) -> tuple[str, ...]:
        """Return a block's items, none where there is no such block."""
        return self.blocks.get(heading, ())


def read(text: str) -> Written:
    """Return what an attempt's docstrings and comments say.

    Items begin with a bullet or a number; without any, each line is one. A block ends where another begins, where a
    section of the docstring does, at a paragraph that is no item, and at the end of its docstring or comment. Blocks
    with the same heading count as one.
    """
    found: dict[str, tuple[str, ...]] = {}
    for _, quoted, comments in _PROSE.findall(text):
        lines = [line.strip() for line in quoted.splitlines()]
        lines += [line.strip().lstrip("#").strip() for line in comments.splitlines()]
        for heading, below in _split(lines):
            found[heading] = found.get(heading, ()) + _items(below)
    return Written(found, tuple(dict.fromkeys(_OWN_TEST.findall(text))))


def sentences(items: tuple[str, ...]) -> int:
    """Count the sentences in a block."""
    return sum(bool(re.search(r"\w", part)) for item in items for part in re.split(r"[.!?](?:\s+|$)", item))


def _split(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the blocks of one docstring or comment: heading, and the lines below it."""
    heads = [(number, match) for number, line in enumerate(lines) if (match := _HEADING.match(line))]
    ends = [*(number for number, _ in heads[1:]), len(lines)]
    for (number, match), end in zip(heads, ends, strict=False):
        yield match[1], [*([match[2]] if match[2] else []), *lines[number + 1 : end]]


def _items(lines: list[str]) -> tuple[str, ...]:
    """Return the items of a block; it ends before the heading of a section, and before a paragraph that is no item."""
    items: list[str] = []
    bulleted = any(_BULLET.match(line) for line in lines[:3])
    above = ""
    for line in lines:
        if _RULE.match(line) and items:
            return tuple(items[:-1])  # the line above is the heading of a section
        if _BULLET.match(line):
            items.append(_BULLET.sub("", line, count=1))
        elif line and items and not above:
            break  # a paragraph
        elif line and items and bulleted:
            items[-1] += f" {line}"
        elif line and not _RULE.match(line):
            items.append(line)
        above = line
    return tuple(items)
