"""A candidate's calls, as the judge makes them: in a forked sandbox, and in a thread where coverage sees the loop."""

from __future__ import annotations

import itertools
import os
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dojo.sandbox import forkserver, isolation
from dojo.sandbox import spawn as spawning
from dojo.sandbox.pool import SandboxPool, SandboxProcess
from dojo.sandbox.session import CallLimits, LoadFailed, NotAValue, SandboxDied, TimedOut
from dojo.sandbox.start import make_pool
from dojo.wire.channel import Channel
from dojo.wire.errors import AttemptStopped
from tests.engine.support.under_test import NOBODY, Threads, answering


@pytest.fixture(scope="module")
def forked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxPool]:
    pool = make_pool(tmp_path_factory.mktemp("root"))
    yield pool
    pool.close()


@pytest.fixture(params=["thread", "forked"])
def pool(request: pytest.FixtureRequest, tmp_path: Path, forked: SandboxPool) -> SandboxPool | Threads:
    return Threads(tmp_path) if request.param == "thread" else forked


# -- values and errors -------------------------------------------------------------------------------


def test_a_value_comes_back_with_its_type(pool: SandboxPool) -> None:
    with answering(pool, "def f(x, *, y):\n    return {x: (y, 2.0)}", "f") as kata:
        assert kata.f("a", y=[1]) == {"a": ([1], 2.0)}


def test_arguments_changed_in_place_come_back_also_when_the_call_raises(pool: SandboxPool) -> None:
    source = """
        def f(array, items):
            array[0] = 7.0
            items.append(array)
            raise ValueError("after all")
    """
    with answering(pool, source, "f") as kata:
        array, items = np.zeros(2), []
        with pytest.raises(ValueError, match="after all"):
            kata.f(array, items)
        assert array.tolist() == [7.0, 0.0]
        assert items[0] is array
        assert kata._session.calls[-1].text() == "f(array([0., 0.]), [])"


@pytest.mark.parametrize(
    ("raised", "kind", "text"),
    [
        ("KeyError('k')", KeyError, "k"),
        ("np.linalg.LinAlgError('singular')", np.linalg.LinAlgError, "singular"),
        ("Own('mine')", LookupError, "Own: mine"),
        ("ExceptionGroup('two', [ValueError('a')])", Exception, r"ExceptionGroup: two \(1 sub-exception\)"),
        ("SystemExit(3)", AttemptStopped, "SystemExit: 3"),
        ("KeyboardInterrupt()", AttemptStopped, "KeyboardInterrupt"),
        ("Mute()", LookupError, r"Mute: \(its message cannot be shown\)"),
    ],
)
def test_an_exception_arrives_as_its_nearest_known_class(
    pool: SandboxPool, raised: str, kind: type[Exception], text: str
) -> None:
    source = f"""
        import numpy as np

        class Own(LookupError):
            pass

        class Mute(LookupError):
            def __str__(self):
                raise RuntimeError

        def f():
            raise {raised}
    """
    with answering(pool, source, "f") as kata, pytest.raises(kind, match=text) as caught:
        kata.f()
    assert type(caught.value) is kind
    assert f"in f: raise {raised}" in caught.value.__notes__[0]


@pytest.mark.parametrize(
    ("does", "kind", "text"),
    [
        ("np.sum([[1]], axis=7)", np.exceptions.AxisError, "axis 7 is out of bounds for array of dimension 2"),
        (r'b"\xff".decode()', UnicodeDecodeError, "'utf-8' codec can't decode byte 0xff in position 0"),
        (r'"\ud800".encode()', UnicodeEncodeError, "surrogates not allowed"),
        ("import missing", ModuleNotFoundError, "missing"),
        ("exec('1 +')", SyntaxError, "invalid syntax"),
        ("raise pd.errors.AbstractMethodError(3)", pd.errors.AbstractMethodError, "must be defined"),
        ("open('nowhere')", FileNotFoundError, r"\[Errno 2\] No such file or directory: 'nowhere'"),
    ],
)
def test_an_exception_arrives_with_its_text_whatever_its_constructor_asks_for(
    pool: SandboxPool, does: str, kind: type[Exception], text: str
) -> None:
    source = f"import numpy as np\nimport pandas as pd\ndef f():\n    {does}"
    with answering(pool, source, "f") as kata, pytest.raises(kind, match=text) as caught:
        kata.f()
    assert type(caught.value).__name__ == kind.__name__
    assert kind.__name__ in repr(caught.value)


def test_what_is_no_plain_value_is_named_by_its_type(pool: SandboxPool) -> None:
    source = """
        class Odd:
            pass

        def f(change=None):
            if change is not None:
                change.append(Odd())
                raise ValueError("the list is spoilt by now")
            return [Odd()]
    """
    with answering(pool, source, "f") as kata:
        with pytest.raises(NotAValue, match="Odd"):
            kata.f()
        with pytest.raises(ValueError, match="spoilt by now"):
            kata.f([])


def test_constants_of_the_module_are_read_over_the_wire(pool: SandboxPool) -> None:
    with answering(pool, "LIMIT = (1, 2.5)\n\ndef f():\n    pass", "f") as kata:
        assert kata.LIMIT == (1, 2.5)
        with pytest.raises(AttributeError, match="OTHER"):
            _ = kata.OTHER


def test_a_mistake_brings_its_own_constants(pool: SandboxPool) -> None:
    source = """
        LIMIT = 1

        class wrong:
            LIMIT = 5

            def get(self):
                return LIMIT
    """
    declared = "class Right:\n    LIMIT = 1\n    def get(self): ..."
    with answering(pool, source, "Right", declared, symbol="wrong") as kata:
        assert kata.Right().get() == 5


# -- loading -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("def g():\n    pass", "the file defines no f"),
        ("f = 3", "the file defines no f as a function"),
        ("def f(:\n    pass", "SyntaxError: .*line 1"),
        ("import nowhere_to_be_found\ndef f(): ...", "ModuleNotFoundError: .*nowhere_to_be_found"),
        ("def helper():\n    return 1 / 0\nhelper()", r"(?s)ZeroDivisionError: .*line 2, in helper: return 1 / 0"),
        ("raise SystemExit(0)", "SystemExit: 0"),
    ],
)
def test_a_file_that_does_not_load_says_why(pool: SandboxPool, source: str, told: str) -> None:
    with answering(pool, source, "f", "def f(): ...") as kata, pytest.raises(LoadFailed, match=told):
        kata.f()


# -- functions and iterators of the judge ------------------------------------------------------------


def test_a_function_passed_in_is_called_back(pool: SandboxPool) -> None:
    with answering(pool, "def f(g, x):\n    return (g(x, y=2), g.__name__)", "f") as kata:

        def add(x: int, y: int) -> int:
            return x + y

        assert kata.f(add, 5) == (7, "add")


def test_a_function_passed_in_and_returned_is_the_same_one(pool: SandboxPool) -> None:
    with answering(pool, "def f(g):\n    return [g, g]", "f") as kata:
        assert kata.f(len) == [len, len]


def test_what_a_callback_changes_in_its_arguments_comes_back_to_the_attempt(pool: SandboxPool) -> None:
    source = """
        def f(g):
            mine = [1]
            g(mine)
            return mine
    """
    with answering(pool, source, "f") as kata:
        assert kata.f(lambda given: given.append(2)) == [1, 2]


SWALLOWS = "def f(g):\n    try:\n        g()\n    except BaseException:\n        return 'swallowed'\n"


def test_an_assertion_that_fails_in_a_callback_fails_the_test_whatever_the_attempt_does(pool: SandboxPool) -> None:
    def refuses() -> None:
        raise AssertionError("the callback was not to be called")

    with answering(pool, SWALLOWS, "f") as kata:
        with pytest.raises(AssertionError, match="not to be called"):
            kata.f(refuses)
        assert kata.f(lambda: None) is None


def test_an_ordinary_error_in_a_callback_may_be_handled_by_the_attempt(pool: SandboxPool) -> None:
    def fails() -> None:
        raise ValueError("as agreed")

    with answering(pool, SWALLOWS, "f") as kata:
        assert kata.f(fails) == "swallowed"


def test_an_error_that_passes_through_the_attempt_is_the_very_one_raised(pool: SandboxPool) -> None:
    error = KeyError("mine")

    def fails() -> None:
        raise error

    with answering(pool, "def f(g):\n    g()", "f") as kata:
        with pytest.raises(KeyError) as caught:
            kata.f(fails)
        assert caught.value is error


def test_a_callback_may_call_the_candidate_again(pool: SandboxPool) -> None:
    with answering(pool, "def f(g, n):\n    return n if n == 0 else n + g(n - 1)", "f") as kata:

        def again(n: int) -> Any:
            return kata.f(again, n)

        assert kata.f(again, 4) == 10
        assert kata._session.calls[-1].text().endswith(", 4)")


def test_an_iterator_of_the_judge_is_pulled_in_blocks_that_grow(pool: SandboxPool) -> None:
    numbers = itertools.count()
    with answering(pool, "import itertools\ndef f(items):\n    return sum(itertools.islice(items, 10))", "f") as kata:
        assert kata.f(numbers) == 45
    assert next(numbers) == 15  # 1 + 2 + 4 + 8


def test_an_iterator_of_the_judge_that_fails_raises_in_the_attempt(pool: SandboxPool) -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise RuntimeError("no more")

    with (
        answering(pool, "def f(items):\n    return list(items)", "f") as kata,
        pytest.raises(RuntimeError, match="no more"),
    ):
        kata.f(broken())


def test_a_generator_of_the_attempt_yields_what_came_before_its_error(pool: SandboxPool) -> None:
    source = """
        def f(n):
            for i in range(n):
                yield i
            raise ValueError("at the end")
    """
    with answering(pool, source, "f") as kata:
        got = []
        with pytest.raises(ValueError, match="at the end"):
            got += kata.f(0)
        with pytest.raises(ValueError, match="at the end"):
            for item in kata.f(5):
                got.append(item)
        assert got == [0, 1, 2, 3, 4]


def test_a_generator_of_the_attempt_need_not_end(pool: SandboxPool) -> None:
    with answering(pool, "import itertools\ndef f():\n    return itertools.count(3)", "f") as kata:
        assert list(itertools.islice(kata.f(), 5)) == [3, 4, 5, 6, 7]


# -- only a process can do this ----------------------------------------------------------------------


def test_a_warning_is_issued_again_in_the_judge(forked: SandboxPool) -> None:
    source = """
        import warnings

        class Mine(FutureWarning):
            pass

        def f():
            warnings.warn("of my own", Mine)
            warnings.warn("plain")
    """
    with answering(forked, source, "f") as kata, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        kata.f()
    assert [(w.category, str(w.message)) for w in caught] == [(FutureWarning, "of my own"), (UserWarning, "plain")]


def test_a_call_that_never_ends_is_timed_out_and_the_next_one_finds_a_new_process(forked: SandboxPool) -> None:
    with answering(forked, "def f(x):\n    while x: pass\n    return x", "f", call=0.3) as kata:
        with pytest.raises(TimedOut, match=r"timed out after 0\.3 s in f\(\.\.\.\)"):
            kata.f(1)
        assert kata.f(0) == 0
        assert kata._session.deaths == 1


def test_an_import_that_never_ends_is_timed_out(forked: SandboxPool) -> None:
    context = answering(forked, "while True: pass", "f", "def f(): ...", call=0.3)
    with context as kata, pytest.raises(TimedOut, match="in the import of the file"):
        kata.f()


def test_all_calls_together_have_a_limit_too(forked: SandboxPool) -> None:
    context = answering(forked, "import time\ndef f():\n    time.sleep(0.12)", "f", call=2.0, kata=0.3)
    with context as kata, pytest.raises(TimedOut, match=r"the 0\.3 s that this kata may take in all are used up"):
        for _ in range(4):
            kata.f()


def test_the_clock_stands_still_while_a_callback_works(forked: SandboxPool) -> None:
    with answering(forked, "def f(g):\n    return g()", "f", call=0.4) as kata:
        assert kata.f(lambda: time.sleep(0.6) or 3) == 3
        assert kata._session.spent < 0.4


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("os._exit(3)", r"ended its own process \(exit status 3\)"),
        ("os.dup2(0, 3), time.sleep(0.3), os._exit(4)", r"ended its own process \(exit status 4\)"),
        ("os.dup2(0, 3), time.sleep(60)", "process was killed"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "ended by SIGSEGV"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "process was killed"),
        ("os.write(3, b'x' * 40)", "sent what is no answer"),
    ],
)
def test_an_attempt_that_ends_its_process_is_told_how(forked: SandboxPool, does: str, told: str) -> None:
    with answering(forked, f"import os, signal, time\ndef f():\n    {does}", "f") as kata:
        with pytest.raises(SandboxDied, match=rf"{told}.* in f\(\.\.\.\)"):
            kata.f()
        assert kata._session.process is None


@pytest.mark.parametrize("does", ["import sklearn", "import scipy.stats", "import pytest"])
def test_what_else_this_machine_has_is_not_there_for_an_attempt(forked: SandboxPool, does: str) -> None:
    text = r"attempts have numpy and pandas; (sklearn|scipy|pytest) is not available in this kata"
    with answering(forked, f"def f():\n    {does}", "f") as kata, pytest.raises(ModuleNotFoundError, match=text):
        kata.f()


def test_pandas_does_without_its_optional_packages(forked: SandboxPool) -> None:
    source = """
        import pandas as pd
        def f(column):
            return pd.Series(column).interpolate("cubic")
    """
    with answering(forked, source, "f") as kata, pytest.raises(ImportError, match="scipy"):
        kata.f([1.0, None, 3.0])


def test_a_kata_may_add_packages_which_bring_what_they_need(forked: SandboxPool) -> None:
    source = """
        import sklearn.linear_model
        def f(name):
            __import__(name)
    """
    with answering(forked, source, "f", packages=["sklearn"], call=20.0, kata=60.0) as kata:
        kata.f("scipy")
        with pytest.raises(ModuleNotFoundError, match="attempts have numpy, pandas and sklearn; statsmodels is not"):
            kata.f("statsmodels")


def test_a_breakpoint_points_to_pytest(forked: SandboxPool) -> None:
    with (
        answering(forked, "def f():\n    breakpoint()", "f") as kata,
        pytest.raises(RuntimeError, match="pytest --pdb"),
    ):
        kata.f()


def test_too_much_memory_is_an_error_of_the_attempt(forked: SandboxPool) -> None:
    context = answering(forked, "def f():\n    return len(bytearray(600 << 20))", "f", memory=256 << 20)
    with context as kata, pytest.raises(MemoryError):
        kata.f()


def test_the_peak_memory_of_the_last_call_is_known(forked: SandboxPool) -> None:
    source = "import numpy as np\ndef f(n, x):\n    return float(np.ones(n << 17).sum())"
    with answering(forked, source, "f", measure=True) as kata:
        with pytest.raises(RuntimeError, match="there was none"):
            kata.peak_memory()
        kata.f(40, np.ones(10 << 17))
        assert 35 << 20 < kata.peak_memory() < 60 << 20
        kata.f(1, np.ones(10 << 17))
        assert kata.peak_memory() < 10 << 20


def test_what_the_attempt_prints_is_kept_apart_and_cleaned(forked: SandboxPool) -> None:
    with answering(forked, "def f(x):\n    print('it says', x)", "f") as kata:
        kata.f(1)
        since = kata._session.output_size()
        kata.f("\x1b[2J")
        assert kata._session.printed().splitlines()[0] == "it says 1"
        assert kata._session.printed(since) == "it says \\x1b[2J\n"
    assert (kata._session.printed(), kata._session.output_size()) == ("", 0)


def test_a_warm_parent_that_died_is_replaced(forked: SandboxPool) -> None:
    for _ in range(2):
        forked.process.kill()
        forked.process.wait()
        with answering(forked, "def f():\n    return 3", "f") as kata:
            assert kata.f() == 3
            forked.process.kill()
            forked.process.wait()


def test_the_source_is_the_judges_copy(forked: SandboxPool) -> None:
    source = "def helper(x): return x\n\ndef wrong(x):\n    return helper(x)\n\ndef other(x): ...\n"
    with answering(forked, source, "f", symbol="wrong", declared="def f(x): ...") as kata:
        assert kata.source() == "def helper(x): return x\n\ndef wrong(x):\n    return helper(x)\n"
    with answering(forked, source, "other") as kata:
        assert kata.source() == source


# -- where sandboxes come from -----------------------------------------------------------------------


def within_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let fork servers and spawned sandboxes inherit our environment, and with it the measuring of coverage."""
    for module in (forkserver, spawning):
        monkeypatch.setattr(module, "environment", lambda home: dict(os.environ))


def test_a_sandbox_kept_ready_serves_the_next_one_who_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    within_sight(monkeypatch)
    pool = forkserver.ForkServer(tmp_path)
    try:
        pool.prepare(isolation.Limits())
        assert pool.ready is not None
        ready = pool.ready[1].pid
        with answering(pool, "import os\ndef f():\n    return os.getpid()", "f") as kata:
            assert kata.f() == ready
        with answering(pool, "import os\ndef f():\n    return os.getpid()", "f", memory=1 << 30) as kata:
            assert kata.f() != ready
            pool.sweep()
            with pytest.raises(SandboxDied):
                kata.f()
    finally:
        pool.close()
    assert not pool.home.exists()


def test_a_sandbox_handed_over_is_no_more_ours(forked: forkserver.ForkServer) -> None:
    forked.prepare(isolation.Limits())
    assert forked.ready is not None
    sock = forked.ready[1].sock
    forked.hand_over()
    assert (forked.ready, sock.fileno()) == (None, -1)
    forked.sweep()


def test_where_nothing_is_forked_each_sandbox_is_spawned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    within_sight(monkeypatch)
    pool = spawning.Spawner(tmp_path)
    source = "import os\ndef f(x):\n    while x == 1: pass\n    return os._exit(3) if x == 2 else os.getpid()"
    try:
        pool.prepare(isolation.Limits())
        (ready,) = pool.alive
        with answering(pool, source, "f", call=5.0) as kata:
            assert kata.f(0) == ready
            kata._session.limits = CallLimits(call=0.3)
            with pytest.raises(TimedOut):
                kata.f(1)
            kata._session.limits = CallLimits()
            with pytest.raises(SandboxDied, match=r"exit status 3"):
                kata.f(2)
    finally:
        pool.close()
    assert (pool.alive, pool.home.exists()) == ({}, False)


# -- what no honest sandbox sends --------------------------------------------------------------------


class Liar:
    """A pool whose sandbox answers to every request with the same frame."""

    def __init__(self, answer: list[Any]) -> None:
        self.answer = answer

    def start(self, limits: isolation.Limits) -> SandboxProcess:
        ours, theirs = socket.socketpair()
        self.thread = threading.Thread(target=self._serve, args=[Channel(theirs)], daemon=True)
        self.thread.start()
        return SandboxProcess(NOBODY, ours, Path(os.devnull))

    def _serve(self, channel: Channel) -> None:
        request, _ = channel.receive(10)
        channel.send([request[1] if part == "its number" else part for part in self.answer])

    def reap(self, process: SandboxProcess, patience: float = 0.0) -> None:
        process.sock.close()


@pytest.mark.parametrize(
    "answer",
    [
        ["value", 12345, [False, [], 3], []],
        ["value"],
        ["value", "its number", [False, [], 3], [["a warning", 3]]],
        ["raised", "its number", [False, [], 1], {"classes": ["builtins.ValueError"]}, []],
        ["raised", "its number", [False, [], 1], {"classes": [3], "text": "", "trace": "", "thrown": None}, []],
        ["callback", 99, [[], 1]],
        ["pull", 99, 1],
        ["callback"],
        ["pull", "x", None],
    ],
)
def test_an_answer_to_no_request_and_a_request_for_nothing_end_the_sandbox(answer: list[Any]) -> None:
    with answering(Liar(answer), "def f(): ...", "f") as kata, pytest.raises(SandboxDied):  # type: ignore[arg-type]
        kata.f()
