"""The screen of `dojo watch`: what it shows, its keys, its sizes and colours, and the loop under it."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from textual.pilot import Pilot

from dojo.history.events import note
from dojo.history.reviews import record_review
from dojo.history.store import History, Run
from dojo.judge.differences import difference
from dojo.judge.verdict import Result, TestReport
from dojo.kata.layout import Kata
from dojo.practice.start import begin
from dojo.runs.loop import Event
from dojo.screens.clock import Clock, clock_text
from dojo.screens.feed import LoopFeed
from dojo.screens.watch import WatchApp
from dojo.terminal.console import err
from dojo.testing import Disagreement, agree
from dojo.text import show
from tests.engine.support import screenshots
from tests.engine.support.command import Terminal, dojo, terminal
from tests.engine.support.sets import DOUBLE, empty_root
from tests.engine.support.stage import FakeFeed, play, seen, shows, until
from tests.engine.support.under_test import alive

RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return x\n"
ADVICE = """
hints = ["Which way?", "Look at the sign.", "Multiply by two."]

[[clarifications]]
topic = "negative numbers"
ask = "Can x be negative?"
answer = "Yes, any integer."
"""
FOOTER = ["? keys", "r run", "s submit", "h hint", "w why", "a ask", "x reset", "o solution", "n next", "q quit"]
X = np.array([[0.5, 1.5, 2.5], [3.5, 4.5, 5.5]])


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    return DOUBLE.write(empty_root(tmp_path / "set"), sheet=ADVICE)


def failing(kata: Kata, got: Any, expected: Any) -> Event:
    """Return a verdict whose first failure is that two values disagree."""
    with pytest.raises(Disagreement) as caught:
        agree(got, expected)
    d = caught.value
    told = (str(d), "double(x)", show(got), show(expected), d.kind, difference(d))
    tests = (
        TestReport("a::test_one", "visible", "passed"),
        TestReport("a::test_two", "visible", "failed", 0.0, *told),
        TestReport("a::test_three", "hidden", "passed"),
    )
    return Event("judged", 96.4, Result(kata.id, "attempt", "failing", 3, 0.1, "full", tests))


def solved(kata: Kata) -> Event:
    tests = (TestReport("a::test_one", "visible", "passed"), TestReport("b::test_two", "hidden", "passed"))
    return Event("judged", 80.0, Result(kata.id, "attempt", "solved", 3, 0.1, "full", tests))


WRONG_X = X + np.array([[0, 0, 0], [0, 0, 2.0]])


@contextlib.contextmanager
def watching(kata: Kata, *events: Event) -> Iterator[WatchApp]:
    feed = FakeFeed(*events)
    app = WatchApp(kata.root, kata, feed)
    try:
        yield app
    finally:
        feed.stop()


def watch(
    kata: Kata, script: Callable[[Pilot[Any]], Awaitable[None]], *events: Event, size: tuple[int, int] = (80, 24)
) -> WatchApp:
    """Play a script on a screen that hears of these events; return it as it ended."""
    with watching(kata, *events) as app:
        play(app, script, size)
    return app


# -- what it shows -----------------------------------------------------------------------------------


def test_the_statement_the_minutes_and_the_keys_are_there_at_once(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "A small one", "Return twice x.", "of 5 min", *FOOTER)

    watch(kata, script)


def test_a_failure_shows_verdict_tests_time_and_cells_side_by_side(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "failing", "2 of 3 tests passed", "96 ms since the save")
        await shows(pilot, "test_two (visible)", "off by more than the tolerance", "double(x)")
        assert any(line.split()[:4] == ["1", "3.5", "4.5", "7.5*"] for line in seen(pilot.app).splitlines())
        await shows(pilot, "largest error 2, relative 0.3636, at [1, 2]")

    watch(kata, script, failing(kata, WRONG_X, X))


def test_a_first_failure_is_shown_while_the_tests_go_on(kata: Kata) -> None:
    report = TestReport("a::test_two", "visible", "failed", message="expected 2, got 1", failure="value")

    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "a first failure, the tests go on", "wrong value: expected 2, got 1")

    watch(kata, script, Event("first failure", 70.0, report=report))


def test_solved_is_said_and_nothing_moves_on(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "solved", "All tests pass, the hidden ones too.")
        await pilot.pause(0.1)
        assert pilot.app.is_running

    assert watch(kata, script, solved(kata)).return_value is None


def test_shown_values_are_no_markup(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "[bold]a[/bold]")

    watch(kata, script, failing(kata, "[bold]a[/bold]", "b"))


def test_what_could_not_be_recorded_is_said(kata: Kata) -> None:
    class Mute(FakeFeed):
        def run(self, tell: Callable[[Event], None]) -> None:
            err().print("Not recorded: the disk is full")
            super().run(tell)

    feed = Mute()

    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "Not recorded: the disk is full")

    play(WatchApp(kata.root, kata, feed), script)
    feed.stop()


def test_a_fault_of_the_loop_ends_the_screen_and_is_kept(kata: Kata) -> None:
    class Faulty(FakeFeed):
        def run(self, tell: Callable[[Event], None]) -> None:
            raise RuntimeError("no loop")

    app = WatchApp(kata.root, kata, Faulty())

    async def script(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: app.fault is not None)

    play(app, script)
    assert (app.return_code, str(app.fault)) == (1, "no loop")


def test_a_failure_has_the_whole_screen_until_the_statement_is_asked_for(kata: Kata) -> None:
    wide = np.arange(60.0).reshape(10, 6)

    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "failing", "got", "60 of 60 cells differ", "largest error 1")
        assert "A small one" not in seen(pilot.app)
        await pilot.press("t")
        await shows(pilot, "A small one")
        pilot.app.heard(failing(kata, X, WRONG_X))
        await shows(pilot, "5.5*", "A small one")  # it stays where it was asked for
        pilot.app.heard(solved(kata))
        await shows(pilot, "All tests pass", "A small one")

    watch(kata, script, failing(kata, wide + 1, wide))


def test_every_failing_test_is_named_and_shown_on_a_key(kata: Kata) -> None:
    tests = tuple(TestReport(f"a::test_{name}", "visible", "failed", message=f"no {name}") for name in ("one", "two"))
    event = Event("judged", 96.4, Result(kata.id, "attempt", "failing", 3, 0.1, "full", tests))

    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "no one", "also failing: test_two", "failure (f: the next one)")
        await pilot.press("f")
        await shows(pilot, "no two", "also failing: test_one")

    watch(kata, script, event)


def test_solved_says_the_next_step(kata: Kata) -> None:
    other = DOUBLE.write(kata.root, "a_shorter_one", pillar="math_maturity")
    with History.open(kata.root) as history:
        history.record(Run(kata.id, "solved", RIGHT, hidden=True, passed=4, total=4, source="watch"))
        record_review(history, kata.id, 5)

    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "It comes back for review", "d  compare your code", f"n  go on to {other.name}")

    watch(kata, script, solved(kata))


# -- the clock ---------------------------------------------------------------------------------------


def test_the_clock_counts_up_and_turns_to_overtime() -> None:
    assert clock_text(61, 25).plain == "1:01 of 25 min"
    assert clock_text(25 * 60 + 5, 25).plain == "25:05 of 25 min, overtime 0:05"
    assert clock_text(3 * 3600, 0).plain == "3:00:00"


def test_overtime_stops_nothing(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        clock = pilot.app.query_one(Clock)
        clock.began -= 3600
        await shows(pilot, "1:00:00 of 5 min, overtime 55:0")
        await pilot.press("r")
        assert pilot.app.is_running

    assert watch(kata, script).feed.judged == 1  # type: ignore[attr-defined]


# -- keys --------------------------------------------------------------------------------------------


def events_of(kata: Kata) -> list[str]:
    with History.open(kata.root) as history:
        return [event.what for event in history.events(kata.id)]


def test_hint_is_the_command_and_is_recorded(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("h")
        await shows(pilot, "Hint 1 of 3", "Which way?")
        await pilot.press("escape")
        await shows(pilot, "Return twice x.")

    watch(kata, script)
    assert events_of(kata) == ["hint"]


def test_a_hint_goes_with_the_next_verdict(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("h")
        await shows(pilot, "Which way?")
        pilot.app.heard(failing(kata, WRONG_X, X))
        await shows(pilot, "7.5*")
        await until(pilot, lambda: "Which way?" not in seen(pilot.app))

    watch(kata, script)


def test_every_key_is_explained(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("question_mark")
        await shows(pilot, "show the next of several failing tests", "Esc  put away what a key has shown")

    watch(kata, script, size=(80, 30))


def test_ask_takes_a_line_and_shows_the_answer(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("a", *"negative q")
        await shows(pilot, "negative q")
        await pilot.press("enter")
        await shows(pilot, "Yes, any integer.")

    watch(kata, script)
    assert events_of(kata) == ["asked"]


def test_a_question_left_by_escape_asks_nothing(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("a", "x", "escape")
        await shows(pilot, "Return twice x.", "q quit")

    watch(kata, script)
    assert events_of(kata) == []


@pytest.mark.parametrize(("key", "left"), [("y", "raise NotImplementedError"), ("n", "return 2 * x")])
def test_reset_asks_first(kata: Kata, key: str, left: str) -> None:
    kata.stub.write_text(kata.stub.read_text().replace("raise NotImplementedError", "return 2 * x"))

    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("x")
        await shows(pilot, "Your text is kept in history")
        await pilot.press(key)
        await until(pilot, lambda: left in kata.stub.read_text())

    watch(kata, script)


def test_the_solution_of_an_unsolved_kata_is_opened_only_by_giving_up(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("o")
        await shows(pilot, "Not solved yet")
        await pilot.press("y")
        await shows(pilot, "return 2 * x")

    watch(kata, script)
    assert events_of(kata) == ["solution"]


def test_submit_judges_the_whole_and_is_recorded(kata: Kata) -> None:
    kata.stub.write_text(RIGHT)

    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("s")
        await shows(pilot, "4/4 tests")

    watch(kata, script)
    with History.open(kata.root) as history:
        assert [(run.source, run.verdict) for run in history.runs()] == [("submit", "solved")]


def test_next_goes_on_to_another_kata_only_when_asked(kata: Kata) -> None:
    other = DOUBLE.write(kata.root, "a_shorter_one", pillar="math_maturity")
    note(kata.root, kata.id, "started", minutes=5)
    with History.open(kata.root) as history:
        history.record(Run(kata.id, "solved", RIGHT, hidden=True, passed=4, total=4, source="watch"))
        record_review(history, kata.id, 5)

    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("n")
        await until(pilot, lambda: not pilot.app.is_running)

    assert watch(kata, script).return_value == other


def test_next_says_why_it_is_this_one(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("n")
        await shows(pilot, "double is the one to work on")

    watch(kata, script)


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("ctrl+c", 130)])
def test_leaving_ends_at_once_with_its_exit_code(kata: Kata, key: str, code: int) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press(key)
        await until(pilot, lambda: not pilot.app.is_running)

    assert watch(kata, script).return_code == code


def test_leaving_ends_a_verb_that_is_at_work(kata: Kata) -> None:
    kata.stub.write_text("def double(x):\n    while True:\n        pass\n")

    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("s")
        await until(pilot, lambda: bool(alive(kata.root)))
        await pilot.press("q")

    watch(kata, script)
    assert ends(lambda: not alive(kata.root))


def ends(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


# -- sizes and colours -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(40, 24), (60, 20), (80, 24), (200, 50), (30, 14)])
def test_nothing_is_wider_than_the_terminal_and_the_help_is_named(kata: Kata, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "failing", *(FOOTER if size[0] >= 80 else FOOTER[:3]))
        assert max(map(len, seen(pilot.app).splitlines())) <= size[0]

    watch(kata, script, failing(kata, WRONG_X, X), size=size)


def test_narrow_panels_stack_and_wide_ones_are_side_by_side(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        statement, failure = pilot.app.query_one("#statement"), pilot.app.query_one("#failure")
        await shows(pilot, "failing")
        await pilot.press("t")
        await until(pilot, lambda: statement.region.bottom <= failure.region.y)
        await pilot.resize_terminal(140, 30)
        await until(pilot, lambda: statement.region.right <= failure.region.x)
        await pilot.resize_terminal(40, 24)
        await until(pilot, lambda: statement.region.bottom <= failure.region.y)
        await shows(pilot, "failing")

    watch(kata, script, failing(kata, WRONG_X, X))


def test_without_colour_differing_cells_are_still_marked(kata: Kata, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "7.5*", "5.5*")
        strips = [s.apply_filter(f, None) for s in rendered(pilot) for f in pilot.app._filters if f.enabled]
        colours = {segment.style.color for strip in strips for segment in strip if segment.style}
        assert all(colour is None or colour.is_default for colour in colours)

    watch(kata, script, failing(kata, WRONG_X, X))


def test_the_ground_is_the_terminals_own(kata: Kata) -> None:
    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "failing")
        grounds = {s.style.bgcolor for strip in rendered(pilot) for s in strip if s.style and s.text.strip()}
        assert all(ground is None or ground.is_default for ground in grounds)

    watch(kata, script, failing(kata, WRONG_X, X))


def rendered(pilot: Pilot[Any]) -> list[Any]:
    return list(pilot.app.screen._compositor.render_strips())


# -- the loop under it -------------------------------------------------------------------------------


def test_saves_are_judged_recorded_and_shown_by_the_real_loop(kata: Kata) -> None:
    feed = LoopFeed(kata.root, kata)
    app = WatchApp(kata.root, kata, feed)

    async def script(pilot: Pilot[Any]) -> None:
        await shows(pilot, "not attempted")
        kata.stub.write_text(WRONG)
        await shows(pilot, "failing", "got", "expected", "test_doubles_three")
        kata.stub.write_text(RIGHT)
        await shows(pilot, "solved", "4 of 4 tests passed")
        await pilot.press("r")
        await until(pilot, lambda: len(runs()) == 3)

    def runs() -> list[str]:
        with History.open(kata.root) as history:
            return [run.verdict for run in history.runs()]

    play(app, script, (80, 40))
    feed.stop()
    app.thread.join(30)
    assert runs() == ["failing", "solved", "solved"]
    assert not app.thread.is_alive()
    assert ends(lambda: not alive(kata.root))


def watch_terminal(kata: Kata, *words: str) -> contextlib.AbstractContextManager[Terminal]:
    return terminal(kata.root, "watch", *words)


@pytest.mark.parametrize(("keys", "code"), [("q", 0), ("\x03", 130)])
def test_in_a_real_terminal_it_leaves_everything_as_it_was(kata: Kata, keys: str, code: int) -> None:
    with watch_terminal(kata, "double") as screen:
        before = screen.modes
        screen.wait_for("not attempted")
        kata.stub.write_text(RIGHT)
        screen.wait_for("4 of 4 tests passed")
        screen.type(keys)
        assert screen.end() == code
        assert_given_back(screen, before)
    assert ends(lambda: not alive(kata.root))
    with History.open(kata.root) as history:
        assert [run.verdict for run in history.runs()] == ["solved"]


def assert_given_back(screen: Terminal, before: list[Any]) -> None:
    """Assert that a terminal has its modes again, and neither the alternate screen nor reports of the mouse."""
    assert screen.modes == before
    for mode in ("1049", "1000", "1003"):
        assert screen.shown.rindex(f"\x1b[?{mode}l") > screen.shown.rindex(f"\x1b[?{mode}h")


def test_sigterm_gives_the_terminal_back(kata: Kata) -> None:
    with watch_terminal(kata, "double") as screen:
        before = screen.modes
        screen.wait_for("not attempted")
        screen.process.terminate()
        assert screen.end() == 128 + signal.SIGTERM
        assert_given_back(screen, before)


def test_after_a_stop_the_screen_is_drawn_anew(kata: Kata) -> None:
    with watch_terminal(kata, "double") as screen:
        before = screen.modes
        screen.wait_for("not attempted")
        screen.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, screen.process.pid, os.WSTOPPED)
        screen.modes = before  # as the shell has them
        screen.process.send_signal(signal.SIGCONT)
        screen.wait_for("\x1b[?1049h")
        screen.wait_for("Return twice x.")
        screen.type("q")
        assert screen.end() == 0
        assert_given_back(screen, before)


def test_a_byte_that_is_not_utf_8_does_not_end_it(kata: Kata) -> None:
    with watch_terminal(kata, "double") as screen:
        screen.wait_for("not attempted")
        screen.type_bytes(b"\xe9")
        screen.type("q")
        assert screen.end() == 0
        assert "Traceback" not in screen.text


def test_plain_on_a_terminal_draws_no_screen(kata: Kata) -> None:
    with watch_terminal(kata, "double", "--plain") as screen:
        screen.wait_for("not attempted")
        assert "\x1b[?1049h" not in screen.shown


def test_the_pictures_show_the_screen_as_it_is(tmp_path: Path) -> None:
    screenshots.take(tmp_path, pause=0)
    made = {path.name: screenshots.words(path.read_text()) for path in tmp_path.iterdir()}
    shown = {path.name: screenshots.words(path.read_text()) for path in screenshots.PICTURES.iterdir()}
    assert made == shown, "out of date: python -m tests.engine.support.screenshots"


# -- which kata --------------------------------------------------------------------------------------


def test_without_a_kata_and_none_started_it_says_what_to_type(kata: Kata) -> None:
    printed = dojo(kata.root, "watch")
    assert printed.code == 2
    assert "no kata was started yet; name one: dojo watch KATA" in printed.err


def test_without_a_kata_the_last_started_one_is_watched(kata: Kata) -> None:
    other = DOUBLE.write(kata.root, "another")
    note(kata.root, kata.id, "started", minutes=5)
    note(kata.root, other.id, "started", minutes=5)
    with watch_terminal(kata) as screen:
        screen.wait_for("core_concepts/another")
        screen.type("q")
        assert screen.end() == 0


def test_watching_notes_a_start_once(kata: Kata) -> None:
    begin(kata.root, kata)
    begin(kata.root, kata)
    assert events_of(kata) == ["started"]
