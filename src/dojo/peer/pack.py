"""`dojo pack`: one file for a peer who is to be interviewed apart, with statement, stub and visible tests only."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from dojo.kata import candidates, sheet, statement
from dojo.kata.layout import Kata
from dojo.terminal.console import err, out

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: the same kata packs to the same bytes
_HOW = """\
{title}
{line}

One kata of a machine-learning coding interview.
{minutes} minutes, {kind}, {level}.

What is here
  katas/{pillar}/{name}.py
      the statement and the stub: read it, and write your answer in place of
      `raise NotImplementedError`, or repair the code that stands there
  tests/{pillar}/test_{name}.py
      the visible tests: what the statement promises, by example

How to go about it
  1. Ask your interviewer before you code: some statements say less on purpose,
     and the answers are not in here.
  2. Answer in katas/{pillar}/{name}.py.
     Keep the docstrings; you may write your assumptions and your plan there.
  3. Send that one file back. It is judged with:
     dojo judge {name} --attempt FILE

Running the visible tests
  They need the dojo: they import `dojo.testing`, and katas through the judge.
  This pack does not hold it. A clone of the katas is simplest: put your file
  in its place there and run bare `pytest`, or
  dojo judge {name} --visible
  A clone also holds the hidden tests and the solutions: agree not to look.
  Without a clone, read the tests and try your answer on their calls yourself.
"""


class NoPack(Exception):
    """A pack that cannot be written; the message is one line."""


def content(kata: Kata) -> bytes:
    """Return the bytes of a kata's pack: the same for the same kata.

    The stub goes in as shipped: an attempt that stands in its place is taken out of it.

    Raises
    ------
    NoPack
        The kata's files cannot be read.
    """
    try:
        stub = statement.reset_text(
            statement.read_text(kata.stub), candidates.entry_name(kata), candidates.shipped(kata)
        )
        tests = statement.read_text(kata.visible)
        held = sheet.read(kata.sheet)
    except (statement.Unreadable, statement.BadStatement, candidates.BadSolution, sheet.BadSheet) as error:
        raise NoPack(str(error)) from error
    words = {"pillar": kata.pillar, "name": kata.name, "minutes": held.minutes, "kind": held.kind, "level": held.level}
    how = _HOW.format(title=held.title, line="=" * len(held.title), **words)
    texts = {
        "README.txt": how,
        f"katas/{kata.pillar}/{kata.name}.py": stub,
        f"tests/{kata.pillar}/test_{kata.name}.py": tests,
    }
    return _zipped(kata.name, texts)


def run(kata: Kata, file: Path | None, force: bool) -> int:
    """Write the pack; return the exit code."""
    path = file or Path(f"{kata.name}.zip")
    try:
        data = content(kata)
        with path.open("wb" if force else "xb") as target:
            target.write(data)
    except FileExistsError as error:
        raise NoPack(f"{path} exists; choose another FILE, or overwrite it with --force") from error
    except NoPack as error:
        err().print(str(error))
        return 1
    except OSError as error:
        err().print(f"{path} cannot be written: {error.strerror or error}")
        return 1
    out().print(f"{path}: statement, stub and visible tests of {kata.id}.", soft_wrap=True)
    if not candidates.is_untouched(kata):
        told = "Your own attempt was taken out. Look into the pack's stub before you send it: what you wrote into"
        out().print(f"{told} docstrings, comments or constants is still there.", style="yellow", soft_wrap=True)
    out().print(f"What comes back is judged with:  dojo judge {kata.name} --attempt FILE", soft_wrap=True)
    return 0


def _zipped(folder: str, texts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in texts.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _MOMENT)
            entry.create_system = 3  # or the bytes would tell on which system it was made
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, text.encode("utf-8"))
    return buffer.getvalue()
