"""Attempts that cheat with the answer itself: forged frames, odd values, callbacks, odd sources, memory of calls."""

from tests.engine.hostile.table import Attempt, Family, twin

# Finds the judge's request in the frames above, and writes to the wire behind the sandbox's back.
_FORGERY = """
import json, os, socket, struct, sys, time

wire = socket.socket(fileno=os.dup(3))

def number():
    frame = sys._getframe()
    while "verb" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["number"]

def send(head, *buffers, size=None):
    text = head if isinstance(head, bytes) else json.dumps(head).encode()
    sizes = [len(buffer) for buffer in buffers]
    start = struct.pack("<II", size or len(text), len(buffers)) + struct.pack(f"<{len(buffers)}Q", *sizes)
    wire.sendall(start + text + b"".join(buffers))

def answer(node):
    send(["value", number(), [None, 0, [[], node]], []])
"""


def _forged(name: str, verdict: str, says: str, text: str, victim: str = "double", limit: float = 0.5) -> Attempt:
    lines = text.strip("\n").split("\n")
    indent = len(lines[0]) - len(lines[0].lstrip())
    return Attempt(name, verdict, says, _FORGERY + "\n" + "\n".join(line[indent:] for line in lines), victim, limit)


WIRE = Family(
    "forged frames",
    (
        twin(
            "speaks_over_a_pair_of_its_own",
            """
            import json, socket

            def double(x):
                ours, theirs = socket.socketpair()
                ours.sendall(json.dumps(2 * x).encode())
                return json.loads(theirs.recv(99))
        """,
        ),
    ),
    (
        _forged(
            "answers_before_computing",
            "failing",
            "",
            """
            def double(x):
                answer(None)
                return 2 * x
        """,
        ),
        _forged(
            "answers_twice",
            "failing",
            "no answer",
            """
            def double(x):
                answer(2 * x)
                return 2 * x
        """,
        ),
        _forged(
            "answers_and_loops",
            "timed out",
            "timed out",
            """
            def double(x):
                answer(2 * x)
                while True:
                    pass
        """,
        ),
        _forged(
            "answers_with_another_number",
            "failing",
            "no answer",
            """
            def double(x):
                send(["value", 1, [None, 0, [[], 2 * x]], []])
                return 2 * x
        """,
        ),
        _forged(
            "answers_the_import_and_loops",
            "timed out",
            "timed out",
            """
            send(["loaded", number(), []])
            while True:
                pass
        """,
        ),
        _forged(
            "denies_its_entry",
            "error",
            "no \\x1b",
            """
            send(["lacks", number(), "\\x1b[2J" * 1_000, []])
        """,
        ),
        _forged(
            "raises_nonsense_at_import",
            "error",
            "no answer",
            """
            send(["raised", number(), None, {"classes": [], "text": 5, "trace": None}, []])
        """,
        ),
        _forged(
            "raises_nonsense",
            "failing",
            "no answer",
            """
            def double(x):
                send(["raised", number(), [None, 0, [[], None]], 5, []])
                return 2 * x
        """,
        ),
        _forged(
            "raises_a_garbled_refusal",
            "failing",
            "no answer",
            """
            import math

            def whole_root(n):
                if n < 0 or n == 17:
                    send(["value", number(), "nothing", []])
                return math.isqrt(n)
        """,
            "whole_root",
        ),
        _forged(
            "warns_of_nonsense",
            "failing",
            "no answer",
            """
            def double(x):
                send(["value", number(), [None, 0, [[], 2 * x]], [5, None]])
                return 2 * x
        """,
        ),
        _forged(
            "sends_garbage",
            "failing",
            "no answer",
            """
            def double(x):
                wire.sendall(bytes(range(256)) * 64)
                return 2 * x
        """,
        ),
        _forged(
            "sends_what_is_not_json",
            "failing",
            "no answer",
            """
            def double(x):
                send(b"{]" * 50)
                return 2 * x
        """,
        ),
        _forged(
            "sends_a_bare_number",
            "failing",
            "no answer",
            """
            def double(x):
                send(5)
                return 2 * x
        """,
        ),
        _forged(
            "sends_an_empty_list",
            "failing",
            "no answer",
            """
            def double(x):
                send([])
                return 2 * x
        """,
        ),
        _forged(
            "claims_a_huge_head",
            "failing",
            "limit",
            """
            def double(x):
                send(b"", size=2**32 - 1)
                return 2 * x
        """,
        ),
        _forged(
            "claims_huge_buffers",
            "failing",
            "limit",
            """
            def double(x):
                wire.sendall(struct.pack("<IIQQ", 2, 2, 2**63, 2**63) + b"[]")
                return 2 * x
        """,
        ),
        _forged(
            "claims_and_never_sends",
            "timed out",
            "timed out",
            """
            def double(x):
                wire.sendall(struct.pack("<IIQ", 2, 1, 900 << 20) + b"[]")
                while True:
                    pass
        """,
        ),
        _forged(
            "drips",
            "timed out",
            "timed out",
            """
            def double(x):
                wire.sendall(struct.pack("<II", 10**6, 0))
                while True:
                    wire.sendall(b" ")
                    time.sleep(0.01)
        """,
        ),
        _forged(
            "nests_without_end",
            "failing",
            "no answer",
            """
            def double(x):
                send(b"[" * 100_000)
                return 2 * x
        """,
        ),
        _forged(
            "nests_a_node_too_deep",
            "failing",
            "no answer",
            """
            def double(x):
                node = 2 * x
                for _ in range(300):
                    node = ["t", node]
                answer(node)
                return 2 * x
        """,
        ),
        _forged(
            "forges_an_instance",
            "failing",
            "no answer",
            """
            def double(x):
                answer(["handle", 7])
                return 2 * x
        """,
        ),
        _forged(
            "forges_a_function",
            "failing",
            "no answer",
            """
            def double(x):
                answer(["function", 7])
                return 2 * x
        """,
        ),
        _forged(
            "refers_to_nothing",
            "failing",
            "no answer",
            """
            def double(x):
                answer(["@", 10**9])
                return 2 * x
        """,
        ),
        _forged(
            "changes_arguments_that_are_not_there",
            "failing",
            "no answer",
            """
            def double(x):
                send(["value", number(), [[[["l", [1]]], None], 0, [[], 2 * x]], []])
                return 2 * x
        """,
        ),
        _forged(
            "calls_back_an_unknown_number",
            "failing",
            "no answer",
            """
            def double(x):
                send(["callback", 99, [[], ["t", ["t", 3], ["t"]]]])
                return 2 * x
        """,
        ),
        _forged(
            "pulls_what_is_not_there",
            "failing",
            "no answer",
            """
            def double(x):
                send(["pull", 99, 5])
                return 2 * x
        """,
        ),
        _forged(
            "pulls_without_measure",
            "failing",
            "no answer",
            """
            def total(numbers):
                send(["pull", 0, float("inf")])
                return sum(numbers)
        """,
            "total",
        ),
        _forged(
            "calls_back_and_never_listens",
            "timed out",
            "timed out",
            """
            def twice(f, x):
                f(x)
                while True:
                    send(["callback", 0, [[], ["t", ["t", x], ["t"]]]])
        """,
            "twice",
        ),
        _forged(
            "pulls_and_never_listens",
            "timed out",
            "timed out",
            """
            def total(numbers):
                next(numbers)
                while True:
                    send(["pull", 0, 0])
        """,
            "total",
        ),
        Attempt(
            "closes_the_wire",
            "failing",
            "exit status 0",
            "import os\n\ndef double(x):\n    os.close(3)\n    return 2 * x\n",
        ),
        Attempt(
            "closes_everything",
            "failing",
            "exit status 0",
            """
            import os

            def double(x):
                os.closerange(0, 300)
                return 2 * x
        """,
        ),
        Attempt(
            "puts_a_file_in_the_wires_place",
            "failing",
            "exit status 0",
            """
            import os

            def double(x):
                os.dup2(os.open("mine", os.O_RDWR | os.O_CREAT), 3)
                return 2 * x
        """,
        ),
        Attempt(
            "leaves_a_child_on_the_wire",
            "timed out",
            "timed out",
            """
            import os, time

            def double(x):
                if not os.fork():
                    os.setsid()
                    time.sleep(600)
                os._exit(0)
        """,
        ),
        Attempt(
            "returns_in_two_processes",
            "failing",
            "",
            """
            import os

            def double(x):
                return 2 * x if os.fork() else 2 * x + 1
        """,
        ),
    ),
)

CALLBACKS = Family(
    "callbacks",
    (
        twin(
            "guards_its_callback",
            """
            def twice(f, x):
                try:
                    return f(f(x))
                except ZeroDivisionError:
                    return 0
        """,
            "twice",
        ),
    ),
    (
        Attempt(
            "swallows_the_callbacks_assertion",
            "visible pass",
            "",
            """
            def twice(f, x):
                answer = f(f(x))
                try:
                    f(x + 1_000)
                except BaseException:
                    pass
                return answer
        """,
            "twice",
        ),
        Attempt(
            "calls_back_with_odd_things",
            "failing",
            "cannot cross",
            """
            def twice(f, x):
                return f(f(object()))
        """,
            "twice",
        ),
        Attempt(
            "calls_back_with_what_contains_itself",
            "failing",
            "contains itself",
            """
            def twice(f, x):
                loop = []
                loop.append(loop)
                return f(loop)
        """,
            "twice",
        ),
        Attempt(
            "calls_back_for_ever",
            "timed out",
            "timed out",
            """
            def twice(f, x):
                while True:
                    f(x)
        """,
            "twice",
            0.2,
        ),
        Attempt(
            "keeps_the_first_callback",
            "failing",
            "expected 81",
            """
            kept = []

            def twice(f, x):
                kept.append(f)
                return kept[0](kept[0](x))
        """,
            "twice",
        ),
        Attempt(
            "calls_back_after_the_end",
            "failing",
            "",
            """
            import threading, time

            def late(f, x):
                time.sleep(0.001)
                while True:
                    f(x)

            def twice(f, x):
                threading.Thread(target=late, args=[f, x], daemon=True).start()
                return f(x)
        """,
            "twice",
        ),
        Attempt("returns_the_callback", "failing", "", "def twice(f, x):\n    return f\n", "twice"),
        Attempt(
            "raises_what_was_thrown_before",
            "visible pass",
            "",
            """
            kept = []

            def twice(f, x):
                try:
                    f(10**9)
                except Exception as error:
                    kept.append(error)
                if kept:
                    raise kept[0]
                return f(f(x))
        """,
            "twice",
        ),
    ),
)

_LIAR = """
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = object.__hash__
"""


def _liar(name: str, base: str, made: str, victim: str = "double", before: str = "") -> Attempt:
    body = f"import decimal\nimport numpy as np\nimport pandas as pd\n\n{before}\nclass Same({base}):{_LIAR}\n"
    return Attempt(name, "failing", "cannot cross", f"{body}\ndef {victim}(x):\n    return {made}\n", victim)


VALUES = Family(
    "values that are none",
    (
        twin(
            "returns_a_numpy_integer",
            "import numpy as np\n\ndef double(x):\n    return np.int64(2 * x) if abs(x) < 99 else 2 * x\n",
        ),
        twin("makes_a_large_list_on_the_way", "def double(x):\n    return sum([x] * 200_000) // 100_000\n"),
        twin(
            "has_a_class_of_its_own",
            """
            class Pair:
                def __init__(self, x):
                    self.x = x

                def __eq__(self, other):
                    return True

            def double(x):
                return Pair(x).x + Pair(x).x
        """,
        ),
        twin(
            "adds_operators_of_its_own",
            """
            class Tally:
                def __init__(self, start):
                    self._sum = start

                def __eq__(self, other):
                    return self._sum == other._sum

                def __add__(self, n):
                    return self.add(n)

                def add(self, n):
                    self._sum += n
                    return self._sum

                def sum(self):
                    return self._sum
        """,
            "tally",
        ),
    ),
    (
        _liar("is_equal_to_everything", "object", "Same()"),
        _liar("is_an_integer_equal_to_everything", "int", "Same(x)"),
        _liar("is_a_float_equal_to_everything", "float", "Same(x)"),
        _liar("is_a_text_equal_to_everything", "str", "Same(x)", "shout"),
        _liar("is_a_dict_equal_to_everything", "dict", "Same()", "totals"),
        _liar("is_an_array_equal_to_everything", "np.ndarray", "x.mean(axis=0).view(Same)", "mean"),
        _liar("is_a_frame_equal_to_everything", "pd.DataFrame", "Same(x)", "totals"),
        _liar("hides_in_an_array", "object", "np.array([Same(), Same()], dtype=object)", "mean"),
        _liar("hides_in_a_dict", "object", "{'a': Same()}", "totals"),
        Attempt(
            "is_a_class_in_a_functions_place",
            "failing",
            "cannot cross",
            f"""
class shout:
    def __init__(self, text):
        self.text = text
{_LIAR}
""",
            "shout",
        ),
        Attempt(
            "returns_itself_equal_to_everything",
            "failing",
            "expected",
            f"""
class Tally:
    def __init__(self, start):
        self._sum = start

    def add(self, n):
        return self

    def sum(self):
        return self
{_LIAR}
""",
            "tally",
        ),
        Attempt(
            "declares_how_it_is_looked_at",
            "failing",
            "",
            """
            class Tally:
                def __init__(self, start):
                    self._sum = start

                def __getattribute__(self, name):
                    return object.__getattribute__(self, name)

                def __repr__(self):
                    while True:
                        pass

                def __instancecheck__(self, other):
                    return True

                def __bool__(self):
                    return True

                def __len__(self):
                    return 8

                def add(self, n):
                    return self

                def sum(self):
                    return self
        """,
            "tally",
        ),
        Attempt("returns_a_function", "failing", "cannot cross", "def double(x):\n    return lambda: 2 * x\n"),
        Attempt("returns_a_module", "failing", "cannot cross", "import sys\n\ndef double(x):\n    return sys\n"),
        Attempt("is_a_coroutine", "failing", "cannot cross", "async def double(x):\n    return 2 * x\n"),
        Attempt("is_a_generator", "failing", "", "def double(x):\n    yield 2 * x\n"),
        Attempt(
            "contains_itself",
            "failing",
            "contains itself",
            """
            def clip(values, low):
                values.append(values)
                return values
        """,
            "clip",
        ),
        Attempt(
            "lies_ten_thousand_deep",
            "failing",
            "deep",
            """
            def clip(values, low):
                for _ in range(10_000):
                    values = [values]
                return values
        """,
            "clip",
        ),
        Attempt(
            "returns_two_million_items",
            "failing",
            "",
            "def clip(values, low):\n    return [low] * 2_000_000\n",
            "clip",
            5,
        ),
        Attempt(
            "never_shows_itself",
            "failing",
            "cannot cross",
            """
            class Slow:
                def __repr__(self):
                    while True:
                        pass

                __str__ = __repr__

            def double(x):
                return Slow()
        """,
        ),
        Attempt(
            "lies_about_its_class",
            "failing",
            "cannot cross",
            """
            class Liar(type):
                def __instancecheck__(cls, other):
                    return True

                def __eq__(cls, other):
                    return True

                __hash__ = type.__hash__

            class Six(metaclass=Liar):
                __class__ = int

                def __eq__(self, other):
                    return True

            def double(x):
                return Six()
        """,
        ),
        Attempt("is_not_a_number", "failing", "", "def double(x):\n    return float('nan')\n"),
        Attempt(
            "yields_a_liar",
            "failing",
            "cannot cross",
            """
            class Same:
                def __eq__(self, other):
                    return True

            def evens(numbers):
                yield from [Same()] * len(list(numbers))
        """,
            "evens",
        ),
        Attempt(
            "breaks_off_while_yielding",
            "failing",
            "SystemExit",
            """
            def evens(numbers):
                yield from [n for n in numbers if n % 2 == 0]
                raise SystemExit
        """,
            "evens",
        ),
    ),
)

SOURCES = Family(
    "odd sources",
    (
        twin("begins_with_a_mark", b"\xef\xbb\xbf# -*- coding: utf-8 -*-\r\ndef double(x):\r\n    return 2 * x\r\n"),
        twin(
            "defines_more_than_asked",
            """
            from __future__ import annotations

            ZWÖLF = 12

            class Helper:
                pass

            def double(x: Undefined) -> Nothing:
                return 2 * x
        """,
        ),
    ),
    (
        Attempt("is_not_python", "error", "SyntaxError", "def double(x:\n    return 2 * x\n"),
        Attempt("holds_a_null_byte", "error", "null byte", b"def double(x):\n    return 2 * x\n\0"),
        Attempt("is_not_utf_8", "error", "UTF-8", b"def double(x):\n    return 2 * x  # \xff\xfe\n"),
        Attempt("is_empty", "error", "double", b"\n"),
        Attempt(
            "is_too_large",
            "error",
            "larger than 1 MiB",
            b"# " + b"x" * (1 << 20) + b"\ndef double(x):\n    return 2 * x\n",
        ),
        Attempt("has_another_name", "error", "double", "def dubble(x):\n    return 2 * x\n"),
        Attempt("has_another_signature", "failing", "TypeError", "def double(x, y):\n    return 2 * x\n"),
        Attempt("is_a_number", "error", "double", "double = 6\n"),
        Attempt("is_a_function_in_a_classes_place", "error", "Tally", "def Tally(start):\n    return start\n", "tally"),
        Attempt("opens_brackets_without_end", "error", "Error", b"double = " + b"(" * 90_000 + b"\n"),
        Attempt("negates_without_end", "error", "Error", b"double = " + b"-" * 90_000 + b"1\n"),
        Attempt("asks_for_parts_without_end", "error", "", b"double = print" + b".x" * 90_000 + b"\n"),
        Attempt("raises_at_import", "error", "ZeroDivisionError", "1 / 0\n"),
        Attempt("imports_what_is_missing", "error", "ModuleNotFoundError", "import no_such_module_anywhere\n"),
        Attempt(
            "raises_what_cannot_be_named_at_import",
            "error",
            "",
            """
            class Liar(type):
                @property
                def __mro__(cls):
                    return 5

            raise Liar("Trouble", (Exception,), {})
        """,
        ),
        Attempt("removes_itself", "error", "double", "def double(x):\n    return 2 * x\n\ndel double\n"),
        Attempt(
            "answers_for_every_name",
            "failing",
            "",
            """
            import sys, types

            class Everything(types.ModuleType):
                def __getattr__(self, name):
                    return lambda *_: Everything("x")

            sys.modules[__name__] = Everything("katas")

            def double(x):
                return Everything("x")
        """,
        ),
    ),
)

STATE = Family(
    "memory between calls",
    (
        twin(
            "remembers_well",
            """
            import functools

            @functools.lru_cache
            def double(x):
                return 2 * x
        """,
        ),
    ),
    (
        Attempt(
            "remembers_its_first_answer",
            "failing",
            "",
            """
            answers = {}

            def double(x):
                return answers.setdefault("answer", 2 * x)
        """,
        ),
        Attempt(
            "hands_out_a_list_that_it_keeps",
            "visible pass",
            "",
            """
            def clip(values, low, kept=[]):
                kept += [max(value, low) for value in values]
                return kept
        """,
            "clip",
        ),
        Attempt(
            "answers_at_random",
            "failing",
            "",
            "import random\n\ndef double(x):\n    return 2 * x + random.randint(1, 9)\n",
        ),
        Attempt(
            "is_right_while_it_counts_to_three",
            "visible pass",
            "",
            """
            calls = 0

            def double(x):
                global calls
                calls += 1
                return 2 * x if calls <= 3 else 0
        """,
        ),
        Attempt(
            "is_wrong_every_fifth_time",
            "visible pass",
            "",
            """
            calls = 0

            def double(x):
                global calls
                calls += 1
                return 2 * x + (calls % 5 == 0)
        """,
        ),
        Attempt(
            "knows_the_examples_by_heart", "visible pass", "", "def double(x):\n    return {3: 6, -7: -14}.get(x, 0)\n"
        ),
        Attempt(
            "spoils_its_argument",
            "visible pass",
            "",
            """
            def mean(values):
                values /= len(values)
                return values.sum(axis=0)
        """,
            "mean",
        ),
    ),
)

FAMILIES = (WIRE, CALLBACKS, VALUES, SOURCES, STATE)
