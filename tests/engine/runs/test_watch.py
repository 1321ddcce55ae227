"""Watching: every save is judged, none is lost, and what is out of date is collected anew."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dojo.history.store import History
from dojo.kata.layout import Kata
from dojo.runs import saves
from dojo.runs.loop import Event
from dojo.runs.stub import StubFile
from tests.engine.support.sets import DOUBLE, empty_root

RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return x\n"
HALF_RIGHT = "def double(x):\n    return 2 * x if x < 100 else 7\n"
FOR_EVER = "def double(x):\n    while True:\n        pass\n"


class Watch:
    """`dojo watch --json` as a user runs it."""

    def __init__(self, kata: Kata, *words: str, before: Sequence[str] = ()) -> None:
        self.kata, self.shipped = kata, kata.stub.read_text()
        command = [*before, sys.executable, "-m", "dojo", "watch", kata.name, "--root", str(kata.root), *words]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
        self.text = b""

    def line(self, seconds: float = 60.0) -> str:
        """Return the next line that it prints."""
        assert self.process.stdout is not None
        end = time.monotonic() + seconds
        while b"\n" not in self.text:
            ready, _, _ = select.select([self.process.stdout], [], [], end - time.monotonic())
            assert ready, f"nothing was printed, but {self.text!r}"
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            assert more, "it ended"
            self.text += more
        line, _, self.text = self.text.partition(b"\n")
        return line.decode()

    def verdict(self) -> dict[str, Any]:
        """Return the next final verdict."""
        while True:
            said = json.loads(self.line())
            if said["event"] == "judged":
                return said

    def verdicts_until(self, verdict: str) -> list[str]:
        seen = [self.verdict()["verdict"]]
        while seen[-1] != verdict:
            seen.append(self.verdict()["verdict"])
        return seen

    def save(self, text: str) -> dict[str, Any]:
        self.kata.stub.write_text(text)
        return self.verdict()

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(30)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


def write_double(place: Path) -> Kata:
    kata = DOUBLE.write(empty_root(place / "set"), sheet="call_limit = 0.5\n")
    (kata.root / "tests" / "strategies").mkdir(exist_ok=True)
    return kata


@contextmanager
def watching(kata: Kata) -> Iterator[Watch]:
    watch = Watch(kata, "--json")
    assert watch.verdict()["verdict"] == "not attempted"
    yield watch
    watch.end()


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    return write_double(tmp_path)


@pytest.fixture
def own_watch(kata: Kata) -> Iterator[Watch]:
    """A watch for a test that changes more than the attempt."""
    with watching(kata) as watch:
        yield watch


@pytest.fixture(scope="module")
def long_watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    with watching(write_double(tmp_path_factory.mktemp("watch"))) as watch:
        yield watch


@pytest.fixture
def watch(long_watch: Watch) -> Watch:
    """One watch through test after test, as through an evening; each finds the stub as it was shipped."""
    if long_watch.kata.stub.read_text() != long_watch.shipped:
        long_watch.kata.stub.write_text(long_watch.shipped)
        long_watch.verdicts_until("not attempted")
    return long_watch


def recorded(watch: Watch) -> list[str]:
    with History.open(watch.kata.root) as history:
        return [run.verdict for run in history.runs()]


def test_every_save_is_judged_and_recorded(watch: Watch) -> None:
    before = len(recorded(watch))
    assert watch.save(WRONG)["verdict"] == "failing"
    assert watch.save(HALF_RIGHT)["verdict"] == "visible pass"
    solved = watch.save(RIGHT)
    assert (solved["verdict"], len(solved["tests"])) == ("solved", 4)
    assert recorded(watch)[before:] == ["failing", "visible pass", "solved"]


def test_a_save_that_replaces_the_file_is_judged(watch: Watch) -> None:
    draft = watch.kata.stub.with_suffix(".new")
    draft.write_text(RIGHT)
    draft.replace(watch.kata.stub)
    assert watch.verdict()["verdict"] == "solved"


def test_a_save_during_a_judging_ends_it(watch: Watch) -> None:
    watch.kata.stub.write_text(FOR_EVER)
    time.sleep(0.3)
    watch.kata.stub.write_text(RIGHT)
    assert watch.verdicts_until("solved")[-1] == "solved"
    with History.open(watch.kata.root) as history:
        assert history.latest()[watch.kata.id].verdict == "solved"


def test_the_last_of_several_quick_saves_is_the_one_that_counts(watch: Watch) -> None:
    for n in range(20):
        watch.kata.stub.write_text(WRONG + f"# {n}\n")
    watch.kata.stub.write_text(RIGHT)
    watch.verdicts_until("solved")


def test_a_file_deleted_and_made_again_is_judged(watch: Watch) -> None:
    assert watch.save(WRONG)["verdict"] == "failing"
    watch.kata.stub.unlink()
    time.sleep(0.3)
    assert watch.save(RIGHT)["verdict"] == "solved"


def test_a_syntax_error_half_way_is_an_error_and_no_end(watch: Watch) -> None:
    said = watch.save("def double(x:\n")
    assert (said["verdict"], "SyntaxError" in said["message"]) == ("error", True)
    assert watch.save(RIGHT)["verdict"] == "solved"


def test_an_endless_loop_is_timed_out_and_no_end(watch: Watch) -> None:
    assert watch.save(FOR_EVER)["verdict"] == "timed out"
    assert watch.save(RIGHT)["verdict"] == "solved"


def test_the_stub_put_back_is_not_attempted(watch: Watch) -> None:
    assert watch.save(RIGHT)["verdict"] == "solved"
    assert watch.save(watch.shipped)["verdict"] == "not attempted"


def test_a_changed_test_is_collected_anew(own_watch: Watch) -> None:
    assert own_watch.save(RIGHT)["verdict"] == "solved"
    with own_watch.kata.visible.open("a") as file:
        file.write("\n\ndef test_doubles_to_five():\n    assert kata.double(2) == 5\n")
    said = own_watch.verdict()
    assert (said["verdict"], len(said["tests"])) == ("failing", 5)


def test_a_changed_limit_in_the_sheet_holds_at_once(own_watch: Watch) -> None:
    slow = "import time\n\n\ndef double(x):\n    time.sleep(1.0 if x == 3 else 0.0)\n    return 2 * x\n"
    assert own_watch.save(slow)["verdict"] == "timed out"
    own_watch.kata.sheet.write_text(own_watch.kata.sheet.read_text().replace("call_limit = 0.5", "call_limit = 4.0"))
    assert own_watch.verdict()["verdict"] == "solved"


def test_a_changed_strategy_is_collected_anew_and_a_lock_file_is_not(own_watch: Watch) -> None:
    strategies = own_watch.kata.root / "tests" / "strategies"
    assert own_watch.save(RIGHT)["verdict"] == "solved"
    for name in (".#core_concepts.py", ".core_concepts.py.swp", "#core_concepts.py#", "core_concepts.py~", "4913"):
        (strategies / name).write_text("lock")
    (strategies / "core_concepts.py").write_text("# changed\n")
    said = json.loads(own_watch.line())
    assert (said["event"], said["text"]) == ("notice", "core_concepts.py changed: the tests are collected anew")
    assert own_watch.verdict()["verdict"] == "solved"


def test_a_root_below_a_directory_called_strategies_is_like_any_other(tmp_path: Path) -> None:
    with watching(write_double(tmp_path / "strategies")) as watch:
        (watch.kata.visible.parent / "other.py").write_text("")
        watch.kata.stub.write_text(RIGHT)
        events = [json.loads(watch.line())["event"]]
        while events[-1] != "judged":
            events.append(json.loads(watch.line())["event"])
    assert "notice" not in events


@pytest.mark.parametrize("broken", ["", "def dou", "import math\n"])
def test_a_half_written_save_is_not_recorded(watch: Watch, broken: str) -> None:
    assert watch.save(WRONG)["verdict"] == "failing"
    before = recorded(watch)
    watch.kata.stub.write_text(broken)
    time.sleep(0.2)
    assert watch.save(RIGHT)["verdict"] == "solved"
    assert recorded(watch) == [*before, "solved"]


def test_a_text_that_is_whole_again_or_gone_is_waited_for_no_longer(kata: Kata) -> None:
    file = StubFile(kata)
    assert file.read(anyway=False)[1]
    for mend in (lambda: kata.stub.write_text(RIGHT), kata.stub.unlink):
        kata.stub.write_text(RIGHT)
        file.read(anyway=False)
        kata.stub.write_text("")
        assert file.read(anyway=False) == (None, False)
        assert file.unsettled()
        mend()
        assert file.read(anyway=False) == (None, False)
        assert file.unsettled() is None


def test_an_emptied_file_is_an_error_if_it_stays_empty(watch: Watch) -> None:
    assert watch.save(WRONG)["verdict"] == "failing"
    assert watch.save("")["verdict"] == "error"


def test_the_time_is_that_since_the_save_however_old_the_file(kata: Kata) -> None:
    kata.stub.write_text(WRONG)
    older = kata.stub.with_name("older")
    older.write_text(RIGHT)
    for path in (kata.stub, older):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    watch = Watch(kata, "--json")
    assert 0 < watch.verdict()["milliseconds"] < 120_000
    older.replace(kata.stub)
    assert 0 < watch.verdict()["milliseconds"] < 120_000
    watch.end()


@pytest.mark.parametrize(("milliseconds", "took"), [(84.4, "84 ms"), (9_999, "9999 ms"), (12_345, "12.3 s")])
def test_long_times_are_in_seconds_and_longer_ones_as_on_a_clock(milliseconds: float, took: str) -> None:
    assert Event("judged", milliseconds).took == took
    assert Event("judged", 125_000).took == "2:05"


def test_two_watches_record_each_save_once(watch: Watch) -> None:
    other = Watch(watch.kata, "--json")
    other.verdict()
    before = len(recorded(watch))
    for text, verdict in ((WRONG, "failing"), (RIGHT, "solved"), (WRONG, "failing")):
        assert watch.save(text)["verdict"] == other.verdict()["verdict"] == verdict
    assert recorded(watch)[before:] == ["failing", "solved", "failing"]
    other.end()


def test_without_file_events_it_polls_and_says_so(kata: Kata) -> None:
    limited = "echo 0 > /proc/sys/user/max_inotify_instances && exec "
    inside = ["unshare", "-Ur", "sh", "-c", limited + '"$0" "$@"']
    if subprocess.run([*inside, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody limit file events")
    watch = Watch(kata, "--json", before=inside)
    said = json.loads(watch.line())
    assert (said["event"], "five times a second: the system gives no file events" in said["text"]) == ("notice", True)
    assert watch.verdict()["verdict"] == "not attempted"
    assert watch.save(RIGHT)["verdict"] == "solved"
    watch.end()


def test_a_directory_that_is_replaced_is_watched_on(own_watch: Watch) -> None:
    directory = own_watch.kata.stub.parent
    directory.rename(directory.with_name("aside"))
    shutil.copytree(directory.with_name("aside"), directory)
    assert own_watch.save(RIGHT)["verdict"] == "solved"
    shutil.rmtree(directory.with_name("aside"))
    assert own_watch.save(WRONG)["verdict"] == "failing"


def test_a_failing_visible_test_is_told_before_the_verdict(watch: Watch) -> None:
    watch.kata.stub.write_text(WRONG)
    kinds = []
    while "judged" not in kinds:
        kinds.append(json.loads(watch.line())["event"])
    assert kinds[-2:] == ["first failure", "judged"]


def test_polling_sees_saves_too(kata: Kata) -> None:
    watch = Watch(kata, "--json", "--poll")
    assert watch.verdict()["verdict"] == "not attempted"
    assert watch.save(RIGHT)["verdict"] == "solved"
    watch.end()


def test_plain_lines_hold_time_verdict_tests_and_milliseconds(kata: Kata) -> None:
    watch = Watch(kata, "--plain")
    lines = [watch.line(), watch.line()]
    assert str(kata.stub) in lines[0]
    assert lines[1].endswith("not attempted")
    kata.stub.write_text(WRONG)
    shown = ""
    while "expected" not in shown:
        shown += watch.line() + "\n"
    assert " ms" in shown
    assert "\x1b" not in shown
    assert watch.end() == 130


def test_nothing_is_left_running_when_it_ends(kata: Kata) -> None:
    watch = Watch(kata, "--json")
    watch.verdict()
    watch.save(RIGHT)
    watch.end()
    time.sleep(0.5)
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(kata.root) not in running


def test_a_plain_directory_needs_no_polling(tmp_path: Path) -> None:
    assert saves.must_poll(tmp_path) == ""
