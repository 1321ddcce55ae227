"""Attempts that do not end, or end their process, or use up what there is, or spoil what is shown."""

from tests.engine.hostile.table import Attempt, Family, twin

LOOPS = Family(
    "endless loops",
    (
        twin("takes_a_while", "def double(x):\n    return 2 * x + 0 * sum(range(200_000))\n"),
        twin("sleeps_a_little", "import time\n\ndef double(x):\n    time.sleep(0.002)\n    return 2 * x\n"),
    ),
    (
        Attempt(
            "loops_in_python",
            "timed out",
            "timed out after 0.5 s in double",
            """
            def double(x):
                while True:
                    pass
        """,
        ),
        Attempt("loops_in_c", "timed out", "timed out after 0.5 s", "def double(x):\n    return sum(range(10**12))\n"),
        Attempt("loops_in_a_power", "timed out", "timed out", "def double(x):\n    return 7 ** (10**8 + x)\n"),
        Attempt(
            "loops_in_a_pattern",
            "timed out",
            "timed out",
            """
            import re

            def double(x):
                re.match(r"(a+)+$", "a" * 64 + "b")
                return 2 * x
        """,
        ),
        Attempt("loops_at_import", "timed out", "the import of the file", "while True:\n    pass\n"),
        Attempt(
            "loops_swallowing_everything",
            "timed out",
            "timed out",
            """
            def double(x):
                while True:
                    try:
                        while True:
                            x = x + 0
                    except BaseException:
                        continue
        """,
        ),
        Attempt(
            "loops_in_a_law_only",
            "timed out",
            "timed out",
            """
            def double(x):
                while 100 < abs(x) < 1_000:
                    pass
                return 2 * x
        """,
        ),
        Attempt("sleeps_for_ever", "timed out", "timed out", "import time\n\ndef double(x):\n    time.sleep(1e6)\n"),
        Attempt(
            "waits_for_itself",
            "timed out",
            "timed out",
            """
            import threading

            def double(x):
                lock = threading.Lock()
                with lock, lock:
                    return 2 * x
        """,
        ),
        Attempt(
            "loops_in_its_message",
            "timed out",
            "timed out",
            """
            class Trouble(Exception):
                def __str__(self):
                    while True:
                        pass

            def double(x):
                raise Trouble
        """,
        ),
        Attempt(
            "stops_itself",
            "timed out",
            "timed out",
            """
            import os, signal

            def double(x):
                os.kill(os.getpid(), signal.SIGSTOP)
                return 2 * x
        """,
        ),
        Attempt(
            "ignores_signals_and_loops",
            "timed out",
            "timed out",
            """
            import signal

            for number in (signal.SIGTERM, signal.SIGALRM, signal.SIGINT, signal.SIGHUP, signal.SIGXCPU):
                signal.signal(number, signal.SIG_IGN)

            def double(x):
                signal.setitimer(signal.ITIMER_REAL, 0)
                while True:
                    pass
        """,
        ),
        Attempt(
            "stops_the_clocks",
            "timed out",
            "timed out",
            """
            import time

            for name in ("time", "monotonic", "perf_counter", "process_time"):
                setattr(time, name, lambda: 0.0)

            def double(x):
                while True:
                    pass
        """,
        ),
        Attempt(
            "yields_for_ever",
            "timed out",
            "no end after",
            """
            import itertools

            def evens(numbers):
                return itertools.count(0, 2)
        """,
            "evens",
        ),
        Attempt(
            "becomes_another_program",
            "timed out",
            "timed out",
            """
            import os

            def double(x):
                os.execv("/bin/sleep", ["sleep", "60"])
        """,
        ),
        Attempt(
            "spins_with_twenty_children",
            "timed out",
            "timed out",
            """
            import os

            def double(x):
                for _ in range(20):
                    if not os.fork():
                        break
                while True:
                    pass
        """,
            limit=0.3,
        ),
        Attempt(
            "recurses_with_memory",
            "timed out",
            "timed out",
            """
            import functools

            @functools.cache
            def ways(n, k):
                return 1 if not n else sum(ways(n - 1, (k * 31 + i) % 10**9) for i in range(3))

            def double(x):
                return ways(40, x)
        """,
            limit=0.3,
            memory=1024,
        ),
    ),
)

ENDS = Family(
    "ending the process",
    (
        twin(
            "catches_its_own_exit",
            """
            import sys

            def double(x):
                try:
                    sys.exit(3)
                except SystemExit:
                    return 2 * x
        """,
        ),
        twin(
            "ends_a_thread_politely",
            """
            import sys, threading

            def double(x):
                thread = threading.Thread(target=sys.exit)
                thread.start()
                thread.join()
                return 2 * x
        """,
        ),
        twin(
            "leaves_word_for_the_exit",
            "import atexit, os\n\natexit.register(os._exit, 0)\n\ndef double(x):\n    return 2 * x\n",
        ),
    ),
    (
        Attempt("ends_at_import", "error", "exit status 0", "import os\n\nos._exit(0)\n"),
        Attempt("ends_in_a_call", "failing", "exit status 0", "import os\n\ndef double(x):\n    os._exit(0)\n"),
        Attempt(
            "ends_in_a_law_only",
            "visible pass",
            "",
            """
            import os

            def double(x):
                return 2 * x if abs(x) < 100 else os._exit(0)
        """,
        ),
        Attempt(
            "ends_from_a_thread",
            "failing",
            "exit status 0",
            """
            import os, threading

            def double(x):
                thread = threading.Thread(target=os._exit, args=[0])
                thread.start()
                thread.join()
                return 2 * x
        """,
        ),
        Attempt("exits_politely", "failing", "SystemExit", "import sys\n\ndef double(x):\n    sys.exit(0)\n"),
        Attempt("exits_politely_at_import", "error", "SystemExit", "import sys\n\nsys.exit(0)\n"),
        Attempt("interrupts", "failing", "KeyboardInterrupt", "def double(x):\n    raise KeyboardInterrupt\n"),
        Attempt("raises_generator_exit", "failing", "GeneratorExit", "def double(x):\n    raise GeneratorExit\n"),
        Attempt(
            "raises_stop_iteration", "failing", "StopIteration", "def double(x):\n    raise StopIteration(2 * x)\n"
        ),
        Attempt(
            "raises_a_group",
            "failing",
            "ExceptionGroup",
            """
            def double(x):
                raise ExceptionGroup("two", [ValueError(1), KeyboardInterrupt and TypeError(2)])
        """,
        ),
        Attempt(
            "kills_itself",
            "failing",
            "killed",
            """
            import os

            def double(x):
                os.kill(os.getpid(), 9)
        """,
        ),
        Attempt("kills_its_group", "failing", "killed", "import os\n\ndef double(x):\n    os.killpg(0, 9)\n"),
        Attempt(
            "kills_its_parent",
            "failing",
            "PermissionError",
            """
            import os

            def double(x):
                os.kill(os.getppid(), 9)
                return 2 * x
        """,
        ),
        Attempt(
            "stops_its_parent",
            "failing",
            "PermissionError",
            """
            import os, signal

            def double(x):
                os.kill(os.getppid(), signal.SIGSTOP)
                return 2 * x
        """,
        ),
        Attempt(
            "reads_address_zero",
            "failing",
            "SIGSEGV",
            """
            import ctypes

            def double(x):
                ctypes.string_at(0)
        """,
        ),
        Attempt("aborts", "failing", "SIGABRT", "import os\n\ndef double(x):\n    os.abort()\n"),
        Attempt(
            "overflows_the_stack",
            "failing",
            "",
            """
            import sys

            sys.setrecursionlimit(10**9)

            def double(x):
                return max([x], key=double)
        """,
        ),
        Attempt("skips", "failing", "Skipped", "import pytest\n\ndef double(x):\n    pytest.skip('later')\n", limit=5),
        Attempt(
            "skips_at_import",
            "error",
            "Skipped",
            """
            import pytest

            pytest.skip("later", allow_module_level=True)
        """,
            limit=5,
        ),
        Attempt(
            "skips_the_standard_way",
            "failing",
            "SkipTest",
            """
            import unittest

            def double(x):
                raise unittest.SkipTest("later")
        """,
            limit=5,
        ),
        Attempt(
            "expects_to_fail",
            "failing",
            "XFailed",
            "import pytest\n\ndef double(x):\n    pytest.xfail('known')\n",
            limit=5,
        ),
        Attempt(
            "assumes_otherwise",
            "failing",
            "UnsatisfiedAssumption",
            """
            import hypothesis

            def double(x):
                hypothesis.assume(False)
        """,
            limit=5,
        ),
        Attempt(
            "rejects_in_a_law_only",
            "visible pass",
            "UnsatisfiedAssumption",
            """
            from hypothesis.errors import UnsatisfiedAssumption

            def double(x):
                if abs(x) > 7:
                    raise UnsatisfiedAssumption
                return 2 * x
        """,
            limit=5,
        ),
        Attempt(
            "cannot_be_described",
            "failing",
            "",
            """
            class Liar(type):
                @property
                def __mro__(cls):
                    raise RuntimeError("no")

            class Trouble(Exception, metaclass=Liar):
                pass

            def double(x):
                raise Trouble
        """,
        ),
        Attempt(
            "has_no_message",
            "failing",
            "cannot be shown",
            """
            class Trouble(Exception):
                def __str__(self):
                    raise SystemExit

                __repr__ = __str__

            def double(x):
                raise Trouble
        """,
        ),
    ),
)

MEMORY = Family(
    "using up the memory",
    (
        twin(
            "uses_fifty_megabytes",
            """
            import numpy as np

            def double(x):
                ones = np.ones(6_000_000)
                return 2 * x * int(ones[0])
        """,
        ),
        twin(
            "gives_back_what_it_maps",
            """
            import mmap

            def double(x):
                with mmap.mmap(-1, 1 << 20) as room:
                    room[:3] = b"abc"
                return 2 * x
        """,
        ),
    ),
    (
        Attempt(
            "grows_a_list",
            "failing",
            "MemoryError",
            """
            def double(x):
                more = [x]
                while True:
                    more += more
        """,
            limit=5,
        ),
        Attempt(
            "swallows_the_memory_error",
            "visible pass",
            "",
            """
            def double(x):
                try:
                    more = bytearray(10**10)
                except MemoryError:
                    return int(2.0 * x)
        """,
        ),
        Attempt("makes_a_long_text", "failing", "MemoryError", "def double(x):\n    return 'x' * 10**11\n"),
        Attempt(
            "makes_a_large_array",
            "failing",
            "MemoryError",
            """
            import numpy as np

            def double(x):
                return np.ones(70_000_000)
        """,
        ),
        Attempt(
            "maps_ten_gigabytes",
            "failing",
            "OSError",
            """
            import mmap

            def double(x):
                mmap.mmap(-1, 10**10)
                return 2 * x
        """,
        ),
        Attempt(
            "raises_its_limit",
            "failing",
            "ValueError",
            """
            import resource

            def double(x):
                resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                return 2 * x
        """,
        ),
        Attempt(
            "lowers_its_parents_limit",
            "failing",
            "PermissionError",
            """
            import os, resource

            def double(x):
                resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (64, 64))
                return 2 * x
        """,
        ),
        Attempt(
            "lowers_its_own_limits",
            "solved",
            "",
            """
            import resource

            resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))

            def double(x):
                return 2 * x
        """,
        ),
        Attempt(
            "expands_to_more_than_there_is",
            "failing",
            "larger than",
            """
            import numpy as np

            def double(x):
                return np.broadcast_to(np.float64(2 * x), 2**40)
        """,
        ),
        Attempt(
            "expands_to_what_memory_cannot_hold",
            "failing",
            "MemoryError",
            """
            import numpy as np

            def double(x):
                return np.broadcast_to(np.float64(2 * x), 10**8)
        """,
        ),
    ),
)

SHOWN = Family(
    "what is shown",
    (
        twin(
            "prints_a_little",
            """
            import sys

            def double(x):
                print("doubling", x)
                print("still doubling", file=sys.stderr)
                return 2 * x
        """,
        ),
        twin(
            "finds_no_input",
            """
            import sys

            def double(x):
                return 2 * x + len(sys.stdin.read())
        """,
        ),
    ),
    (
        Attempt(
            "floods_the_output",
            "failing",
            "OSError",
            """
            def double(x):
                while True:
                    print("x" * 1_000_000)
        """,
            limit=5,
        ),
        Attempt("asks_for_input", "failing", "EOFError", "def double(x):\n    return int(input('twice x? '))\n"),
        Attempt(
            "paints_the_terminal",
            "failing",
            "\\x1b[2J",
            """
            import os

            def double(x):
                os.write(2, b"\\x1b[2J\\x1b]0;mine\\x07")
                raise ValueError("\\x1b[2J\\x1b]0;mine\\x07\\u202e\\ud800\\x9b")
        """,
        ),
        Attempt("talks_without_end", "failing", "ValueError", "def double(x):\n    raise ValueError('x' * 10**7)\n"),
        Attempt(
            "has_an_endless_name",
            "failing",
            "cannot cross",
            """
            def double(x):
                return type("A\\x1b[31m" * 10_000, (), {})()
        """,
        ),
        Attempt(
            "opens_the_terminal",
            "failing",
            "PermissionError",
            """
            def double(x):
                with open("/dev/tty", "w") as terminal:
                    terminal.write("mine")
                return 2 * x
        """,
        ),
        Attempt(
            "replaces_its_streams",
            "error",
            "exit status 70",
            """
            import sys

            class Loud:
                def flush(self):
                    raise KeyboardInterrupt

                write = flush

            sys.stdout = sys.stderr = Loud()

            def double(x):
                return 2 * x
        """,
        ),
        Attempt(
            "floods_the_warnings",
            "solved",
            "",
            """
            import warnings

            def double(x):
                for n in range(5_000):
                    warnings.warn(f"\\x1b[2J warning {n}", stacklevel=1)
                return 2 * x
        """,
            limit=5,
        ),
    ),
)

FAMILIES = (LOOPS, ENDS, MEMORY, SHOWN)
