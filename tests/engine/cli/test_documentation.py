"""README and the command's own help say the same."""

import re
from pathlib import Path

import click
import pytest

from dojo.cli.main import dojo
from dojo.kata.layout import find_root

README = (find_root(Path(__file__).parent) / "README.md").read_text()
CALLS = re.findall(r"`dojo ([a-z]+)([^`]*)`", README)  # the verb, and the words after it
CONTEXT = click.Context(dojo)
COMMANDS = {verb: dojo.get_command(CONTEXT, verb) or dojo for verb in dojo.list_commands(CONTEXT)}
ROWS = [line for line in README.splitlines() if line.startswith("| `dojo")]


def options(verb: str) -> set[str]:
    return {"--help"} | {word for parameter in COMMANDS[verb].params for word in parameter.opts}


def test_every_command_is_in_the_readme_and_nothing_else() -> None:
    assert {verb for verb, _ in CALLS} == set(COMMANDS)


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
    said = COMMANDS[verb].help or ""
    examples = re.findall(r"Example: dojo (\S+)(.*)", said)
    assert examples
    assert {word for word, _ in examples} == {verb}
    assert all(set(re.findall(r"--[a-z-]+", rest)) <= options(verb) for _, rest in examples)


def test_the_group_itself_has_an_example() -> None:
    assert isinstance(dojo, click.Group)
    assert "Example: dojo" in (dojo.help or "")


def test_sessions_that_the_readme_names_exist() -> None:
    named = set(re.findall(r"nox -s ([a-z]+)", README))
    noxfile = (find_root(Path(__file__).parent) / "noxfile.py").read_text()
    assert named <= set(re.findall(r"^def ([a-z]+)\(session", noxfile, re.MULTILINE))
