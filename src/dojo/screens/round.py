"""The screen of a round: phase and clock, statement, what must exist, and the talk with the interviewer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Group, RenderableType
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Input, Static

from dojo.interview import own_tests as own
from dojo.interview.interviewer import Host, Voice
from dojo.interview.known_mistakes import fitting
from dojo.interview.log import Log
from dojo.interview.requirements import REQUIREMENTS, in_words
from dojo.interview.round import Round
from dojo.interview.state import OwnTests
from dojo.judge.verdict import Judging, Result
from dojo.kata.hint_prices import price_text
from dojo.kata.layout import Kata
from dojo.kata.sheet import Sheet
from dojo.runs.loop import Event
from dojo.screens.app import SHARED_CSS, FedApp
from dojo.screens.feed import Feed
from dojo.screens.panel import Panel, key_table
from dojo.terminal.clock import clock
from dojo.terminal.failure import failure_view
from dojo.terminal.statement import statement_parts

_MOST_LINES = 300  # of talk that stay on the screen
_STYLES = {"interviewer": "bold", "you": "cyan", "judge": "", "clock": "dim", "measured": ""}
_NAMES = {"interviewer": "interviewer", "you": "you", "judge": "judge", "clock": "", "measured": "measured"}


class RoundApp(FedApp[None]):
    """One round, from wherever it is to its end.

    Parameters
    ----------
    kata, sheet : Kata, Sheet
    round_ : Round
    feed : Feed
    log : Log
        What the round's steps are recorded by.
    """

    CSS = (
        SHARED_CSS
        + """
    #clock, #phases { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #above { height: 40%; }
    #above Panel { width: 1fr; }
    #must { width: 42; padding: 0 1; border-left: solid ansi_bright_black; }
    #must Static { height: auto; }
    #talk { height: 1fr; padding: 0 1; border-top: solid ansi_bright_black; }
    #talk Static { width: 100%; height: auto; }
    #line { height: 1; border: none; padding: 0 1; }
    .-over #above { display: none; }
    .-narrow #above { layout: vertical; height: 50%; }
    .-narrow #must { width: 100%; height: 1fr; border-left: none; }
    .-narrow Panel { height: 1fr; }
    """
    )
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012 - as Textual reads it
    BINDINGS = [  # noqa: RUF012 - as Textual reads it
        Binding("question_mark", "explain_keys", "keys", key_display="?"),
        Binding("a", "ask", "ask", tooltip="ask the interviewer, or answer"),
        Binding("h", "hint", "hint", tooltip="the next hint, at its price"),
        Binding("s", "submit", "submit", tooltip="have all tests judged"),
        Binding("n", "next_phase", "next phase", tooltip="go on to the next phase; its time is not lost"),
        Binding("b", "ring", "bell", tooltip="end the round now; what is on the disk counts"),
        Binding("w", "switch", "switch", tooltip="switch roles"),
        Binding("q", "leave", "leave", tooltip="leave; the round can be resumed"),
        Binding("escape", "keys", key_display="Esc", tooltip="stop typing: letters are keys again"),
        Binding("ctrl+c", "leave", priority=True),
    ]

    def __init__(self, kata: Kata, sheet: Sheet, round_: Round, feed: Feed, log: Log) -> None:
        super().__init__(feed)
        self.kata, self.round, self.kept = kata, round_, log
        self.host = Host(round_, kata, sheet, self, int(log.id, 16), log.solution_opened)
        self.leaving = False
        self.prompted = ""
        self.sure: tuple[str, int] | None = None  # what was asked to be confirmed, and in which phase
        self.warned = ""

    def compose(self) -> ComposeResult:
        yield Static(id="clock")
        yield Static(id="phases")
        with Horizontal(id="above"):
            yield Panel(Group(*statement_parts(self.kata)))
            with VerticalScroll(id="must", can_focus=False):
                yield Static()
        yield VerticalScroll(id="talk")
        yield Input(id="line", compact=True)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        talk = self.query_one("#talk", VerticalScroll)
        talk.focus()
        talk.anchor()  # its end stays in sight
        self.begin()
        with self._shown():
            self.host.begin()
        self.set_interval(0.5, self.turn)

    @contextmanager
    def _shown(self) -> Iterator[None]:
        """Do something, then show the round as it is."""
        yield
        self._show()

    def turn(self) -> None:
        """Let the round act on the time, and show it."""
        if not self.leaving:
            with self._shown():
                self.host.tick()

    # -- the loop --------------------------------------------------------------------------------

    def heard(self, event: Event) -> None:
        if self.leaving or event.kind == "tick":
            return
        with self._shown():
            if event.kind == "saved":
                self.host.saved(event.text)
            elif event.kind == "judged" and event.result is not None:
                self.host.judged(event.result, event.demanded)
                self.prompted = ""  # a question that waits is said again below it
            elif event.kind == "notice":
                self.say("judge", event.text)

    def show_note(self, text: str) -> None:
        self.say("clock", text)

    def _measure(self, text: str, explain: bool) -> None:
        self.call_later(self._show_measured, own.measure(self.kata.root, self.kata, text))
        if explain:
            self.call_later(self._show_fitting, fitting(self.kata.root, self.kata, text))

    def _show_measured(self, found: OwnTests) -> None:
        with self._shown():
            self.host.measured(found)

    def _show_fitting(self, mistakes: tuple[str, ...]) -> None:
        with self._shown():
            self.host.fitted(mistakes)

    # -- what the host asks for (host.Stage) -----------------------------------------------------

    def say(self, voice: Voice, text: str) -> None:
        name = _NAMES[voice]
        self._put(Text.assemble((f"{name}: " if name else "", "dim"), (text, _STYLES[voice])))

    def failed(self, result: Result) -> None:
        if result.message:
            self._put(Text(result.message))
        elif result.failure is not None:
            self._put(failure_view(result.failure))

    def _put(self, content: RenderableType) -> None:
        talk = self.query_one("#talk", VerticalScroll)
        talk.mount(Static(content, markup=False))
        for old in talk.children[:-_MOST_LINES]:
            old.remove()

    def demand(self) -> None:
        self.feed.judge()

    def judge_on(self, judging: Judging) -> None:
        self.feed.judge_on(judging)

    def measure(self, text: str, explain: bool) -> None:
        threading.Thread(target=self._measure, args=[text, explain], name="own tests", daemon=True).start()

    # -- keys ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Offer to switch only where there are two."""
        return action != "switch" or len(self.round.state.people) > 1

    def action_explain_keys(self) -> None:
        self._put(key_table(self.BINDINGS))

    def action_ask(self) -> None:
        self.screen.set_focus(self.query_one(Input))  # at once: what is typed next goes there
        self._show_prompt()

    def action_keys(self) -> None:
        self.screen.set_focus(self.query_one("#talk"))
        self._show_prompt()

    def action_hint(self) -> None:
        with self._shown():
            self.host.hint()

    def action_submit(self) -> None:
        with self._shown():
            self.host.submit()

    def action_next_phase(self) -> None:
        lacking = self.round.missing_at_end()
        if lacking and not self.round.state.over and not self.round.phase.holds and not self._confirmed("next"):
            self.say("clock", f"Not there yet: {in_words(lacking)}. n again goes on without.")
            return
        with self._shown():
            self.host.advance()

    def action_switch(self) -> None:
        with self._shown():
            self.host.switch()

    def action_ring(self) -> None:
        if self.round.state.over or self._confirmed("bell"):
            with self._shown():
                self.host.ring()
        else:
            self.say("clock", "b again rings the bell now: what is on the disk counts.")

    def action_leave(self) -> None:
        self.leaving = True
        self.exit()

    def _confirmed(self, what: str) -> bool:
        before, self.sure = self.sure, (what, self.round.state.phase)
        return before == self.sure

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        event.input.clear()
        with self._shown():
            self.host.typed(event.value)
        if self.host.prompt is None:
            self.action_keys()

    # -- what is shown ---------------------------------------------------------------------------

    def _show(self) -> None:
        state = self.round.state
        self.query_one("#clock", Static).update(clock_line(self.round, self.kata))
        self.query_one("#phases", Static).update(phases_line(self.round))
        self.query_one("#must Static", Static).update(self._must())
        self.screen.set_class(state.over, "-over")
        self._show_prompt()
        problem = self.kept.problem
        if problem != self.warned:
            self.warned = problem
            self.say("clock", f"Not recorded: {problem}")

    def _show_prompt(self) -> None:
        prompt, line = self.host.prompt, self.query_one(Input)
        if prompt is not None and prompt.text != self.prompted:
            self.say("interviewer", prompt.text)
            self.screen.set_focus(line)
        self.prompted = prompt.text if prompt is not None else ""
        line.placeholder = self._placeholder(self.focused is line)

    def _placeholder(self, typing: bool) -> str:
        if self.round.state.ended:
            return "q leaves; the debrief is printed then"
        if self.host.prompt is not None:
            return "Your answer (Enter sends it, Esc gives the keys back)" if typing else "a: answer"
        if self.round.state.over:
            return ""
        return "Your question (Enter sends it, Esc gives the keys back)" if typing else "a: ask the interviewer"

    def _must(self) -> Text:
        round_ = self.round
        text = Text("At the end of this phase:\n", "dim")
        lacking = round_.lacking()
        for key in round_.phase.requires:
            there = key not in lacking
            text.append("✓ " if there else "· ", "green" if there else "yellow")
            text.append(REQUIREMENTS[key].text + "\n", "" if there else "bold")
        if not round_.phase.requires:
            text.append("nothing in writing\n")
        for line in self._terms():
            text.append(line + "\n", "dim")
        return text

    def _terms(self) -> Iterator[str]:
        round_ = self.round
        for role, name in self.host.roles() if len(round_.state.people) > 1 else ():
            yield f"{role}: {name}"
        left = round_.submits_left()
        if left is not None:
            yield f"submits left: {left}"
        level = len(round_.state.hints) + 1
        if level <= len(self.host.sheet.hints):
            yield f"next hint: {level} ({price_text(level)})"
        yield from round_.plan.rules


def clock_line(round_: Round, kata: Kata) -> Text:
    """Return phase and clock in one line."""
    state = round_.state
    if state.over:
        return Text.assemble(("The bell has rung", "bold"), f"  {round_.plan.title}  {kata.name}")
    left, total = round_.left_of_phase(), round_.left()
    urgent = "bold red" if left < 60 else "bold"
    text = Text.assemble((f"{round_.phase.name} {clock(left)}", urgent), f" left   round {clock(total)} left")
    turn = round_.left_of_turn()
    if turn is not None and round_.judging != "none":
        text.append(f"   switch in {clock(turn)}", "bold")
    return text.append(f"   {round_.plan.title}, {kata.name}", "dim")


def phases_line(round_: Round) -> Text:
    """Return the phases in their order, the present one marked."""
    text = Text()
    for n, phase in enumerate(round_.plan.phases):
        here = n == round_.state.phase and not round_.state.over
        text.append(" > " if n else "")
        text.append(f"{phase.name} {round(phase.minutes, 1):g}", "bold reverse" if here else "")
    return text
