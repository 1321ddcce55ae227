"""`dojo pack`: one file for a peer elsewhere, with the statement, the stub and the visible tests only."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import click

from dojo.kata import candidates, sheet
from dojo.kata.layout import Kata
from dojo.kata.shipped import reset_text
from dojo.kata.source import BadStatement, Unreadable, read_text
from dojo.terminal.console import out
from dojo.terminal.ending import failing, writing
from dojo.terminal.options import only, rooted

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: the same kata packs to the same bytes
_README = Path(__file__).with_name("pack_readme.txt")


@click.command("pack")
@click.argument("kata")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@rooted
def command(kata: str, file: Path | None, force: bool, root: Path) -> None:
    """Write one file for a peer elsewhere: the statement, the stub and the visible tests, nothing hidden.

    FILE is KATA.zip by default. Judge what the peer sends back with: dojo judge KATA --attempt FILE

    Example: dojo pack kmeans_lloyd kmeans.zip
    """
    one = only(root, kata)
    path = file or Path(f"{one.name}.zip")
    data = content(one)
    try:
        with writing(path), path.open("wb" if force else "xb") as target:
            target.write(data)
    except FileExistsError as error:
        raise click.UsageError(f"{path} exists; choose another FILE, or overwrite it with --force") from error
    out().print(f"{path}: statement, stub and visible tests of {one.id}.", soft_wrap=True)
    if not candidates.is_untouched(one):
        warning = (
            "Your own attempt was taken out. Look at the stub in the pack before you send it: "
            "what you wrote in docstrings, comments or constants is still there."
        )
        out().print(warning, style="yellow", soft_wrap=True)
    out().print(f"Judge what comes back with:  dojo judge {one.name} --attempt FILE", soft_wrap=True)


def content(kata: Kata) -> bytes:
    """Return the bytes of a kata's pack: the same for the same kata.

    The stub goes in as shipped: an attempt in its place is taken out. Ends the command where the kata's files cannot
    be read.
    """
    with failing(Unreadable, BadStatement, candidates.BadSolution, sheet.BadSheet):
        stub = reset_text(read_text(kata.stub), candidates.entry_name(kata), candidates.shipped(kata))
        tests = read_text(kata.visible)
        held = sheet.read(kata.sheet)
    words = {"pillar": kata.pillar, "name": kata.name, "minutes": held.minutes, "kind": held.kind, "level": held.level}
    readme = _README.read_text(encoding="utf-8").format(title=held.title, line="=" * len(held.title), **words)
    texts = {
        "README.txt": readme,
        f"katas/{kata.pillar}/{kata.name}.py": stub,
        f"tests/{kata.pillar}/test_{kata.name}.py": tests,
    }
    return _zipped(kata.name, texts)


def _zipped(folder: str, texts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in texts.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _MOMENT)
            entry.create_system = 3  # or the bytes would tell on which system it was made
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, text.encode("utf-8"))
    return buffer.getvalue()
