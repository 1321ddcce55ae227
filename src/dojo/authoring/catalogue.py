"""The catalogue of katas in the README, by pillar and topic; `python -m dojo.authoring.catalogue` updates it."""

from __future__ import annotations

import sys
from pathlib import Path

from dojo.kata import layout, sheet
from dojo.kata.layout import Kata
from dojo.kata.sheet import Sheet
from dojo.terminal.console import err, out

BEGIN, END = "<!-- catalogue: begin, written by python -m dojo.authoring.catalogue -->", "<!-- catalogue: end -->"
HEADING = "## Catalogue"
_COLUMNS = ("kata", "topic", "level", "minutes", "asked")


def catalogue(root: Path) -> str:
    """Return the catalogue in Markdown: a table a pillar, its katas by topic, the easier ones first.

    Raises
    ------
    BadSheet
        A sheet cannot be read.
    """
    pillars: dict[str, list[tuple[Kata, Sheet]]] = {}
    for kata in layout.find_katas(root):
        pillars.setdefault(kata.pillar, []).append((kata, sheet.read(kata.sheet)))
    return "\n\n".join(_table(pillar, sorted(rows, key=_place)) for pillar, rows in pillars.items())


def placed(text: str, found: str) -> str:
    """Return a document with the catalogue between its two markers, which are added at its end where it has none."""
    if BEGIN not in text or END not in text:
        above = text.rstrip().removesuffix(HEADING).rstrip()
        text = "\n\n".join(part for part in (above, HEADING, f"{BEGIN}\n{END}") if part) + "\n"
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{found}\n\n{END}{after}"


def _place(row: tuple[Kata, Sheet]) -> tuple[str, int, str]:
    kata, said = row
    level = sheet.LEVELS.index(said.level) if said.level in sheet.LEVELS else len(sheet.LEVELS)
    return said.topic, level, kata.name


def _table(pillar: str, rows: list[tuple[Kata, Sheet]]) -> str:
    lines = [f"### {layout.pillar_title(pillar)}", "", _line(_COLUMNS), _line(("---", "---", "---", "---:", "---"))]
    for kata, said in rows:
        link = f"[{kata.name}]({kata.stub.relative_to(kata.root).as_posix()})"
        lines.append(_line((link, said.topic, said.level, str(said.minutes), said.asked)))
    return "\n".join(lines)


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def main() -> int:
    """Write the catalogue into the README of the katas here; return the exit code."""
    try:
        root = layout.find_root(Path.cwd())
        readme = root / "README.md"
        text = readme.read_text(encoding="utf-8") if readme.exists() else ""
        new = placed(text, catalogue(root))
    except (layout.NoRoot, sheet.BadSheet, OSError) as error:
        err().print(str(error), soft_wrap=True)
        return 1
    if new != text:
        readme.write_text(new, encoding="utf-8")
    out().print(f"{readme}: {'is as it was' if new == text else 'brought up to date'}", soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
