"""The `dojo` command: words in, exit codes out; what each command does stands in a module of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from dojo import __version__
from dojo.terminal.options import ROOT_HELP, chosen, found_root, only, rooted


class _Commands(click.Group):
    """The commands of this module, and those of practice and rounds once one of them is asked for: they take time."""

    def list_commands(self, context: click.Context) -> list[str]:
        self._gather()
        return super().list_commands(context)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.commands:
            self._gather()
        return super().get_command(context, name)

    def _gather(self) -> None:
        from dojo.cli.practice import PRACTICE
        from dojo.cli.rounds import ROUNDS

        for command in (*PRACTICE, *ROUNDS):
            self.add_command(command)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
)
@click.version_option(__version__, prog_name="dojo")
@click.option("--root", type=click.Path(path_type=Path), metavar="DIR", help=ROOT_HELP)
@click.pass_context
def dojo(context: click.Context, root: Path | None) -> None:
    """Practise machine-learning coding interviews: open a stub in katas/, solve it, have it judged.

    With no command: where you stand, and what to do next.

    Example: dojo judge roc_auc_with_ties
    """
    if os.environ.get("NO_COLOR"):  # which click leaves to its callers
        context.color = False
    if context.invoked_subcommand is None:
        from dojo.practice import home

        sys.exit(home.run(found_root(root)))


@dojo.command("list")
@click.argument("words", nargs=-1, metavar="[PILLAR|TOPIC|KATA]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a kata, one a line.")
@rooted
def list_(words: tuple[str, ...], as_json: bool, root: Path) -> None:
    """List the katas with topic, level, minutes and how your last attempt went.

    Example: dojo list math
    """
    from dojo.cli import listing

    sys.exit(listing.show_list(root, chosen(root, words), as_json))


@dojo.command()
@click.argument("kata")
@rooted
def show(kata: str, root: Path) -> None:
    """Show a kata's statement.

    Example: dojo show roc_auc_with_ties
    """
    from dojo.cli import listing

    for one in chosen(root, (kata,)):
        listing.show_statement(one)


@dojo.command()
@click.argument("words", nargs=-1, metavar="[KATA]...")
@click.option(
    "--attempt",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Judge this file as an attempt of the one KATA.",
)
@click.option("--visible", is_flag=True, help="Run the visible tests only.")
@click.option(
    "--target",
    default="attempt",
    metavar="WHICH",
    help="attempt (default), reference, alternatives, mistakes, or one of them by name.",
)
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), metavar="N", help="Draw the laws' examples from this seed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a candidate, one a line, and nothing else.")
@rooted
def judge(
    words: tuple[str, ...],
    attempt: Path | None,
    visible: bool,
    target: str,
    seed: int | None,
    as_json: bool,
    root: Path,
) -> None:
    """Judge attempts on the visible and the hidden tests, and record the verdicts.

    Exit code 0: solved (with --visible: visible pass; with --target mistakes: all caught), 1: judged and
    not so, 2: wrong words, 3: not attempted.

    Example: dojo judge roc_auc_with_ties
    """
    from dojo.runs import once as judging

    katas = chosen(root, words)
    if attempt is not None and (len(katas) != 1 or target != "attempt"):
        raise click.UsageError("--attempt FILE judges one kata's attempt: name that KATA, and leave --target out")
    try:
        sys.exit(judging.run(root, katas, target, attempt, as_json, judging.Options(visible=visible, seed=seed)))
    except judging.NoSuchCandidate as error:
        raise click.UsageError(str(error)) from error


@dojo.command()
@click.argument("words", nargs=-1, metavar="[PILLAR|TOPIC|KATA]...")
@click.option("--pressure", is_flag=True, help="The interview's clock: each kata in turn for its minutes.")
@rooted
def run(words: tuple[str, ...], pressure: bool, root: Path) -> None:
    """Judge every attempt and show the scoreboard by pillar; `nox -s pillar` runs this.

    Example: dojo run math --pressure
    """
    katas = chosen(root, words)
    if pressure:
        from dojo.interview import pressure as clock

        sys.exit(clock.run(root, katas))
    from dojo.cli import scoreboard

    sys.exit(scoreboard.run(root, katas, narrowed=bool(words)))


@dojo.command()
@click.argument("kata", required=False)
@click.option("--plain", is_flag=True, help="One line a judged save, without screen control; as in a pipe.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, and nothing else.")
@click.option("--poll", is_flag=True, help="Look at the files, where the system tells of no changes.")
@rooted
def watch(kata: str | None, plain: bool, as_json: bool, poll: bool, root: Path) -> None:
    """Judge one kata at every save, by default the last started one: a screen with its statement, verdict and clock.

    The screen has the terminal's own colours, dark or light, and its keys at the foot; q or Ctrl-C ends it.

    Example: dojo watch roc_auc_with_ties --plain
    """
    from dojo.practice.start import last_started
    from dojo.runs import plain as watching

    meant = only(root, kata) if kata is not None else last_started(root)
    if meant is None:
        raise click.UsageError("no kata was started yet; name one: dojo watch KATA")
    if not (plain or as_json) and watching.has_screen():
        from dojo.runs.loop import poll_reason
        from dojo.screens import watch as screen

        sys.exit(screen.run(root, meant, poll_reason(root, poll)))
    sys.exit(watching.run(root, meant, as_json, poll))


@dojo.command()
@rooted
def doctor(root: Path) -> None:
    """Tell what this machine offers: versions, isolation in force, history, and what is missing.

    Example: dojo doctor
    """
    from dojo.cli import doctor as examination

    sys.exit(examination.run(root))


@dojo.command()
@click.argument("words", nargs=-1, metavar="[PILLAR|TOPIC|KATA]...")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), metavar="N", help="Draw the laws' examples from this seed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a kata, one a line, and nothing else.")
@rooted
def check(words: tuple[str, ...], seed: int | None, as_json: bool, root: Path) -> None:
    """Hold katas against the contract: five pieces, true examples, mistakes caught, and more.

    Exit code 0: all keep it, 1: one does not.

    Example: dojo check roc_auc_with_ties
    """
    from dojo.authoring import check as contract

    sys.exit(contract.run(root, chosen(root, words), as_json, seed, strays=not words))


@dojo.command()
@click.argument("kata", metavar="PILLAR/NAME")
@rooted
def new(kata: str, root: Path) -> None:
    """Begin a kata: write its five pieces, ready to fill in. Nothing is ever overwritten.

    Example: dojo new math_maturity/logsumexp
    """
    from dojo.authoring import new as templates

    try:
        sys.exit(templates.run(root, kata))
    except templates.NoNewKata as error:
        raise click.UsageError(str(error)) from error
