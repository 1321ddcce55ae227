"""`dojo pitch`: your own projects, kept as Markdown in `pitches/`, spoken under a clock, checked and recorded.

The directory has a `.gitignore` of its own, so that what you say about an employer is not committed by accident.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import click

from dojo.history.events import note, readable
from dojo.kata import names
from dojo.kata.source import Unreadable, read_text
from dojo.speaking import pitch_check
from dojo.terminal import lines as prompts
from dojo.terminal.clock import clock
from dojo.terminal.console import err, out
from dojo.terminal.ending import failing, writing
from dojo.terminal.options import rooted

SPOKEN = {3: (2.0, 3.0), 10: (8.0, 10.0)}  # minutes to speak for each of the two lengths
IGNORED = "# Pitches are private: nothing here is committed, unless you delete this file.\n*\n"
_TEMPLATE = Path(__file__).with_name("pitch_template.md")


@click.command("pitch")
@click.argument("project", required=False)
@click.option("--new", "is_new", is_flag=True, help="Write a template into pitches/PROJECT.md.")
@click.option("--minutes", type=click.Choice(["3", "10"]), default="3", help="How long you speak (default 3).")
@rooted
def command(project: str | None, is_new: bool, minutes: str, root: Path) -> None:
    """Pitch one of your projects: check its text for what every pitch needs, and speak it under a clock.

    Without PROJECT it lists your pitches. They are kept in pitches/, which git ignores. Exit code 1: the text has
    something to fix.

    Example: dojo pitch churn-model --minutes 10
    """
    if project is None and is_new:
        raise click.UsageError("--new needs a name for the project: dojo pitch churn-model --new")
    if project is None:
        _list(root)
    elif is_new:
        _write_template(root, project)
    else:
        sys.exit(_speak(root, _named(root, project), int(minutes)))


def _list(root: Path) -> None:
    """List the projects with their findings and how often each was spoken."""
    projects = _projects(root)
    if not projects:
        out().print("No project has a pitch yet. To write one:  dojo pitch churn-model --new", soft_wrap=True)
    # A second or less was no speaking: only the text was checked.
    spoken = Counter(e.kata for e in readable(root) if e.what == "pitch" and e.detail["seconds"] >= 1)
    for project in projects:
        try:
            found = len(pitch_check.check(read_text(_path(root, project))))
        except Unreadable as error:
            err().print(str(error))
            continue
        count = spoken[_id(project)]
        times = {0: "not spoken yet", 1: "spoken once"}.get(count, f"spoken {count} times")
        width = max(map(len, projects))
        out().print(f"{project:<{width}}  {f'{found} to fix' if found else 'nothing to fix'}, {times}")


def _write_template(root: Path, project: str) -> None:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", project):
        raise click.UsageError(
            f"{project!r} cannot be a file name here; use lower-case letters, digits, - and _: dojo pitch churn-model"
        )
    path, title = _path(root, project), project.replace("-", " ").replace("_", " ").capitalize()
    ignored = path.with_name(".gitignore")
    try:
        with writing(path.relative_to(root)):
            path.parent.mkdir(exist_ok=True)
            if not _projects(root) and not ignored.exists():
                ignored.write_text(IGNORED, encoding="utf-8")
            with path.open("x", encoding="utf-8") as file:
                file.write(_TEMPLATE.read_text(encoding="utf-8").format(title=title))
    except FileExistsError as error:
        raise click.UsageError(
            f"pitches/{project}.md exists and is not overwritten; open it or choose another name"
        ) from error
    out().print(f"Fill in pitches/{project}.md, then practise it:  dojo pitch {project}", soft_wrap=True)
    if ignored.exists():
        out().print("git ignores that directory: pitches/.gitignore says so.", soft_wrap=True)


def _speak(root: Path, project: str, minutes: int) -> int:
    """Show a pitch's findings, let it be spoken under the clock, record both; return the exit code."""
    with failing(Unreadable):
        text = read_text(_path(root, project))
    findings = pitch_check.check(text)
    _show_findings(text, findings)
    least, most = SPOKEN[minutes]
    out().print(f"\nSpeak for {least:g} to {most:g} minutes, without reading it out.", style="bold")
    try:
        seconds = prompts.countdown(prompts.Lines(), 60 * most)
    except KeyboardInterrupt as end:
        err().print("\nNothing is recorded: the pitch was interrupted.")
        return prompts.exit_code(end)
    _show_time(seconds, least, most)
    note(root, _id(project), "pitch", minutes=minutes, seconds=round(seconds, 1), findings=findings)
    return 1 if findings else 0


def _show_findings(text: str, findings: list[str]) -> None:
    words = pitch_check.word_count(text)
    out().print(f"{words} words, {words / pitch_check.WORDS_PER_MINUTE:.1f} minutes when spoken.")
    for finding in findings:
        out().print(f"- {pitch_check.sentence(finding, text)}", style="yellow")
    if not findings:
        out().print("Problem, data, model, results, impact, lessons: all there, in order, with numbers.")


def _show_time(seconds: float, least: float, most: float) -> None:
    verdict = "within the time"
    if seconds < 60 * least:
        verdict = f"shorter than {least:g} minutes: what would they have asked next?"
    elif seconds >= 60 * most:
        verdict = f"the {most:g} minutes are over: what can you leave out?"
    out().print(f"You spoke for {clock(seconds)}, {verdict}", style="bold")


def _path(root: Path, project: str) -> Path:
    return root / "pitches" / f"{project}.md"


def _id(project: str) -> str:
    """Return what history calls a project's pitch."""
    return f"pitches/{project}"


def _projects(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "pitches").glob("*.md"))


def _named(root: Path, word: str) -> str:
    name = word.removeprefix("pitches/").removesuffix(".md")
    return names.one_of(name, _projects(root), f"to write it: dojo pitch {name or 'NAME'} --new")
