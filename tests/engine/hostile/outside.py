"""Attempts that reach for what is not theirs: the judge's tools, its secrets, its files, other processes."""

from tests.engine.hostile.table import Attempt, Family, twin

PATCHES = Family(
    "patched tools",
    (
        twin(
            "changes_every_setting_of_its_own",
            """
            import faulthandler, gc, locale, sys
            import numpy as np
            import pandas as pd

            faulthandler.enable(open("faults", "w"))
            gc.disable()
            locale.setlocale(locale.LC_ALL, "C")
            sys.setswitchinterval(1e-6)
            sys.setprofile(lambda *_: None)
            sys.settrace(lambda *_: None)
            np.seterr(all="raise")
            np.set_printoptions(precision=1, threshold=2)
            pd.options.display.max_rows = 1

            def double(x):
                return 2 * x
        """,
        ),
        twin(
            "uses_the_tools_as_they_are",
            """
            import random, time
            import numpy as np

            def double(x):
                random.random(), time.time(), np.random.default_rng(0).random()
                return 2 * x
        """,
        ),
    ),
    (
        Attempt(
            "patches_numpy",
            "failing",
            "",
            """
            import numpy as np

            for name in ("isclose", "allclose", "array_equal", "isfinite"):
                setattr(np, name, lambda *_, **__: np.True_)
            for name in ("assert_allclose", "assert_equal", "assert_array_equal"):
                setattr(np.testing, name, lambda *_, **__: None)

            def double(x):
                return 2 * x + 1
        """,
            limit=5,
        ),
        Attempt(
            "patches_pytest",
            "failing",
            "",
            """
            import _pytest.runner
            import pytest

            _pytest.runner.call_and_report = lambda *_, **__: None
            pytest.fail = pytest.raises = lambda *_, **__: None

            def double(x):
                return 2 * x + 1
        """,
            limit=5,
        ),
        Attempt(
            "patches_hypothesis",
            "visible pass",
            "",
            """
            import hypothesis

            hypothesis.given = lambda *_, **__: lambda test: lambda: None
            hypothesis.settings.register_profile("dojo", max_examples=1)
            hypothesis.settings.load_profile("dojo")

            def double(x):
                return 2 * x if abs(x) < 8 else 0
        """,
            limit=5,
        ),
        Attempt(
            "patches_the_builtins",
            "error",
            "exit status 70",
            """
            import builtins

            builtins.all = builtins.any = builtins.isinstance = lambda *_: True
            builtins.AssertionError = builtins.StopIteration
            builtins.abs = lambda _: 0

            def double(x):
                return 2 * x + 1
        """,
        ),
        Attempt(
            "patches_the_judge",
            "failing",
            "",
            """
            import dojo.testing
            import dojo.judge.verdict

            dojo.testing.agree = lambda *_, **__: None
            dojo.judge.verdict.decide = lambda *_: "solved"

            def double(x):
                return 2 * x + 1
        """,
        ),
        Attempt(
            "patches_its_own_sandbox",
            "failing",
            "",
            """
            from dojo.wire import answers as reply, values as wire

            honest = reply.pack

            def lying(result, *rest):
                return wire.Packed([None, 0, [[], True]], [], [])

            reply.pack = lying

            def double(x):
                return 2 * x + 1
        """,
        ),
        Attempt(
            "patches_random_and_time",
            "failing",
            "",
            """
            import random, time

            random.random = random.randrange = lambda *_: 4
            random.seed = lambda *_: None
            time.time = time.monotonic = lambda: 0.0

            def double(x):
                return 2 * x + random.randrange(9)
        """,
        ),
        Attempt(
            "patches_equality_of_numbers",
            "failing",
            "",
            """
            import ctypes

            def double(x):
                ctypes.memmove(id(7) + 24, id(6) + 24, 4)  # the small 7 now is a 6, in this process
                return 2 * x + 1
        """,
        ),
    ),
)

SECRETS = Family(
    "reading tests and solutions",
    (
        twin(
            "reads_what_it_may",
            """
            import os
            import sysconfig
            import numpy

            def double(x):
                with open(numpy.__file__) as file:
                    assert file.read(1)
                assert os.environ["PATH"] and sysconfig.get_path("stdlib") and os.listdir(".") == []
                return 2 * x
        """,
            limit=5,
        ),
    ),
    (
        Attempt(
            "opens_the_hidden_tests",
            "failing",
            "PermissionError",
            """
            def double(x):
                open("ROOT/tests/problem_solving/hidden_NAME.py").read()
                return 2 * x
        """,
        ),
        Attempt(
            "opens_the_solution",
            "failing",
            "PermissionError",
            """
            def double(x):
                open("ROOT/solutions/problem_solving/NAME.py").read()
                return 2 * x
        """,
        ),
        Attempt(
            "opens_its_own_stub",
            "failing",
            "PermissionError",
            """
            def double(x):
                open("ROOT/katas/problem_solving/NAME.py").read()
                return 2 * x
        """,
        ),
        Attempt(
            "opens_the_history",
            "failing",
            "PermissionError",
            """
            def double(x):
                open("ROOT/.dojo/history.db", "rb").read()
                return 2 * x
        """,
        ),
        Attempt(
            "imports_the_solution",
            "failing",
            "ModuleNotFoundError",
            """
            import sys

            def double(x):
                sys.path.insert(0, "ROOT")
                from solutions.problem_solving import NAME
                return NAME.double(x)
        """,
        ),
        Attempt(
            "imports_the_tests",
            "error",
            "ModuleNotFoundError",
            """
            import sys

            sys.path.insert(0, "ROOT")
            from tests.problem_solving import hidden_NAME

            def double(x):
                return 2 * x
        """,
        ),
        Attempt(
            "loads_the_solution_by_its_path",
            "error",
            "PermissionError",
            """
            import runpy

            double = runpy.run_path("ROOT/solutions/problem_solving/NAME.py")["double"]
        """,
        ),
        Attempt(
            "looks_for_the_tests",
            "failing",
            "LookupError",
            """
            import glob

            def double(x):
                if not glob.glob("ROOT/**/*.py", recursive=True):
                    raise LookupError
                return 2 * x
        """,
        ),
        Attempt(
            "lists_the_root",
            "failing",
            "PermissionError",
            """
            import os

            def double(x):
                os.listdir("ROOT")
                return 2 * x
        """,
        ),
        Attempt(
            "follows_a_link",
            "failing",
            "PermissionError",
            """
            import os

            os.symlink("ROOT/solutions", "link")

            def double(x):
                open("link/problem_solving/NAME.py").read()
                return 2 * x
        """,
        ),
        Attempt(
            "makes_a_hard_link",
            "failing",
            "Error",
            """
            import os

            def double(x):
                os.link("ROOT/solutions/problem_solving/NAME.py", "mine.py")
                open("mine.py").read()
                return 2 * x
        """,
        ),
        Attempt(
            "goes_by_its_own_directory",
            "failing",
            "PermissionError",
            """
            def double(x):
                open("/proc/self/root" + "ROOT/solutions/problem_solving/NAME.py").read()
                return 2 * x
        """,
        ),
        Attempt(
            "asks_another_program",
            "failing",
            "CalledProcessError",
            """
            import subprocess

            def double(x):
                subprocess.run(["cat", "ROOT/solutions/problem_solving/NAME.py"], check=True)
                return 2 * x
        """,
            limit=5,
        ),
        Attempt(
            "reads_its_parents_memory",
            "failing",
            "PermissionError",
            """
            import os

            def double(x):
                open(f"/proc/{os.getppid()}/mem", "rb").read(1)
                return 2 * x
        """,
        ),
        Attempt(
            "copies_its_parents_memory",
            "failing",
            "PermissionError",
            """
            import ctypes, os

            libc = ctypes.CDLL(None, use_errno=True)

            class Piece(ctypes.Structure):
                _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

            def double(x):
                room = ctypes.create_string_buffer(8)
                here, there = Piece(ctypes.addressof(room), 8), Piece(id(x), 8)
                if libc.process_vm_readv(os.getppid(), ctypes.byref(here), 1, ctypes.byref(there), 1, 0) < 0:
                    raise OSError(ctypes.get_errno(), "refused")
                return 2 * x
        """,
        ),
        Attempt(
            "traces_its_parent",
            "failing",
            "PermissionError",
            """
            import ctypes, os

            libc = ctypes.CDLL(None, use_errno=True)

            def double(x):
                if libc.ptrace(16, os.getppid(), 0, 0) < 0:
                    raise OSError(ctypes.get_errno(), "refused")
                return 2 * x
        """,
        ),
        Attempt(
            "reads_the_first_environment",
            "failing",
            "PermissionError",
            """
            def double(x):
                open("/proc/self/environ").read()
                return 2 * x
        """,
        ),
        Attempt(
            "searches_the_environment",
            "failing",
            "LookupError",
            """
            import os

            def double(x):
                if not any("ROOT" in value or "PYTEST" in name for name, value in os.environ.items()):
                    raise LookupError
                return 2 * x
        """,
        ),
        Attempt(
            "searches_the_modules",
            "failing",
            "LookupError",
            """
            import sys

            def double(x):
                if not [name for name in sys.modules if "hidden" in name or "solutions." in name]:
                    raise LookupError
                return 2 * x
        """,
        ),
        Attempt(
            "searches_every_object",
            "failing",
            "LookupError",
            """
            import gc

            word = "agrees_with" + "_adding"

            def double(x):
                for one in gc.get_objects():
                    if isinstance(one, str) and word in one or isinstance(one, dict) and word in str(list(one)):
                        return 2 * x
                raise LookupError
        """,
            limit=5,
        ),
        Attempt(
            "searches_the_frames",
            "failing",
            "LookupError",
            """
            import sys

            def double(x):
                frame = sys._getframe()
                while frame := frame.f_back:
                    if "test_" in repr(frame.f_globals.keys()) or "expected" in frame.f_locals:
                        return 2 * x
                raise LookupError
        """,
        ),
        Attempt(
            "searches_its_memory",
            "failing",
            "PermissionError",
            """
            def double(x):
                for line in open("/proc/self/maps"):
                    pass
                return 2 * x
        """,
        ),
    ),
)

FILES = Family(
    "files that are not its own",
    (
        twin(
            "keeps_notes_in_its_directory",
            """
            import os
            import tempfile
            import numpy as np

            def double(x):
                np.save("notes.npy", np.array([2 * x], dtype=object))
                with tempfile.TemporaryFile() as file:
                    file.write(b"note")
                os.rename("notes.npy", "kept.npy")
                return int(np.load("kept.npy", allow_pickle=True)[0])
        """,
        ),
    ),
    (
        Attempt(
            "deletes_its_stub",
            "failing",
            "PermissionError",
            """
            import os

            def double(x):
                os.remove("ROOT/katas/problem_solving/NAME.py")
                return 2 * x
        """,
        ),
        Attempt(
            "rewrites_the_tests",
            "failing",
            "PermissionError",
            """
            def double(x):
                open("ROOT/tests/problem_solving/hidden_NAME.py", "w").write("def test_nothing(): pass")
                return 2 * x
        """,
        ),
        Attempt(
            "appends_to_another_kata",
            "failing",
            "PermissionError",
            """
            def double(x):
                open("ROOT/katas/core_concepts/mean.py", "a").write("mean = None")
                return 2 * x
        """,
        ),
        Attempt(
            "truncates_the_sheet",
            "failing",
            "PermissionError",
            """
            import os

            def double(x):
                os.truncate("ROOT/solutions/core_concepts/mean.toml", 0)
                return 2 * x
        """,
        ),
        Attempt(
            "moves_the_solutions",
            "failing",
            "PermissionError",
            """
            import os

            def double(x):
                os.rename("ROOT/solutions", "ROOT/answers")
                return 2 * x
        """,
        ),
        Attempt(
            "closes_the_tests_by_mode",
            "failing",
            "PermissionError",
            """
            import os

            def double(x):
                os.chmod("ROOT/tests/core_concepts/test_mean.py", 0)
                return 2 * x
        """,
        ),
        Attempt(
            "changes_the_times",
            "failing",
            "PermissionError",
            """
            import os

            def double(x):
                os.utime("ROOT/tests/core_concepts/test_mean.py", (1, 1))
                return 2 * x
        """,
        ),
        Attempt(
            "gives_the_tests_away",
            "failing",
            "PermissionError",
            """
            import os

            def double(x):
                os.chown("ROOT/tests/core_concepts/test_mean.py", 12345, 12345)
                return 2 * x
        """,
        ),
        Attempt(
            "ruins_the_history",
            "failing",
            "PermissionError",
            """
            def double(x):
                open("ROOT/.dojo/history.db", "r+b").write(b"nothing happened")
                return 2 * x
        """,
        ),
        Attempt(
            "plants_a_conftest",
            "failing",
            "PermissionError",
            """
            def double(x):
                open("ROOT/tests/conftest.py", "w").write("import dojo.testing; dojo.testing.agree = print")
                return 2 * x
        """,
        ),
        Attempt(
            "plants_a_path_file",
            "failing",
            "PermissionError",
            """
            import os
            import numpy

            def double(x):
                site = os.path.dirname(os.path.dirname(numpy.__file__))
                open(site + "/dojo_hostile_probe.pth", "w").write("# harmless")
                return 2 * x
        """,
        ),
        Attempt(
            "plants_a_file_among_all",
            "failing",
            "PermissionError",
            """
            def double(x):
                open("/tmp/dojo_hostile_probe", "w").write("harmless")
                return 2 * x
        """,
        ),
        Attempt(
            "shadows_modules_where_it_can",
            "failing",
            "",
            """
            import os

            for place in (".", os.environ["HOME"], os.environ["TMPDIR"]):
                for name in ("numpy", "pytest", "conftest", "sitecustomize", "usercustomize", "hypothesis"):
                    with open(f"{place}/{name}.py", "w") as file:
                        file.write("import os; os._exit(0)")

            def double(x):
                return 2 * x + 1
        """,
        ),
        Attempt(
            "leaves_its_directory",
            "failing",
            "PermissionError",
            """
            import os

            def double(x):
                os.chdir("..")
                open("output", "w").write("")
                os.mkdir("mine")
                return 2 * x
        """,
        ),
        Attempt(
            "digs_a_deep_directory",
            "solved",
            "",
            """
            import os

            for _ in range(1_100):
                os.mkdir("deep")
                os.chdir("deep")

            def double(x):
                return 2 * x
        """,
            limit=5,
        ),
        Attempt(
            "closes_a_directory",
            "solved",
            "",
            """
            import os

            os.umask(0o777)
            os.mkdir("closed")

            def double(x):
                return 2 * x
        """,
        ),
    ),
)

PROCESSES = Family(
    "other processes and the network",
    (
        twin(
            "forks_and_reaps",
            """
            import os

            def double(x):
                reading, writing = os.pipe()
                if not os.fork():
                    os.write(writing, str(2 * x).encode())
                    os._exit(0)
                os.close(writing)
                with open(reading) as pipe:
                    answer = int(pipe.read())
                os.wait()
                return answer
        """,
        ),
        twin(
            "asks_a_command",
            """
            import subprocess

            def double(x):
                return 2 * x if abs(x) != 3 else int(subprocess.check_output(["/bin/echo", str(2 * x)]))
        """,
            limit=5,
        ),
        twin(
            "uses_threads",
            """
            from concurrent.futures import ThreadPoolExecutor

            def double(x):
                with ThreadPoolExecutor(2) as pool:
                    return sum(pool.map(int, [x, x]))
        """,
        ),
        twin(
            "uses_a_process",
            """
            import multiprocessing

            def work(x, end):
                end.send(2 * x)

            def double(x):
                ours, theirs = multiprocessing.Pipe()
                process = multiprocessing.get_context("fork").Process(target=work, args=[x, theirs])
                process.start()
                answer = ours.recv()
                process.join()
                return answer
        """,
            limit=5,
        ),
    ),
    (
        Attempt(
            "leaves_a_daemon",
            "solved",
            "",
            """
            import os, signal, time

            def double(x):
                child = os.fork()
                if child:
                    os.waitpid(child, 0)
                    return 2 * x
                os.setsid()
                if os.fork():
                    os._exit(0)
                for number in (signal.SIGTERM, signal.SIGHUP):
                    signal.signal(number, signal.SIG_IGN)
                os.closerange(0, 99)
                time.sleep(600)
        """,
        ),
        Attempt(
            "leaves_twenty_children",
            "solved",
            "",
            """
            import os, time

            for _ in range(20):
                if not os.fork():
                    os.setsid()
                    time.sleep(600)

            def double(x):
                return 2 * x
        """,
        ),
        Attempt(
            "leaves_what_clings_to_life",
            "solved",
            "",
            """
            import ctypes, os, time

            libc = ctypes.CDLL(None)

            if not os.fork():
                libc.prctl(1, 0)
                libc.prctl(4, 0)
                libc.prctl(36, 1)
                os.setsid()
                for _ in range(3):
                    os.fork()
                time.sleep(600)

            def double(x):
                return 2 * x
        """,
        ),
        Attempt(
            "leaves_one_that_walks_away",
            "solved",
            "",
            """
            import os, time

            if not os.fork():
                os.setsid()
                while True:
                    if os.fork():
                        os._exit(0)
                    time.sleep(0.001)

            def double(x):
                return 2 * x
        """,
        ),
        Attempt(
            "dies_and_leaves_a_child",
            "failing",
            "exit status 0",
            """
            import os, time

            def double(x):
                if not os.fork():
                    os.close(3)
                    os.setsid()
                    time.sleep(600)
                os._exit(0)
        """,
        ),
        Attempt(
            "keeps_a_thread_busy",
            "solved",
            "",
            """
            import threading

            stop = threading.Event()

            def work():
                while not stop.wait(0.001):
                    sum(range(1_000))

            threading.Thread(target=work, daemon=True).start()

            def double(x):
                return 2 * x
        """,
            limit=5,
        ),
        Attempt(
            "has_a_thread_change_the_answer",
            "failing",
            "",
            """
            import threading

            offset = 0

            def spoil():
                global offset
                while True:
                    offset += 1

            threading.Thread(target=spoil, daemon=True).start()

            def double(x):
                while not offset:
                    pass
                return 2 * x + offset
        """,
            limit=5,
        ),
        Attempt(
            "slows_its_parent",
            "failing",
            "PermissionError",
            """
            import os

            def double(x):
                os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)
                return 2 * x
        """,
        ),
        Attempt(
            "calls_home",
            "failing",
            "PermissionError",
            """
            import socket

            def double(x):
                socket.create_connection(("127.0.0.1", 9), 1)
                return 2 * x
        """,
        ),
        Attempt(
            "sends_a_letter",
            "failing",
            "PermissionError",
            """
            import socket

            def double(x):
                socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))
                return 2 * x
        """,
        ),
        Attempt(
            "opens_a_shop",
            "failing",
            "PermissionError",
            """
            import socket

            def double(x):
                socket.create_server(("127.0.0.1", 0))
                return 2 * x
        """,
        ),
    ),
)

FAMILIES = (PATCHES, SECRETS, FILES, PROCESSES)
