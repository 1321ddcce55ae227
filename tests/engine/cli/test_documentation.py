"""README says what the command does: its verbs and options, its sections, and the first minute as it is printed."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from dojo.cli.main import VERBS, dojo
from dojo.kata.layout import find_root

ROOT = find_root(Path(__file__).parent)
README = (ROOT / "README.md").read_text()
CALLS = re.findall(r"`dojo ([a-z]+)([^`]*)`", README)  # the verb, and the words after it
CONTEXT = click.Context(dojo)
COMMANDS = {verb: dojo.get_command(CONTEXT, verb) or dojo for verb in dojo.list_commands(CONTEXT)}
ROWS = [line for line in README.splitlines() if line.startswith("| `dojo")]
FIRST_MINUTE = README[README.index("## The first minute") : README.index("## Practising")]
PILLAR = "python -m nox -s pillar"


def options(verb: str) -> set[str]:
    return {"--help"} | {word for parameter in COMMANDS[verb].params for word in parameter.opts}


def test_every_command_is_in_the_readme_and_nothing_else() -> None:
    assert {verb for verb, _ in CALLS} == set(COMMANDS)


@pytest.mark.parametrize("section", [section for section in VERBS if section != "Writing katas"])
def test_the_sections_are_those_of_the_help(section: str) -> None:
    part = README.partition(f"**{section}**")[2].partition("**")[0]
    rows = [line for line in part.splitlines() if line.startswith("| `dojo")]
    assert {verb for row in rows for verb in re.findall(r"`dojo ([a-z]+)", row.split(" | ")[0])} == set(VERBS[section])


@pytest.mark.parametrize(("verb", "words"), CALLS)
def test_what_the_readme_types_is_what_the_command_takes(verb: str, words: str) -> None:
    assert set(re.findall(r"--[a-z-]+", words)) <= options(verb)


@pytest.mark.parametrize("row", ROWS)
def test_the_options_that_a_row_explains_exist(row: str) -> None:
    verbs = re.findall(r"`dojo ([a-z]+)", row)
    known = {option for verb in verbs for option in options(verb)}
    assert set(re.findall(r"--[a-z-]+", row)) <= known


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_every_command_has_help_with_an_example_that_it_takes(verb: str) -> None:
    examples = re.findall(r"Example: dojo (\S+)(.*)", COMMANDS[verb].help or "")
    assert examples
    assert {word for word, _ in examples} == {verb}
    assert all(set(re.findall(r"--[a-z-]+", rest)) <= options(verb) for _, rest in examples)


def test_sessions_that_the_readme_names_exist() -> None:
    named = set(re.findall(r"nox -s ([a-z]+)", README))
    noxfile = (ROOT / "noxfile.py").read_text()
    assert named <= set(re.findall(r"^def ([a-z]+)\(session", noxfile, re.MULTILINE))


def test_the_first_minute_prints_what_stands_there(tmp_path: Path) -> None:
    """Everything but installing: the commands are run as `nox -s pillar` runs them, and answers typed in between."""
    for part in ("katas", "tests", "solutions"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("engine", "__pycache__"))
    stub, printed = tmp_path / re.findall(r"open (katas/\S+\.py)", FIRST_MINUTE)[0], ""
    shipped = stub.read_text()
    for kind, text in blocks(FIRST_MINUTE):
        if kind == "console":
            command = text.removeprefix("$ ").partition(PILLAR)[2]
            printed = run(tmp_path, *shlex.split(command.replace("--", "", 1)))
        elif kind == "python":
            stub.write_text(shipped.replace("    raise NotImplementedError\n", text))
        else:
            assert timeless(text) in printed
    assert " solved " in run(tmp_path, stub.stem)


def blocks(text: str) -> Iterator[tuple[str, str]]:
    return ((found[1], found[2]) for found in re.finditer(r"```(\w+)\n(.*?)```", text, re.DOTALL))


def run(root: Path, *words: str) -> str:
    environment = os.environ | {"COLUMNS": "80", "NOX_CURRENT_SESSION": "pillar"}
    command = [sys.executable, "-m", "dojo", "run", *words]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=300)
    assert done.stderr == ""
    return timeless(done.stdout)


def timeless(text: str) -> str:
    """Return a text without its times, and without spaces at the ends of its lines."""
    return "\n".join(re.sub(r"\d+\.\d s", "N s", line).rstrip() for line in text.splitlines())
