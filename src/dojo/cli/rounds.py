"""The commands of rounds; `dojo.cli.main` gathers them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dojo.interview.formats import INTERVIEWS, MODES
from dojo.kata.layout import PILLARS
from dojo.terminal.options import only, rooted


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
    from dojo.peer import card as interviewer_card

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
    from dojo.peer import pack as packing

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
    from dojo.kata.rubric import Facts
    from dojo.peer import score as scoring

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
    from dojo.speaking import cards
    from dojo.speaking import explain as explaining

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
    from dojo.speaking import pitch as pitching

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
    from dojo.speaking import checklist as lists

    sys.exit(lists.run(part))


@click.command()
@click.argument("kata", required=False)
@click.option("--pillar", callback=_pillar, metavar="PILLAR", help="Choose a kata of this pillar.")
@click.option(
    "--minutes", type=click.FloatRange(1, 240), metavar="N", help="Stretch or shorten all phases to N in all."
)
@click.option("--variant", type=click.Choice(tuple(INTERVIEWS)), help="What kind of round (default: standard).")
@click.option("--fresh", is_flag=True, help="Give up the round that is open, and begin another.")
@rooted
def interview(
    kata: str | None, pillar: str | None, minutes: float | None, variant: str | None, fresh: bool, root: Path
) -> None:
    """Play an interview: phases under a clock, an interviewer who answers what is asked, judging, a debrief.

    Without KATA: one that you have not seen, of your weakest pillar. Its stub is made fresh, your text kept. A round
    that was left, or cut off, goes on where it was; the time away is not counted. Exit code 0: solved, or left
    before it was judged, 1: judged and not solved.

    Example: dojo interview --pillar core --variant warm-up
    """
    from dojo.cli import interview as interviewing

    one = only(root, kata) if kata is not None else None
    try:
        sys.exit(interviewing.interview(root, one, pillar, minutes, variant, fresh))
    except interviewing.NotNow as problem:
        raise click.UsageError(str(problem)) from problem


@click.command()
@click.argument("kata")
@click.option(
    "--with", "partners", multiple=True, required=True, metavar="NAME", help="Who else; several for a randori."
)
@click.option("--mode", type=click.Choice(tuple(MODES)), default="driver-navigator", help="How you work together.")
@click.option("--me", default="me", metavar="NAME", help="Your own name; you begin at the keyboard (default: me).")
@click.option(
    "--minutes", type=click.FloatRange(1, 240), metavar="N", help="Stretch or shorten all phases to N in all."
)
@click.option("--fresh", is_flag=True, help="Give up the round that is open, and begin another.")
@rooted
def pair(
    kata: str, partners: tuple[str, ...], mode: str, me: str, minutes: float | None, fresh: bool, root: Path
) -> None:
    """Work on a kata with others: roles, the clock that switches them, the mode's rules, a retrospective.

    A round that was left goes on where it was. Exit code as for dojo interview.

    Example: dojo pair kmeans_lloyd --with Ada --mode ping-pong
    """
    from dojo.cli import interview as interviewing

    people = (me, *partners)
    if len(set(people)) < len(people):
        raise click.UsageError(
            f"two of you are called alike ({', '.join(people)}); tell them apart, yourself with --me"
        )
    try:
        sys.exit(interviewing.pair(root, only(root, kata), people, mode, minutes, fresh))
    except interviewing.NotNow as problem:
        raise click.UsageError(str(problem)) from problem


@click.command()
@click.argument("round", required=False, metavar="[ROUND|KATA]")
@rooted
def debrief(round: str | None, root: Path) -> None:  # noqa: A002  # click names it after the argument
    """Show how a round went, by default the last: phases, replay, own tests, answers, score, earlier rounds.

    Example: dojo debrief kmeans_lloyd
    """
    from dojo.interview import debrief_text as debriefing

    sys.exit(debriefing.run(root, round))


@click.command()
@click.argument("kata", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a round, one a line, and nothing else.")
@rooted
def rounds(kata: str | None, as_json: bool, root: Path) -> None:
    """List your rounds, interviews and pairings; with --json their records, to carry elsewhere.

    Example: dojo rounds --json
    """
    from dojo.interview import debrief_text as debriefing

    sys.exit(debriefing.show_list(root, only(root, kata) if kata is not None else None, as_json))


ROUNDS: tuple[click.Command, ...] = (
    card,
    pack,
    score,
    explain,
    pitch,
    checklist,
    interview,
    pair,
    debrief,
    rounds,
)
