"""The judge from end to end: many attempts judged in one go, and what became of each."""

from __future__ import annotations

import dataclasses
import os
import signal
import socket
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dojo.judge.scheduler import EXAMPLES, FIXED_SEED, Job, Options, WorkerHandle, judge
from dojo.judge.trust import Trusted
from dojo.judge.verdict import Result, TestReport, complete, decide
from dojo.judge.worker import GRACE, Worker
from dojo.kata import candidates
from dojo.kata.layout import Kata
from dojo.sandbox import isolation
from dojo.wire.channel import Channel, Late
from dojo.worker import inquire
from tests.engine.support.sets import DOUBLE, TWICE, Tiny, empty_root
from tests.engine.support.under_test import alive

LIMITS = "call_limit = 0.5\nkata_limit = 10.0\n"
ODD_ONES = Tiny(
    "odd_ones",
    DOUBLE.stub.replace("double", "odd_ones"),
    "def odd_ones(x):\n    return 2 * x\n",
    """
    import time


    @pytest.mark.parametrize("x", [3, 5])
    def test_doubles(x, tmp_path):
        assert tmp_path.is_dir()
        agree(kata.odd_ones(x), 2 * x)


    class TestTogether:
        def test_a_callback_may_take_its_time(self):
            time.sleep(0.7)
            agree(kata.odd_ones(4), 8)
    """,
    """
    from hypothesis import assume


    @given(st.data())
    def test_draws_while_it_runs(data):
        x = data.draw(st.integers(0, 9))
        agree(kata.odd_ones(x), x + x)


    @given(st.integers(0, 9))
    def test_turns_half_of_the_examples_down(x):
        assume(x % 2)
        agree(kata.odd_ones(x), x + x)
    """,
)
CHOOSY = dataclasses.replace(
    DOUBLE,
    name="choosy",
    visible="""
    def test_doubles_a_thousand():
        agree(kata.double(1000), 2000)
    """,
    hidden="""
    from hypothesis import assume


    @given(st.integers(2, 99))
    def test_holds_where_the_attempt_is_right(x):
        assume(kata.double(x) == 2 * x)
    """,
)
SKIPS = dataclasses.replace(
    DOUBLE,
    name="skips",
    visible="""
    def test_doubles_three():
        agree(kata.double(3), 6)
    """,
    hidden="""
    def test_would_pass():
        agree(kata.double(4), 8)


    def test_is_skipped():
        pytest.skip("not today")


    @pytest.mark.xfail
    def test_may_fail():
        agree(kata.double(3), 7)


    @pytest.mark.xfail
    def test_might_fail():
        agree(kata.double(3), 6)
    """,
)

ATTEMPTS = {
    "right": "def double(x):\n    print('hi')\n    return 2 * x",
    "wrong": "def double(x):\n    return x + 3",
    "wrong for large ones": "def double(x):\n    return 2 * x if x < 100 else 7",
    "wrong for some": "def double(x):\n    return 2 * x if not 100 <= x < 10_000 else 7",
    "endless": "def double(x):\n    while True: pass",
    "endless for two": "def double(x):\n    while x in (3, 10**20 + 1): pass\n    return 2 * x",
    "endless at import": "while True: pass",
    "no Python": "def double(x)\n    return 2 * x",
    "no entry": "def triple(x):\n    return 3 * x",
    "dies": "import os\ndef double(x):\n    os._exit(0)",
    "dies at import": "import os\nos._exit(0)",
    "stops": "def double(x):\n    raise SystemExit(0)",
    "greedy": "def double(x):\n    bytearray(3 << 30)\n    return 2 * x",
    "inconstant": "N = []\ndef double(x):\n    N.append(x)\n    return 2 * x if len(N) != 50 else 0",
    "odd type": "import numpy as np\ndef double(x):\n    return np.array(2 * x)",
}


def job(kata: Kata, name: str, source: str) -> Job:
    """Return an attempt under a name of its own, by which its result is found."""
    tried = dataclasses.replace(candidates.attempt(kata), name=name, source=textwrap.dedent(source))
    return Job(kata, tried)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empty_root(tmp_path_factory.mktemp("judged") / "set")


@pytest.fixture(scope="module")
def double(root: Path) -> Kata:
    return DOUBLE.write(root, sheet=LIMITS)


@pytest.fixture(scope="module")
def judged(root: Path, double: Kata) -> dict[str, Result]:
    """Everything judged once, by two workers; the results by name."""
    jobs = [job(double, name, source) for name, source in ATTEMPTS.items()]
    twice = TWICE.write(root)
    swallows = (
        "def twice(f, x):\n    try:\n        f(99)\n    except BaseException:\n        pass\n    return f(f(x))\n"
    )
    jobs.append(job(twice, "swallows", swallows))
    odd = ODD_ONES.write(root, sheet=LIMITS)
    jobs.append(job(odd, "odd ones", "def odd_ones(x):\n    return 2 * x"))
    choosy = CHOOSY.write(root)
    jobs.append(job(choosy, "never valid", "def double(x):\n    return 2 * x if x == 1000 else 1"))
    slow = DOUBLE.write(root, "slow", sheet="call_limit = 0.5\nkata_limit = 1\n")
    jobs.append(job(slow, "slow", "import time\ndef double(x):\n    time.sleep(0.1)\n    return 2 * x"))
    skips = SKIPS.write(root)
    jobs.append(job(skips, "skips", "def double(x):\n    return 2 * x"))
    no_hidden = dataclasses.replace(DOUBLE, hidden="").write(root, "no_hidden")
    jobs.append(job(no_hidden, "no hidden tests", "def double(x):\n    return 2 * x"))
    for name, part in BROKEN.items():
        kata = DOUBLE.write(root, name)
        jobs.append(job(kata, name, "def double(x):\n    return 2 * x"))
        if part is None:
            kata.hidden.unlink()
        else:
            getattr(kata, part[0]).write_text(part[1])
    return {r.candidate: r for r in judge(root, jobs, Options(workers=2, seed=12))}


BROKEN = {
    "broken_tests": ("visible", "import nowhere_to_be_found\n"),
    "tests_that_end_the_judging": (
        "visible",
        "import os, signal\nfrom katas.core_concepts import tests_that_end_the_judging as kata\n"
        "def test_ends_it():\n    os.kill(os.getpid(), signal.SIGKILL)\n",
    ),
    "broken_sheet": ("sheet", "title = [\n"),
    "broken_solution": ("solution", "def (:\n"),
    "no_visible_tests": ("visible", ""),
    "missing_tests": None,
}


def outcomes(result: Result) -> list[str]:
    return [t.outcome for t in result.tests]


@pytest.mark.parametrize(
    ("name", "verdict", "expected"),
    [
        ("right", "solved", ["passed"] * 4),
        ("wrong", "failing", ["passed", "failed", "failed", "failed"]),
        ("wrong for large ones", "visible pass", ["passed", "passed", "failed", "failed"]),
        ("endless", "timed out", ["timed out", "timed out", "not run", "not run"]),
        ("endless for two", "timed out", ["timed out", "passed", "timed out", "not run"]),
        ("wrong for some", "visible pass", ["passed", "passed", "passed", "failed"]),
        ("dies", "failing", ["failed", "failed", "not run", "not run"]),
        ("stops", "failing", ["failed"] * 4),
        ("greedy", "failing", ["failed"] * 4),
        ("odd type", "failing", ["passed", "failed", "passed", "failed"]),
        ("swallows", "visible pass", ["passed", "passed", "failed", "passed"]),
        ("odd ones", "solved", ["passed"] * 5),
        ("no hidden tests", "visible pass", ["passed"] * 2),
    ],
)
def test_each_attempt_gets_the_verdict_it_deserves(
    judged: dict[str, Result], name: str, verdict: str, expected: list[str]
) -> None:
    assert (judged[name].verdict, outcomes(judged[name])) == (verdict, expected)
    assert judged[name].message == ""


@pytest.mark.parametrize(
    ("name", "verdict", "told"),
    [
        ("no Python", "error", "SyntaxError: expected ':'"),
        ("no entry", "error", "the file defines no double"),
        ("dies at import", "error", "ended its own process (exit status 0)"),
        ("endless at import", "timed out", "timed out after 0.5 s in the import of the file"),
        ("broken_tests", "error", "test_broken_tests.py cannot be collected: "),
        ("broken_tests", "error", "nowhere_to_be_found"),
        ("tests_that_end_the_judging", "error", "the judge itself failed (wait status 9)"),
        ("broken_solution", "error", "solutions/core_concepts/broken_solution.py"),
        ("missing_tests", "error", "its tests cannot be collected"),
    ],
)
def test_what_cannot_be_judged_says_why_and_hurts_no_other(
    judged: dict[str, Result], name: str, verdict: str, told: str
) -> None:
    assert judged[name].verdict == verdict
    assert told in judged[name].message
    assert not any(t.outcome == "passed" for t in judged[name].tests)


def test_a_kata_without_visible_tests_is_in_error(judged: dict[str, Result]) -> None:
    assert judged["no_visible_tests"].verdict == "error"


def test_a_failure_shows_call_got_and_expected(judged: dict[str, Result]) -> None:
    first = judged["wrong"].failure
    assert first is not None
    assert (first.call, first.got, first.expected) == ("double(-7)", "-4", "-14")
    hidden = judged["wrong for large ones"].failure
    assert hidden is not None
    assert (hidden.kind, hidden.got, hidden.expected) == ("hidden", "7", str(2 * 10**20 + 2))


def test_a_law_that_fails_shows_its_smallest_example(judged: dict[str, Result]) -> None:
    law = judged["wrong for some"].tests[-1]
    assert (law.call, law.got, law.expected) == ("double(100)", "7", "200")


def test_a_failure_that_does_not_come_again_stays_one(judged: dict[str, Result]) -> None:
    law = judged["inconstant"].tests[-1]
    assert (law.outcome, law.got, judged["inconstant"].verdict) == ("failed", "0", "visible pass")


def test_an_assertion_in_a_callback_fails_whatever_the_attempt_makes_of_it(judged: dict[str, Result]) -> None:
    failed = judged["swallows"].failure
    assert failed is not None
    assert "asks_for_x" in failed.id
    assert "another number was asked for" not in failed.message  # a hidden test's own words


def test_a_skip_and_an_expected_failure_are_no_pass(judged: dict[str, Result]) -> None:
    assert outcomes(judged["skips"])[:3] == ["passed", "passed", "not run"]
    assert "passed" not in outcomes(judged["skips"])[3:4]
    assert judged["skips"].verdict == "visible pass"


def test_a_law_without_valid_examples_is_no_pass(judged: dict[str, Result]) -> None:
    assert judged["never valid"].verdict == "visible pass"
    assert judged["never valid"].tests[-1].outcome == "failed"


def test_all_calls_of_a_kata_share_one_limit(judged: dict[str, Result]) -> None:
    slow = judged["slow"]
    assert slow.verdict == "timed out"
    assert "the 1 s that this kata may take in all are used up" in str(slow.failure)


def test_memory_beyond_the_limit_is_an_error_of_the_attempt(judged: dict[str, Result]) -> None:
    assert "MemoryError" in str(judged["greedy"].failure)


def test_every_result_says_how_it_was_judged(judged: dict[str, Result]) -> None:
    assert {r.seed for r in judged.values()} == {12}
    assert {r.isolation for r in judged.values()} == {isolation.in_force().name}
    assert all(r.seconds > 0 for r in judged.values())


def test_nothing_is_left_behind(judged: dict[str, Result], root: Path) -> None:
    assert alive(root) == []


# -- options -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unshrunk(root: Path, double: Kata) -> tuple[list[Result], list[TestReport]]:
    """One attempt judged twice from one seed, another one after it, and what was told of that as it came."""
    told: list[TestReport] = []
    raises = "def double(x):\n    if 60 < x < 999:\n        raise ValueError(x)\n    return 2 * x"
    with WorkerHandle(root, Options(seed=3, first_failure=True)) as worker:
        results = [heard(worker, job(double, "raises", raises)) for _ in range(2)]
        worker.on_report = told.append
        results.append(heard(worker, job(double, "wrong", ATTEMPTS["wrong"])))
    return results, told


def heard(worker: WorkerHandle, one: Job) -> Result:
    worker.begin(one)
    while (result := worker.hear()) is None:
        pass
    return result


def test_a_seed_repeats_a_judging(unshrunk: tuple[list[Result], list[TestReport]]) -> None:
    one, two, _ = unshrunk[0]
    assert one.tests[-1].outcome == "failed"
    assert [(t.outcome, t.call, t.got) for t in one.tests] == [(t.outcome, t.call, t.got) for t in two.tests]
    assert (one.seed, two.seed) == (3, 3)


def test_after_the_first_failure_nothing_is_run(unshrunk: tuple[list[Result], list[TestReport]]) -> None:
    assert outcomes(unshrunk[0][2]) == ["passed", "failed", "not run", "not run"]


@pytest.mark.parametrize(("terse", "told"), [(False, ("expected 6 == 7", "7")), (True, ("assert 6 == 7", ""))])
def test_a_failure_is_told_whole_unless_only_the_verdict_is_read(
    tmp_path: Path, terse: bool, told: tuple[str, str]
) -> None:
    plain = dataclasses.replace(DOUBLE, visible="\n    def test_plain():\n        assert kata.double(3) == 7\n")
    kata = plain.write(empty_root(tmp_path / "set"))
    with WorkerHandle(kata.root, Options(first_failure=True, terse=terse)) as worker:
        failure = heard(worker, job(kata, "right", ATTEMPTS["right"])).failure
    assert failure is not None
    assert (failure.outcome, failure.message, failure.expected) == ("failed", *told)


def test_each_report_is_told_as_it_comes(unshrunk: tuple[list[Result], list[TestReport]]) -> None:
    results, told = unshrunk
    assert told == list(results[2].tests[:2])


def test_the_seed_is_fresh_unless_asked_for_or_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert len({Options().chosen_seed() for _ in range(5)}) > 1
    monkeypatch.setenv("CI", "true")
    assert Options().chosen_seed() == FIXED_SEED
    assert Options(seed=0).chosen_seed() == 0


def test_in_process_the_attempt_is_judged_the_same(root: Path, double: Kata) -> None:
    names = ("right", "wrong for large ones", "no entry")
    jobs = [dataclasses.replace(job(double, name, ATTEMPTS[name]), inside=True) for name in names]
    right, wrong, none = judge(root, jobs, Options(workers=1))
    assert (right.verdict, right.isolation) == ("solved", "none")
    assert (wrong.verdict, wrong.tests[-1].outcome) == ("visible pass", "failed")
    assert (none.verdict, none.message) == (
        "error",
        "AttributeError: module 'katas.core_concepts.double' has no attribute 'double'",
    )


def test_an_attempt_sees_nothing_of_the_users_environment(
    root: Path, double: Kata, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET", "told to nobody")
    source = """
        import ctypes, os
        def double(x):
            libc = ctypes.CDLL(None)
            libc.getenv.restype = ctypes.c_char_p
            return 2 * x if libc.getenv(b"A_SECRET") is None and "A_SECRET" not in os.environ else 0
    """
    (result,) = judge(root, [job(double, "curious", source)])
    assert result.verdict == "solved"


# -- workers -----------------------------------------------------------------------------------------


def test_a_worker_that_dies_costs_one_result_and_is_replaced(root: Path, double: Kata) -> None:
    deadly = DOUBLE.write(root, "deadly")
    deadly.visible.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")
    jobs = [job(deadly, "deadly", ATTEMPTS["right"]), job(double, "right", ATTEMPTS["right"])]
    lost, found = judge(root, jobs, Options(workers=1))
    assert (lost.verdict, lost.message) == ("error", "the judge's worker ended without an answer: it said nothing")
    assert found.verdict == "solved"


@pytest.mark.parametrize(("many", "workers"), [(3, [0]), (4, [0, 1])])
def test_a_further_worker_starts_where_there_is_work_for_it(
    root: Path, double: Kata, monkeypatch: pytest.MonkeyPatch, many: int, workers: list[int]
) -> None:
    started: list[int] = []
    start = WorkerHandle._start
    monkeypatch.setattr(WorkerHandle, "_start", lambda worker: (started.append(worker.place), start(worker)))
    jobs = [job(double, f"right_{n}", ATTEMPTS["right"]) for n in range(many)]
    assert [result.verdict for result in judge(root, jobs, Options(workers=2))] == ["solved"] * many
    assert started == workers


def test_whoever_stops_listening_leaves_nothing_behind(root: Path, double: Kata) -> None:
    results = judge(root, [job(double, "x", ATTEMPTS[n]) for n in ("right", "endless")], Options(workers=1))
    assert next(results).verdict == "solved"
    results.close()  # type: ignore[attr-defined]
    assert until(lambda: alive(root) == [])


def until(true: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while not (held := true()) and time.monotonic() < end:
        time.sleep(0.02)
    return held


TOO_LONG = ["end", 3, {"error": "timed out: the judging took too long and was ended", "timed out": True}]


class Watched:
    """A worker that watches over a judging which never ends."""

    def __init__(self, root: Path) -> None:
        self.ours, theirs = socket.socketpair()
        self.channel = Channel(self.ours)
        self.worker = Worker(Channel(theirs), root, 0, inquire)
        self.swept = 0

    def sweep(self) -> None:
        self.swept += 1

    def watch(self, limit: float) -> None:
        pid = os.fork()
        if not pid:
            signal.alarm(30)  # should nobody end it
            signal.pause()
            os._exit(1)
        test_run: Any = SimpleNamespace(pool=self)
        job = {"number": 3, "judge": "sandbox", "kata_limit": limit, "examples": EXAMPLES}
        self.worker._watch(pid, test_run, job)


def test_a_judging_that_takes_far_too_long_is_ended(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.watch(0.1 - GRACE)
    assert watched.channel.receive(5.0)[0] == TOO_LONG
    assert watched.swept == 1


@pytest.mark.parametrize("gone", [True, False])
def test_a_judging_nobody_waits_for_is_ended_in_silence(tmp_path: Path, gone: bool) -> None:
    watched = Watched(tmp_path)
    if gone:
        watched.ours.shutdown(socket.SHUT_WR)
    else:
        watched.channel.send({"do": "cancel"})
    watched.watch(60.0)
    with pytest.raises(Late):
        watched.channel.receive(0.05)
    assert watched.swept == 1


def test_no_jobs_no_worker(root: Path) -> None:
    assert list(judge(root, [])) == []


# -- verdicts ----------------------------------------------------------------------------------------


def reports(*told: tuple[str, str]) -> tuple[TestReport, ...]:
    return tuple(TestReport(f"t{i}", kind, outcome) for i, (kind, outcome) in enumerate(told))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tests", "verdict"),
    [
        ([("visible", "passed"), ("hidden", "passed")], "solved"),
        ([("visible", "passed")], "visible pass"),
        ([("visible", "passed"), ("hidden", "failed")], "visible pass"),
        ([("visible", "passed"), ("hidden", "not run")], "visible pass"),
        ([("visible", "failed"), ("hidden", "passed")], "failing"),
        ([("visible", "not run"), ("hidden", "passed")], "failing"),
        ([("visible", "passed"), ("hidden", "timed out")], "timed out"),
        ([("visible", "failed"), ("visible", "timed out")], "failing"),
        ([("hidden", "passed")], "error"),
        ([], "error"),
    ],
)
def test_the_first_test_that_did_not_pass_decides(tests: list[tuple[str, str]], verdict: str) -> None:
    assert decide(reports(*tests)) == verdict


def test_a_report_that_is_missing_or_came_twice_is_no_pass() -> None:
    manifest: list[Any] = [("t0", "visible"), ("t1", "hidden"), ("t2", "hidden")]
    said = [*reports(("visible", "passed"), ("hidden", "passed")), TestReport("t1", "hidden", "passed")]
    assert [t.outcome for t in complete(manifest, said)] == ["passed", "not run", "not run"]


# -- trusted files -----------------------------------------------------------------------------------


def test_where_isolation_is_weak_trusted_files_are_put_back(tmp_path: Path) -> None:
    kata = DOUBLE.write(empty_root(tmp_path / "set"))
    trusted = Trusted(kata.root, kata, level="processes")
    before = kata.hidden.read_bytes()
    kata.hidden.write_text("def test_nothing(): pass\n")
    kata.solution.unlink()
    kata.sheet.chmod(0o600)
    (kata.root / "conftest.py").write_text("import pytest\n")
    assert len(trusted.mend()) == 4
    assert kata.hidden.read_bytes() == before
    assert kata.solution.exists()
    assert not (kata.root / "conftest.py").exists()
    assert trusted.mend() == []
    assert sorted(p.name[13:] for p in (kata.root / ".dojo" / "mended").iterdir()) == [
        "conftest.py",
        "hidden_double.py",
    ]


def test_where_isolation_is_strong_no_file_of_yours_is_touched(tmp_path: Path) -> None:
    kata = DOUBLE.write(empty_root(tmp_path / "set"))
    trusted = Trusted(kata.root, kata, level="landlock-7+seccomp")
    kata.hidden.write_text("mine\n")
    assert trusted.mend() == []
    assert kata.hidden.read_text() == "mine\n"
