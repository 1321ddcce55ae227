"""`dojo watch` on a terminal: statement, verdict, first failure and clock, and the verbs on one key each."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal
from textual.widgets import Footer, Static

from dojo import INTERRUPTED
from dojo.history.reviews import comes_back
from dojo.judge.verdict import Result, TestReport
from dojo.kata.index import heading
from dojo.kata.layout import Kata
from dojo.practice.next import Shelf, choose
from dojo.practice.start import begin
from dojo.runs.loop import Event
from dojo.screens.app import SHARED_CSS, FedApp
from dojo.screens.clock import Clock
from dojo.screens.dialogs import Ask, Confirm
from dojo.screens.feed import Feed, LoopFeed
from dojo.screens.panel import Panel, key_table
from dojo.screens.verbs import run_verb
from dojo.terminal.console import STYLES
from dojo.terminal.failure import also_failing, failure_view
from dojo.terminal.marks import MARKS
from dojo.terminal.statement import statement_parts

NEVER_SOLVED = 1  # exit code of `dojo solution` where it refuses
WIDE = 110  # columns from which on the panels are side by side


class WatchApp(FedApp[Kata]):
    """Watches one kata; it returns the kata that was chosen next, or nothing."""

    TITLE = "dojo watch"
    HORIZONTAL_BREAKPOINTS = [(0, "-stacked"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual reads it
    BINDINGS = [  # noqa: RUF012 - as Textual reads it
        Binding("question_mark", "explain_keys", "keys", key_display="?"),
        Binding("r", "judge", "run", tooltip="judge the file as it is now, on all tests"),
        Binding("s", "verb('submit')", "submit", tooltip="judge it on freshly drawn examples"),
        Binding("h", "verb('hint')", "hint", tooltip="the next of three hints"),
        Binding("w", "verb('why')", "why", tooltip="name the mistake behind the failure; counts as a hint"),
        Binding("a", "ask", "ask", tooltip="ask the interviewer a question"),
        Binding("x", "reset", "reset", tooltip="put the shipped body back; your text is kept"),
        Binding("o", "solution", "solution", tooltip="the reference, once solved or given up"),
        Binding("n", "next", "next", tooltip="go on to the next kata"),
        Binding("q", "leave(0)", "quit", tooltip="leave"),
        Binding("f", "next_failure", tooltip="show the next of several failing tests"),
        Binding("d", "verb('diff')", tooltip="compare your code with the reference, once solved or given up"),
        Binding("t", "statement", tooltip="show or hide the statement"),
        Binding("escape", "put_away", key_display="Esc", tooltip="put away what a key has shown"),
        Binding("ctrl+c", f"leave({INTERRUPTED})", priority=True),
    ]
    CSS = (
        SHARED_CSS
        + """
    #head { height: 1; padding: 0 1; }
    #title { width: 1fr; height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    Clock { margin-left: 2; }
    #verdict, #note { width: 100%; height: auto; padding: 0 1; }
    #note { display: none; max-height: 3; text-style: dim; }
    #note.-some { display: block; }
    #panels { height: 1fr; }
    Panel { height: 1fr; min-height: 3; border-top: solid ansi_bright_black; border-title-style: none; }
    Panel:focus { border-title-style: bold reverse; }
    #failure { height: auto; max-height: 50%; }
    .-folded #failure { height: 1fr; max-height: 100%; }
    .-folded #statement, .-output #statement { display: none; }
    #output { display: none; }
    .-output #output { display: block; }
    .-output #failure { height: auto; max-height: 35%; }
    .-wide #panels { layout: horizontal; }
    .-wide #panels > Panel { width: 1fr; height: 1fr; max-height: 100%; }
    """
    )

    def __init__(self, root: Path, kata: Kata, feed: Feed, note: str = "") -> None:
        super().__init__(feed)
        self.root, self.kata, self.note = root, kata, note
        self.about = heading(kata)
        self.failing: list[TestReport] = []  # the one that is shown comes first
        self.result: Result | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static(self.about.title, id="title", markup=False)
            yield Clock(self.about.minutes)
        yield Static("getting ready", id="verdict", markup=False)
        yield Static(self.note, id="note", markup=False, classes="-some" if self.note else "")
        with Container(id="panels"):
            yield Panel(Group(*statement_parts(self.kata)), id="statement")
            yield Panel(id="output")
            yield Panel(Text(str(self.kata.stub)), id="failure")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self.panel("statement").border_title = "statement"
        self.panel("failure").border_title = "your file"
        self.panel("statement").focus()
        self.begin()

    def panel(self, name: str) -> Panel:
        return self.query_one(f"#{name}", Panel)

    # -- events of the loop ----------------------------------------------------------------------

    def heard(self, event: Event) -> None:
        if event.kind == "judged" and event.result is not None:
            self._show_result(event.result, event)
        elif event.kind == "first failure" and event.report is not None:
            self._show_verdict(Text(f"a first failure, the tests go on  {event.took}"))
            self._show_attempt("first failure", failure_view(event.report))
        elif event.kind == "so far so good":
            self._show_verdict(Text(f"so far so good: {event.text}"))
        elif event.kind == "notice":
            self._show_verdict(Text(event.text))

    def _show_result(self, result: Result, event: Event) -> None:
        self._show_verdict(verdict_line(result, event))
        before, self.result = self.failing, result
        self.failing = [test for test in result.tests if test.outcome in ("failed", "timed out")]
        if result.failure is not None and not self.failing:
            self.failing = [result.failure]
        if bool(before) != bool(self.failing):
            self.fold(bool(self.failing))
        if not any(worker.is_running for worker in self.workers):
            self.action_put_away()  # a hint or a diagnosis was about the verdict before
        if self.failing and not result.message:
            self._show_failing()
        else:
            self._show_attempt("your attempt", self._step_after(result))

    def _show_failing(self) -> None:
        assert self.result is not None
        others = also_failing(self.result, self.failing[0])
        self._show_attempt("failure (f: the next one)" if others else "failure", failure_view(self.failing[0], others))

    def _show_attempt(self, title: str, content: RenderableType) -> None:
        panel = self.panel("failure")
        panel.border_title = title
        panel.show(content)

    def _show_verdict(self, text: Text) -> None:
        self.query_one("#verdict", Static).update(text)

    def _step_after(self, result: Result) -> Text:
        """Return what to do next."""
        if result.message:
            return Text(result.message)
        if result.verdict == "not attempted":
            return Text("Write your attempt and save: every save is judged.")
        if result.verdict != "solved":
            return Text("All tests that were asked for pass.")
        now = datetime.now(UTC)
        lines = ["All tests pass, the hidden ones too.", comes_back(self.root, self.kata, now), ""]
        lines += ["d  compare your code with the reference", "o  read the solution and its explanation"]
        if (choice := choose(Shelf.of(self.root), now)) is not None and choice.kata != self.kata:
            lines.append(f"n  go on to {choice.kata.name}")
        return Text("\n".join(lines))

    def show_note(self, text: str) -> None:
        note = self.query_one("#note", Static)
        note.set_class(bool(text), "-some")
        note.update(text)

    # -- keys ------------------------------------------------------------------------------------

    def action_judge(self) -> None:
        self._show_verdict(Text("judging"))
        self.feed.judge()

    def action_next_failure(self) -> None:
        if self.result is not None and len(self.failing) > 1:
            self.failing = [*self.failing[1:], self.failing[0]]
            self._show_failing()

    def action_statement(self) -> None:
        """Show the statement if it is hidden, else hide it; where the panels are side by side it is always there."""
        shown = self.panel("statement").display
        self.action_put_away()
        self.fold(shown)

    def fold(self, folded: bool) -> None:
        """Hide the statement, so that a failure has the room, or show it as it is in the file now."""
        self.screen_stack[0].set_class(folded, "-folded")
        self.panel("statement").show(Group(*statement_parts(self.kata)))
        self.panel("failure" if folded else "statement").focus()

    def action_put_away(self) -> None:
        """Show the statement or the failure again in place of a verb's output."""
        self.screen_stack[0].remove_class("-output")
        self.panel("failure" if self.screen_stack[0].has_class("-folded") else "statement").focus()

    def action_explain_keys(self) -> None:
        self._show_output("keys", key_table(self.BINDINGS))

    @work(group="verb", exclusive=True)
    async def action_verb(self, verb: str) -> None:
        await self._run_verb(verb)

    @work(group="verb", exclusive=True)
    async def action_ask(self) -> None:
        question = await self.push_screen_wait(Ask("Ask the interviewer; Escape leaves."))
        if question:
            await self._run_verb("ask", "--", question)

    @work(group="verb", exclusive=True)
    async def action_reset(self) -> None:
        if await self.push_screen_wait(Confirm("Put the shipped body back? Your text is kept in history.")):
            await self._run_verb("reset")

    @work(group="verb", exclusive=True)
    async def action_solution(self) -> None:
        if await self._run_verb("solution") == NEVER_SOLVED and await self.push_screen_wait(
            Confirm("Not solved yet. Give up and open the solution? That is recorded.")
        ):
            await self._run_verb("solution", "--give-up")

    async def _run_verb(self, verb: str, *words: str) -> int:
        """Run a command and show its output in the statement's place; return its exit code."""
        self._show_output(verb, Text(f"dojo {verb} is running; the key of another verb ends it.", "dim"))
        width = self.query_one("#panels").size.width
        width = width // 2 if self.screen.has_class("-wide") else width
        text, code = await run_verb(self.root, [verb, self.kata.name, *words], width - 4, not self.no_color)
        self._show_output(verb, text if text.plain else Text("(no output)"))
        return code

    def _show_output(self, title: str, content: RenderableType) -> None:
        panel = self.panel("output")
        panel.border_title = f"{title} (Esc puts this away)"
        panel.show(content)
        self.screen_stack[0].add_class("-output")
        panel.focus()

    def action_next(self) -> None:
        """Go on to the kata that `dojo next` names; where that is this one, say why."""
        choice = choose(Shelf.of(self.root), datetime.now(UTC))
        if choice is not None and choice.kata != self.kata:
            self.exit(choice.kata)
        elif choice is not None:
            self._show_output("next", Text(f"{self.kata.name} is the one to work on: {choice.why}."))
        else:
            self._show_output("next", Text("All katas are solved, and none is due for review."))

    def action_leave(self, code: int) -> None:
        self.exit(None, return_code=code)


def verdict_line(result: Result, event: Event) -> Text:
    """Return verdict, tests passed of how many, and the time since the save, or of a run that was asked for."""
    style = STYLES[result.verdict]
    line = Text.assemble((MARKS[result.verdict], style), " ", (result.verdict, style))
    if result.tests:
        line.append(f"   {result.passed} of {len(result.tests)} tests passed")
        took = f"{result.seconds:.1f} s" if event.demanded else f"{event.took} since the save"
        line.append(f"   {took}", "dim")
    return line


def run(root: Path, kata: Kata, poll_reason: str) -> int:
    """Watch a kata, and what is chosen after it, until it is left; return the exit code."""
    note = f"Polling five times a second: {poll_reason}." if poll_reason else ""
    colourless = os.environ.get("NO_COLOR")
    following: Kata | None = kata
    while following is not None:
        if colourless is not None:
            os.environ["NO_COLOR"] = colourless  # Textual takes it away
        begin(root, following)
        app = WatchApp(root, following, LoopFeed(root, following, bool(poll_reason)), note)
        following = app.play()
    return app.return_code or 0
