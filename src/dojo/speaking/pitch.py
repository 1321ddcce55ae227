"""`dojo pitch`: one's own projects, kept as Markdown in `pitches/`, spoken under a clock, checked and recorded.

The directory holds a `.gitignore` of its own, so that what one says of an employer is not committed by accident.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from dojo.history.events import note
from dojo.history.store import History, HistoryProblem
from dojo.kata.source import Unreadable, read_text
from dojo.speaking import pitch_check
from dojo.terminal import lines as prompts
from dojo.terminal.clock import clock
from dojo.terminal.console import err, out

SPOKEN = {3: (2.0, 3.0), 10: (8.0, 10.0)}  # minutes that are meant by each of the two lengths
IGNORED = "# What one says of one's projects is one's own: nothing here is committed, unless you delete this file.\n*\n"
TEMPLATE = """\
# {title}

Replace every line below by what you would say. Two to three minutes are 280 to 420 words.

## Problem

Who had it, what it cost them, and what was done about it before.

## Data

Where it came from, how much of it, how the labels were made, what was wrong with it.

## Model

The baseline, what you chose instead, and why that.

## Results

The metric, the baseline's number and yours, on which data, and how sure you are.

## Impact

What changed for the business or its users, as a number.

## Lessons

What you would do otherwise, and what you would watch today.
"""


class NoPitch(Exception):
    """A project that cannot be used; the message is one line that helps."""


@dataclass(frozen=True)
class Pitch:
    """One project's pitch and where it lies."""

    root: Path
    name: str

    @property
    def path(self) -> Path:
        return self.root / "pitches" / f"{self.name}.md"

    @property
    def id(self) -> str:
        """What history knows it by."""
        return f"pitches/{self.name}"


def show_all(root: Path) -> int:
    """List the projects with their findings and how often each was spoken; return the exit code."""
    pitches = _all(root)
    if not pitches:
        out().print("No project has a pitch yet. To write one:  dojo pitch churn-model --new", soft_wrap=True)
        return 0
    spoken = _spoken(root)
    width = max(len(pitch.name) for pitch in pitches)
    for pitch in pitches:
        try:
            found = len(pitch_check.check(read_text(pitch.path)))
        except Unreadable as error:
            err().print(str(error))
            continue
        findings = "nothing to mend" if not found else f"{found} to mend"
        count = spoken.get(pitch.id, 0)
        times = {0: "not spoken yet", 1: "spoken once"}.get(count, f"spoken {count} times")
        out().print(f"{pitch.name:<{width}}  {findings}, {times}")
    return 0


def new(root: Path, name: str) -> int:
    """Write the template of a new pitch; return the exit code."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name):
        raise NoPitch(f"{name!r} cannot name a file here; small letters, digits, - and _ can: dojo pitch churn-model")
    pitch = Pitch(root, name)
    try:
        pitch.path.parent.mkdir(exist_ok=True)
        ignored = pitch.path.with_name(".gitignore")
        if not _all(root) and not ignored.exists():
            ignored.write_text(IGNORED, encoding="utf-8")
        with pitch.path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE.format(title=name.replace("-", " ").replace("_", " ").capitalize()))
    except FileExistsError as error:
        raise NoPitch(
            f"pitches/{name}.md exists, and nothing is overwritten; open it or choose another name"
        ) from error
    except OSError as error:
        err().print(f"pitches/{name}.md cannot be written: {error.strerror or error}")
        return 1
    out().print(f"Fill in pitches/{name}.md, then practise it:  dojo pitch {name}", soft_wrap=True)
    if ignored.exists():
        out().print("git leaves that directory alone: pitches/.gitignore says so.", soft_wrap=True)
    return 0


def run(root: Path, name: str, minutes: int) -> int:
    """Show a pitch's findings, let it be spoken under the clock, record both; return the exit code."""
    pitch = _named(root, name)
    try:
        text = read_text(pitch.path)
    except Unreadable as error:
        err().print(str(error))
        return 1
    findings = pitch_check.check(text)
    _show_findings(text, findings)
    least, most = SPOKEN[minutes]
    out().print(f"\nSpeak for {least:g} to {most:g} minutes, without reading it off.", style="bold")
    try:
        seconds = prompts.countdown(prompts.Lines(), 60 * most)
    except KeyboardInterrupt as end:
        err().print("\nNothing is recorded: the pitch was broken off.")
        return prompts.exit_code(end)
    _show_time(seconds, least, most)
    note(root, pitch.id, "pitch", minutes=minutes, seconds=round(seconds, 1), findings=findings)
    return 1 if findings else 0


def _show_findings(text: str, findings: list[str]) -> None:
    words = pitch_check.word_count(text)
    out().print(f"{words} words, {words / pitch_check.WORDS_PER_MINUTE:.1f} minutes when spoken.")
    for finding in findings:
        out().print(f"- {pitch_check.told(finding, text)}", style="yellow")
    if not findings:
        out().print("Problem, data, model, results, impact, lessons: all there, in order, with numbers.")


def _show_time(seconds: float, least: float, most: float) -> None:
    verdict = "within what was asked"
    if seconds < 60 * least:
        verdict = f"shorter than {least:g} minutes: what would they have asked next?"
    elif seconds >= 60 * most:
        verdict = f"the {most:g} minutes are over: what can go?"
    out().print(f"You spoke for {clock(seconds)}, {verdict}", style="bold")


def _all(root: Path) -> list[Pitch]:
    return [Pitch(root, path.stem) for path in sorted((root / "pitches").glob("*.md"))]


def _named(root: Path, name: str) -> Pitch:
    names = [pitch.name for pitch in _all(root)]
    plain = name.removeprefix("pitches/").removesuffix(".md")
    begun = [plain] if plain in names else [n for n in names if plain and n.startswith(plain)]
    if len(begun) == 1:
        return Pitch(root, begun[0])
    if begun:
        raise NoPitch(f"{name!r} could mean {', '.join(begun)}; say which")
    near = difflib.get_close_matches(plain, names, n=2)
    hint = f"did you mean {' or '.join(near)}?" if near else f"write it: dojo pitch {plain or 'NAME'} --new"
    raise NoPitch(f"there is no pitches/{plain}.md; {hint}")


def _spoken(root: Path) -> dict[str, int]:
    """Count how often each pitch was spoken."""
    counts: dict[str, int] = {}
    if (root / ".dojo" / "history.db").exists():
        try:
            with History.open(root) as history:
                for event in history.events():
                    if event.what == "pitch" and event.detail["seconds"] >= 1:  # not where only the text was checked
                        counts[event.kata] = counts.get(event.kata, 0) + 1
        except HistoryProblem as problem:
            err().print(f"The history cannot be read: {problem}")
    return counts
