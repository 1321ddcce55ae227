"""The commands of practising alone; `dojo.cli.main` gathers them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dojo.kata.names import Unclear
from dojo.kata.sheet import LEVELS
from dojo.terminal.options import only, rooted


@click.command()
@click.argument("kata")
@click.argument("question", required=False)
@rooted
def ask(kata: str, question: str | None, root: Path) -> None:
    """Ask the interviewer about a kata, in your own words or by topic; without a question, list the topics.

    Only what is asked is answered, and it is recorded. Exit code 2: the interviewer has no answer on that.

    Example: dojo ask roc_auc_with_ties "what if two scores are equal?"
    """
    from dojo.practice import ask as asking

    sys.exit(asking.run(root, only(root, kata), question))


@click.command("next")
@click.option("--pillar", metavar="P", help="Of this pillar; its beginning will do.")
@click.option("--topic", metavar="T", help="Of this topic; its beginning will do.")
@click.option("--level", type=click.Choice(LEVELS), help="Of this level.")
@click.option("--minutes", type=click.IntRange(1), metavar="N", help="That take this long at most.")
@rooted
def next_(pillar: str | None, topic: str | None, level: str | None, minutes: int | None, root: Path) -> None:
    """Choose the kata to take up now: one due for review, else of the weakest pillar at the right level.

    Exit code 0: one is chosen, or all is done, 1: none fits.

    Example: dojo next --pillar math --minutes 30
    """
    from dojo.practice import next as choosing

    try:
        sys.exit(choosing.run(root, choosing.Wish(pillar, topic, level, minutes)))
    except Unclear as error:
        raise click.UsageError(str(error)) from error


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object, and nothing else.")
@rooted
def progress(as_json: bool, root: Path) -> None:
    """Show what is solved by pillar and topic, times, hints, most made mistakes, reviews and the practice calendar.

    Example: dojo progress
    """
    from dojo.practice import progress as showing

    sys.exit(showing.run(root, as_json))


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@rooted
def report(file: Path | None, root: Path) -> None:
    """Write the progress as one HTML page that needs nothing else, into FILE or .dojo/report.html.

    Example: dojo report progress.html
    """
    from dojo.practice import report as pages

    try:
        sys.exit(pages.run(root, file))
    except pages.NotWritten as error:
        raise click.UsageError(str(error)) from error


@click.command()
@click.argument("kata")
@click.option("--edit", is_flag=True, help="Open the file in $VISUAL or $EDITOR.")
@rooted
def start(kata: str, edit: bool, root: Path) -> None:
    """Note that you begin a kata, and say where its file is and what to do next.

    Example: dojo start roc_auc_with_ties --edit
    """
    from dojo.practice import start as starting

    sys.exit(starting.run(root, only(root, kata), edit))


@click.command()
@click.argument("kata", required=False)
@rooted
def submit(kata: str | None, root: Path) -> None:
    """Judge an attempt whole, visible and hidden tests drawn afresh, and record it; by default the last started one.

    Exit code 0: solved, 1: judged and not so, 2: wrong words, 3: not attempted.

    Example: dojo submit roc_auc_with_ties
    """
    from dojo.practice import start as starting
    from dojo.practice import submit as submitting

    meant = only(root, kata) if kata is not None else starting.last_started(root)
    if meant is None:
        raise click.UsageError("no kata was started yet; name one: dojo submit KATA")
    sys.exit(submitting.run(root, meant))


@click.command()
@click.argument("kata")
@rooted
def hint(kata: str, root: Path) -> None:
    """Give the next of a kata's three hints, and record it; they begin anew with start, reset and a solved run.

    In an interview the first is free, the second costs 2 points of 100, the third 5.

    Example: dojo hint roc_auc_with_ties
    """
    from dojo.practice import hint as hints

    sys.exit(hints.run(root, only(root, kata)))


@click.command()
@click.argument("kata")
@rooted
def reset(kata: str, root: Path) -> None:
    """Put the shipped body back under a kata's statement; your text is kept in history.

    Example: dojo reset roc_auc_with_ties
    """
    from dojo.practice import reset as resetting

    sys.exit(resetting.run(root, only(root, kata)))


@click.command()
@click.argument("kata")
@click.option("--give-up", is_flag=True, help="Open it unsolved; that is recorded.")
@rooted
def solution(kata: str, give_up: bool, root: Path) -> None:
    """Show the reference of a kata that you have solved, with its explanation and the other right answers' names.

    Example: dojo solution roc_auc_with_ties --give-up
    """
    from dojo.practice import solution as showing

    sys.exit(showing.run(root, only(root, kata), give_up))


@click.command()
@click.argument("kata")
@rooted
def diff(kata: str, root: Path) -> None:
    """Show your attempt beside the reference, once you have solved the kata or given it up.

    Example: dojo diff roc_auc_with_ties
    """
    from dojo.practice import diff as comparing

    sys.exit(comparing.run(root, only(root, kata)))


@click.command()
@click.argument("kata")
@click.argument("action", type=click.Choice(["list", "show", "restore"]), default="list")
@click.argument("number", type=click.IntRange(min=1), required=False, metavar="[N]")
@rooted
def history(kata: str, action: str, number: int | None, root: Path) -> None:
    """List a kata's runs and the texts that were put away; show one, or restore it into the stub.

    What the stub holds is put away before a text is restored.

    Example: dojo history roc_auc_with_ties restore 3
    """
    from dojo.practice import history as past

    sys.exit(past.run(root, only(root, kata), action, number))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@rooted
def export(file: Path | None, root: Path) -> None:
    """Write your whole history as JSON to FILE, or to standard output, to be carried to another clone.

    Example: dojo export my-history.json
    """
    from dojo.history import transfer as carrying

    sys.exit(carrying.run_export(root, file))


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@rooted
def import_(file: Path, root: Path) -> None:
    """Merge a history that `dojo export` wrote into this one; what is there already is not doubled.

    Example: dojo import my-history.json
    """
    from dojo.history import transfer as carrying

    sys.exit(carrying.run_import(root, file))


@click.command()
@click.argument("kata")
@click.option(
    "--attempt",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Ask about this file instead of the stub.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, and nothing else.")
@rooted
def why(kata: str, attempt: Path | None, as_json: bool, root: Path) -> None:
    """Name the mistake behind a failure: the known one that answers the tests' calls as the attempt does.

    It judges the attempt, records the verdict, and counts as a hint. Exit code 0: done, whether a mistake fits or
    not, 1: the attempt cannot be judged, 3: not attempted.

    Example: dojo why roc_auc_with_ties
    """
    from dojo.why import report

    sys.exit(report.run(root, only(root, kata), attempt, as_json))


PRACTICE: tuple[click.Command, ...] = (
    *(start, submit, hint, ask, reset),
    *(solution, diff, history, export, import_),
    *(next_, progress, report, why),
)
