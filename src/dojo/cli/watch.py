"""`dojo watch`: judge a kata at every save, on a screen or as plain lines."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dojo.practice.start import last_started
from dojo.runs import plain as lines
from dojo.terminal.options import only, rooted


@click.command("watch")
@click.argument("kata", required=False)
@click.option("--plain", is_flag=True, help="Print one line per judged save, for any terminal and for pipes.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
@click.option("--poll", is_flag=True, help="Look at the files regularly, where the system reports no changes.")
@rooted
def command(kata: str | None, plain: bool, as_json: bool, poll: bool, root: Path) -> None:
    """Judge one kata at every save, by default the last started one: a screen with its statement, verdict and clock.

    The screen uses the terminal's own colours, dark or light, and lists its keys at the bottom; q or Ctrl-C ends it.

    Example: dojo watch f1_from_confusion --plain
    """
    one = only(root, kata) if kata is not None else last_started(root)
    if one is None:
        raise click.UsageError("no kata was started yet; name one: dojo watch KATA")
    if not (plain or as_json) and lines.has_screen():
        from dojo.runs.loop import poll_reason
        from dojo.screens import watch as screen

        sys.exit(screen.run(root, one, poll_reason(root, poll)))
    sys.exit(lines.run(root, one, as_json, poll))
