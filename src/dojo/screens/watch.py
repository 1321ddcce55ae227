"""`dojo watch` on a terminal: statement, verdict and first failure beside the clock, and the verbs on one key each."""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, VerticalScroll
from textual.widgets import Static

from dojo import INTERRUPTED
from dojo.judge.verdict import Result
from dojo.kata.index import heading
from dojo.kata.layout import Kata
from dojo.runs.loop import Event
from dojo.screens import verbs
from dojo.screens.app import FedApp, Heard
from dojo.screens.clock import Clock
from dojo.screens.dialogs import Ask, Confirm
from dojo.screens.failure import FailurePanel
from dojo.screens.feed import Feed, LoopFeed
from dojo.screens.keys import Key, KeyLine
from dojo.screens.statement import StatementPanel
from dojo.terminal.console import STYLES
from dojo.terminal.marks import MARKS

NEVER_SOLVED = 1  # exit code of `dojo solution` where it refuses
WIDE = 110  # columns from which on the panels stand side by side
KEYS = (
    Key("r", "run", "judge"),
    Key("s", "submit", "verb('submit')"),
    Key("h", "hint", "verb('hint')"),
    Key("w", "why", "verb('why')"),
    Key("a", "ask", "ask"),
    Key("x", "reset", "reset"),
    Key("o", "solution", "solution"),
    Key("n", "next", "next"),
    Key("q", "quit", "leave(0)"),
)


class WatchApp(FedApp[Kata]):
    """Watches one kata; it returns the kata that was chosen next, or nothing."""

    TITLE = "dojo watch"
    HORIZONTAL_BREAKPOINTS = [(0, "-stacked"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual reads it
    BINDINGS = [  # noqa: RUF012 - as Textual reads it
        *(Binding(key.key, key.action, key.word) for key in KEYS),
        Binding("escape", "put_away", "statement"),
        Binding("ctrl+c", f"leave({INTERRUPTED})", "quit", priority=True),
    ]
    CSS = """
    #head { height: 1; padding: 0 1; }
    #title { width: 1fr; height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    #clock { width: auto; margin-left: 2; }
    #verdict, #note { width: 100%; height: auto; padding: 0 1; }
    #note { display: none; max-height: 3; text-style: dim; }
    #note.-some { display: block; }
    #panels { height: 1fr; }
    #panels > VerticalScroll { border-top: solid ansi_bright_black; border-title-style: none; }
    #panels > VerticalScroll:focus { border-title-style: bold reverse; }
    #panels VerticalScroll { scrollbar-size-vertical: 1; scrollbar-background: ansi_default;
        scrollbar-background-hover: ansi_default; scrollbar-background-active: ansi_default; }
    #statement, #said { height: 1fr; min-height: 3; }
    #failure { height: auto; max-height: 70%; }
    #failure:focus { max-height: 85%; }
    #said { display: none; padding: 0 1; }
    #said > Static { width: 100%; height: auto; }
    .-saying #said { display: block; }
    .-saying #statement { display: none; }
    .-wide #panels { layout: horizontal; }
    .-wide #panels > VerticalScroll { width: 1fr; height: 1fr; max-height: 100%; }
    """

    def __init__(self, root: Path, kata: Kata, feed: Feed, note: str = "") -> None:
        super().__init__(feed)
        self.root, self.kata = root, kata
        self.first_note = note
        self.about = heading(kata)

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static(self.about.title, id="title", markup=False)
            yield Clock(self.about.minutes, id="clock")
        yield Static("getting ready", id="verdict", markup=False)
        yield Static(self.first_note, id="note", markup=False, classes="-some" if self.first_note else "")
        with Container(id="panels"):
            yield StatementPanel(self.kata, id="statement")
            with VerticalScroll(id="said"):
                yield Static()
            yield FailurePanel(str(self.kata.stub), id="failure")
        yield KeyLine(KEYS)

    def on_mount(self) -> None:
        self.query_one("#statement").border_title = "statement"
        self.query_one("#failure").border_title = "your file"
        self.query_one("#statement").focus()
        self.begin()

    # -- what the loop tells ---------------------------------------------------------------------

    def on_heard(self, message: Heard) -> None:
        event = message.event
        if event.kind == "judged" and event.result is not None:
            self._show_result(event.result, event)
        elif event.kind == "first failure" and event.report is not None:
            self._show_verdict(Text(f"a first failure, the tests go on  {event.milliseconds:.0f} ms"))
            self.query_one("#failure", FailurePanel).show(event.report)
            self.query_one("#failure").border_title = "first failure"
        elif event.kind == "so far so good":
            self._show_verdict(Text(f"so far so good: {event.text}"))
        elif event.kind == "notice":
            self._show_verdict(Text(event.text))

    def _show_result(self, result: Result, event: Event) -> None:
        self._show_verdict(verdict_line(result, event))
        panel = self.query_one("#failure", FailurePanel)
        panel.show_result(result)
        failed = result.failure is not None or bool(result.message)
        panel.border_title = "first failure" if failed else "your attempt"

    def _show_verdict(self, text: Text) -> None:
        self.query_one("#verdict", Static).update(text)

    def tell_aside(self, text: str) -> None:
        note = self.query_one("#note", Static)
        note.set_class(bool(text), "-some")
        note.update(text)

    # -- keys ------------------------------------------------------------------------------------

    def action_judge(self) -> None:
        self._show_verdict(Text("judging"))
        self.feed.judge()

    @work(group="verb", exclusive=True)
    async def action_verb(self, verb: str) -> None:
        await self._say(verb, [verb, self.kata.name])

    @work(group="verb", exclusive=True)
    async def action_ask(self) -> None:
        question = await self.push_screen_wait(Ask("Ask the interviewer; Escape leaves."))
        if question:
            await self._say("ask", ["ask", self.kata.name, "--", question])

    @work(group="verb", exclusive=True)
    async def action_reset(self) -> None:
        if await self.push_screen_wait(Confirm("Put the shipped body back? Your text is kept in history.")):
            await self._say("reset", ["reset", self.kata.name])

    @work(group="verb", exclusive=True)
    async def action_solution(self) -> None:
        words = ["solution", self.kata.name]
        if await self._say("solution", words) == NEVER_SOLVED and await self.push_screen_wait(
            Confirm("Not solved yet. Give it up and open the solution? That is recorded.")
        ):
            await self._say("solution", [*words, "--give-up"])

    async def _say(self, verb: str, words: list[str]) -> int:
        """Run a command and show what it prints in the statement's place; return its exit code."""
        self._tell(verb, Text(f"dojo {verb} is at work; another verb's key ends it.", "dim"))
        width = self.query_one("#panels").size.width
        width = width // 2 if self.screen.has_class("-wide") else width
        said = await verbs.say(self.root, words, width - 4, colour=not self.no_color)
        self._tell(verb, said.text if said.text.plain else Text("It said nothing."))
        return said.code

    def _tell(self, verb: str, text: RenderableType) -> None:
        panel = self.query_one("#said", VerticalScroll)
        panel.query_one(Static).update(text)
        panel.border_title, panel.border_subtitle = verb, "Escape puts this away"
        panel.scroll_home(animate=False)
        self.screen_stack[0].add_class("-saying")
        panel.focus()

    def action_put_away(self) -> None:
        """Show the statement again, as it stands in the file now."""
        self.screen.remove_class("-saying")
        panel = self.query_one("#statement", StatementPanel)
        panel.show(self.kata)
        panel.focus()

    def action_next(self) -> None:
        """Go on to the kata that `dojo next` names; where that is this one, say why."""
        from datetime import UTC, datetime

        from dojo.practice.next import Shelf, choose

        choice = choose(Shelf.of(self.root), datetime.now(UTC))
        if choice is not None and choice.kata != self.kata:
            self.exit(choice.kata)
        elif choice is not None:
            self._tell("next", Text(f"{self.kata.name} is the one to work at: {choice.why}."))
        else:
            self._tell("next", Text("Nothing is left: all katas are solved, and none is due for review."))

    def action_leave(self, code: int) -> None:
        self.exit(None, return_code=code)


def verdict_line(result: Result, event: Event) -> Text:
    """Return verdict, tests passed of how many, and the time since the save, or of a run that was asked for."""
    style = STYLES[result.verdict]
    line = Text.assemble((MARKS[result.verdict], style), " ", (result.verdict, style))
    if result.tests:
        line.append(f"   {result.passed} of {len(result.tests)} tests passed")
        took = f"{result.seconds:.1f} s" if event.demanded else f"{event.milliseconds:.0f} ms since the save"
        line.append(f"   {took}", "dim")
    return line


def run(root: Path, kata: Kata, poll_reason: str) -> int:
    """Watch a kata, and what is chosen after it, until it is left; return the exit code."""
    from dojo.practice.start import begin

    note = f"Looking five times a second: {poll_reason}." if poll_reason else ""
    colourless = os.environ.get("NO_COLOR")
    following: Kata | None = kata
    while following is not None:
        if colourless is not None:
            os.environ["NO_COLOR"] = colourless  # Textual takes it away
        begin(root, following)
        app = WatchApp(root, following, LoopFeed(root, following, bool(poll_reason)), note)
        following = app.play()
    return app.return_code or 0
