"""The commands of rounds; `dojo.cli` gathers them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dojo.command import only, rooted
from dojo.layout import PILLARS


@click.command()
@click.argument("kata")
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it as a page that prints on A4, in place of the terminal.",
)
@rooted
def card(kata: str, html: Path | None, root: Path) -> None:
    """Show the interviewer's card of a kata: answers, mistakes, hints, follow-ups, rubric. Not for the candidate.

    Example: dojo card kmeans_lloyd --html card.html
    """
    from dojo.rounds import interviewer_card

    sys.exit(interviewer_card.run(only(root, kata), html))


@click.command()
@click.argument("kata")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@rooted
def pack(kata: str, file: Path | None, force: bool, root: Path) -> None:
    """Write one file for a peer elsewhere: statement, stub and visible tests, nothing hidden.

    FILE is KATA.zip by default. What the peer sends back: dojo judge KATA --attempt FILE.

    Example: dojo pack kmeans_lloyd kmeans.zip
    """
    from dojo.rounds import pack as packing

    try:
        sys.exit(packing.run(only(root, kata), file, force))
    except packing.NoPack as error:
        raise click.UsageError(str(error)) from error


@click.command()
@click.argument("kata")
@click.option("--candidate", metavar="LEVELS", help="The candidate's levels for A to E: 3,2,3,1,3.")
@click.option("--interviewer", metavar="LEVELS", help="The interviewer's levels for A to E.")
@click.option("--quote", multiple=True, metavar="AXIS:TEXT", help="What the interviewer heard; may be given again.")
@click.option("--goal", default="", metavar="TEXT", help="The goal for the next session.")
@click.option("--with", "name", default="", metavar="NAME", help="The interviewer's name.")
@click.option("--hints", metavar="LEVELS", help="The levels of the hints that were given: 1,2.")
@click.option("--solution-shown", is_flag=True, help="The solution was shown: C is 1 at most.")
@click.option("--leakage", is_flag=True, help="Leakage went unreported: at most 69 points.")
@rooted
def score(
    kata: str,
    candidate: str | None,
    interviewer: str | None,
    quote: tuple[str, ...],
    goal: str,
    name: str,
    hints: str | None,
    solution_shown: bool,
    leakage: bool,
    root: Path,
) -> None:
    """Score a round by the rubric, the candidate first and then the interviewer, and see both side by side.

    Without --candidate and --interviewer it asks, with the anchors on screen.

    Example: dojo score kmeans_lloyd --with Ada
    """
    from dojo.rounds import scoring
    from dojo.rounds.rubric import Facts

    one = only(root, kata)
    if (candidate is None) != (interviewer is None):
        raise click.UsageError("--candidate and --interviewer go together; leave both out to be asked")
    if candidate is None and (quote or goal):
        raise click.UsageError("--quote and --goal go with --candidate and --interviewer; without those you are asked")
    try:
        known = hints is not None or solution_shown or leakage
        facts = Facts(scoring.hint_levels(hints or ""), solution_shown, leakage) if known else None
        if candidate is None or interviewer is None:
            sys.exit(scoring.ask(root, one, facts, name))
        mine = scoring.Given(scoring.levels(candidate))
        theirs = scoring.Given(scoring.levels(interviewer), scoring.quotes(quote), goal)
        sys.exit(scoring.run(root, one, mine, theirs, facts or Facts(), name))
    except scoring.BadScores as error:
        raise click.UsageError(str(error)) from error


def _pillar(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """Return the pillar that a word begins."""
    if given is None:
        return None
    found = [pillar for pillar in PILLARS if pillar.startswith(given.strip().lower().replace("-", "_") or "?")]
    if len(found) != 1:
        raise click.BadParameter(f"{given!r} is none of {', '.join(PILLARS)}")
    return found[0]


@click.command()
@click.argument("card", required=False)
@click.option("--pillar", callback=_pillar, metavar="PILLAR", help="Only the cards of one pillar.")
@click.option("--seconds", type=click.Choice(["60", "120"]), default="60", help="How long you may speak (default 60).")
@click.option("--list", "list_", is_flag=True, help="Name the cards, and when each is due.")
@rooted
def explain(card: str | None, pillar: str | None, seconds: str, list_: bool, root: Path) -> None:
    """Answer a question card aloud under a clock, tick the key points you said, and meet it again when it is due.

    Without CARD: the one that is due, else a new one of your weakest pillar.

    Example: dojo explain cold-start --seconds 120
    """
    from dojo.rounds import cards
    from dojo.rounds import explain as explaining

    try:
        sys.exit(explaining.show_list(root, pillar) if list_ else explaining.run(root, card, pillar, int(seconds)))
    except cards.NoSuchCard as error:
        raise click.UsageError(str(error)) from error


@click.command()
@click.argument("project", required=False)
@click.option("--new", is_flag=True, help="Write a template into pitches/PROJECT.md.")
@click.option("--minutes", type=click.Choice(["3", "10"]), default="3", help="How long you speak (default 3).")
@rooted
def pitch(project: str | None, new: bool, minutes: str, root: Path) -> None:
    """Pitch a project of yours: checked for what every pitch needs, and spoken under a clock.

    Without PROJECT it lists your pitches. They are kept in pitches/, which git leaves alone. Exit code 1: something in
    the text is to be mended.

    Example: dojo pitch churn-model --minutes 10
    """
    from dojo.rounds import pitch as pitching

    if project is None and new:
        raise click.UsageError("--new needs a name for the project: dojo pitch churn-model --new")
    try:
        if project is None:
            sys.exit(pitching.show_all(root))
        sys.exit(pitching.new(root, project) if new else pitching.run(root, project, int(minutes)))
    except pitching.NoPitch as error:
        raise click.UsageError(str(error)) from error


@click.command()
@click.argument("part", required=False, type=click.Choice(["before", "during", "ask"]))
def checklist(part: str | None) -> None:
    """Show what to see to before and during an interview, and what to ask the team.

    Example: dojo checklist before
    """
    from dojo.rounds import checklist as lists

    sys.exit(lists.run(part))


ROUNDS: tuple[click.Command, ...] = (card, pack, score, explain, pitch, checklist)
