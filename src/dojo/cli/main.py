"""The `dojo` command: every verb in one table, and its module imported only when that verb is asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from dojo import __version__
from dojo.kata import names
from dojo.terminal.options import ROOT_HELP, found_root

# By section of the help: verb, what it does in a few words, and the module that holds it as `command`.
VERBS: dict[str, dict[str, tuple[str, str]]] = {
    "Looking around": {
        "list": ("list the katas with your last verdicts", "dojo.cli.listing"),
        "show": ("show a kata's statement", "dojo.cli.show"),
        "next": ("choose the kata to do next", "dojo.practice.next"),
        "doctor": ("check this machine and the isolation in force", "dojo.cli.doctor"),
    },
    "Solving a kata": {
        "start": ("start a kata and open its file", "dojo.practice.start"),
        "watch": ("judge a kata at every save", "dojo.cli.watch"),
        "judge": ("judge attempts on all tests", "dojo.cli.judge"),
        "submit": ("judge an attempt on freshly drawn examples", "dojo.practice.submit"),
        "run": ("judge every attempt and show the scoreboard", "dojo.cli.scoreboard"),
        "ask": ("ask the interviewer a question", "dojo.practice.ask"),
        "hint": ("show the next of three hints", "dojo.practice.hint"),
        "why": ("name the mistake behind a failure", "dojo.why.report"),
        "solution": ("show the reference, after solving", "dojo.practice.solution"),
        "diff": ("compare your code with the reference", "dojo.practice.diff"),
        "reset": ("put the shipped body back", "dojo.practice.reset"),
        "history": ("list runs and saved texts, restore one", "dojo.practice.history"),
    },
    "Keeping at it": {
        "progress": ("show what is solved, and your calendar", "dojo.practice.progress"),
        "report": ("write the progress as a page with plots", "dojo.practice.report"),
        "export": ("write your history to a file", "dojo.practice.export"),
        "import": ("merge a history from a file", "dojo.practice.import_"),
    },
    "The interview, alone or with a peer": {
        "interview": ("play a timed interview", "dojo.cli.interview"),
        "pair": ("solve a kata in pairs", "dojo.cli.pair"),
        "rounds": ("list your rounds", "dojo.interview.rounds"),
        "debrief": ("show how a round went", "dojo.interview.debrief_text"),
        "card": ("show the interviewer's card of a kata", "dojo.peer.card_text"),
        "pack": ("pack a kata for a peer, nothing hidden", "dojo.peer.pack"),
        "score": ("score a round by the rubric", "dojo.peer.score"),
        "explain": ("answer a question card aloud", "dojo.speaking.explain"),
        "pitch": ("check and rehearse the pitch of a project", "dojo.speaking.pitch"),
        "checklist": ("show what to do before and during an interview", "dojo.speaking.checklist"),
    },
    "Writing katas": {
        "new": ("write the five files of a new kata", "dojo.authoring.new"),
        "check": ("check katas against their contract", "dojo.authoring.check"),
    },
}


MODULES = {verb: module for section in VERBS.values() for verb, (_, module) in section.items()}


class Verbs(click.Group):
    """The verbs of the table; a word that names nothing, for any of them, is a usage error."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(MODULES)

    def get_command(self, context: click.Context, name: str) -> click.Command:
        if name not in MODULES:
            raise names.Unknown(name, names.nearest(name, MODULES), "dojo --help lists the commands")
        command: click.Command = import_module(MODULES[name]).command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help by section, from the table alone: nothing is imported for it."""
        width = max(map(len, MODULES))
        for title, section in VERBS.items():
            with formatter.section(title):
                formatter.write_dl([(verb.ljust(width), text) for verb, (text, _) in section.items()])

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except names.Unclear as error:
            raise click.UsageError(str(error)) from error


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
)
@click.version_option(__version__, prog_name="dojo")
@click.option("--root", type=click.Path(path_type=Path), metavar="DIR", help=ROOT_HELP)
@click.pass_context
def dojo(context: click.Context, root: Path | None) -> None:
    """Practise machine-learning coding interviews: open a stub in katas/, solve it, have it judged.

    With no command: where you stand, and what to do next. Every command has help: dojo judge --help

    Example: dojo judge f1_from_confusion
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":  # click leaves that to its callers
        context.color = False
    if context.invoked_subcommand is None:
        from dojo.practice import home

        sys.exit(home.run(found_root(root)))
