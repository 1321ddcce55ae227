"""The process that runs a candidate: it loads the source, answers calls over the wire and holds nothing else.

Everything here shares a process with the attempt and may be patched by it. That is harmless: all that
can leave is a plain value, and the judge decides what a value is worth.
"""

from __future__ import annotations

import contextlib
import linecache
import os
import random
import socket
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dojo.sandbox import imports, isolation, processes
from dojo.sandbox.isolation import Limits
from dojo.wire import answers as reply
from dojo.wire import values as wire
from dojo.wire.channel import Channel, Closed
from dojo.wire.errors import describe, rebuild

_LONGEST_BLOCK = 1_024
_ARITHMETIC = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow")
_BITWISE = ("lshift", "rshift", "and", "xor", "or")
_COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
_OPERATORS_THAT_MAY_BE_MISSING = frozenset(
    f"__{side}{name}__" for side in ("", "r") for name in (*_ARITHMETIC, *_BITWISE, *_COMPARISONS)
)


def warm(root: Path) -> None:
    """Touch what every sandbox will use, before the first fork."""
    import pandas as pd

    pd.DataFrame({"a": [1.0]}).to_string()
    np.random.default_rng(0).random()
    np.linalg.norm(np.eye(2))
    isolation.needed_paths(root)


def begin(wire_end: socket.socket, place: Path, root: Path, limits: Limits) -> None:
    """Turn this fresh process into a sandbox and serve until the judge hangs up."""
    workdir = place / "work"
    workdir.mkdir()
    sock = _settle(wire_end, place / "output")
    random.seed()
    np.random.seed()  # forks share the parent's state, and unseeded code must not look deterministic
    imports.restrict()
    sys.breakpointhook = _no_debugger
    isolation.confine(workdir, isolation.needed_paths(root), limits)
    Sandbox(Channel(sock)).serve()
    os._exit(0)


def _no_debugger(*_: object, **__: object) -> None:
    raise RuntimeError("breakpoint() stops nothing while an attempt is judged: run its tests with `pytest --pdb`")


def _settle(wire_end: socket.socket, output: Path) -> socket.socket:
    """Keep three descriptors and the wire, in a session of our own; the wire is returned under its new number."""
    with contextlib.suppress(PermissionError):  # it leads its session already
        os.setsid()
    processes.die_with_parent()
    processes.make_undumpable(False)  # inherited, and the judge reads our peak memory
    silence = os.open(os.devnull, os.O_RDONLY)
    printed = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    fd = os.dup(wire_end.detach())
    for target, source in enumerate((silence, printed, printed, fd)):
        os.dup2(source, target)
    os.closerange(4, max(os.sysconf("SC_OPEN_MAX"), 256))
    return socket.socket(fileno=3)


class Sandbox:
    """One candidate's module, its live instances, and the conversation with the judge."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.module: types.ModuleType | None = None
        self.entry: Any = None
        self.kind = ""  # what the judge takes the entry for: "function" or "class"
        self.instances: dict[int, Any] = {}
        self.numbers: dict[int, int] = {}  # id of a live instance -> its handle
        self.iterators: dict[int, Iterator[Any]] = {}
        self.functions: dict[int, Callable[..., Any]] = {}
        self.thrown: dict[int, BaseException] = {}  # what the judge's functions raised here, by number
        self.warned: list[list[str]] = []
        self.handles = 0
        warnings.simplefilter("always")
        warnings.showwarning = self._warned  # type: ignore[assignment]

    def serve(self) -> None:
        with contextlib.suppress(Closed):
            while True:
                self._handle(*self.channel.receive(None))

    # -- what the judge asks ---------------------------------------------------------------------

    def _handle(self, message: list[Any], buffers: list[memoryview]) -> None:
        verb, number, what, head, released = message
        for handle in released:
            self.numbers.pop(id(self.instances.pop(handle, None)), None)
        objects: list[object] = []
        warned: list[list[str]] = []
        self.warned = warned
        try:
            if verb == "load":
                answer, out = self._load(what), []
            else:
                args, kwargs, objects = wire.unpack_call(head, buffers, self)
                pristine = reply.Pristine(objects) if objects else None
                result = self._target(verb, what)(*args, **kwargs)
                packed = reply.pack(result, objects, head, buffers, self, pristine)
                answer, out = ["value", packed.head], packed.buffers
        except wire.Unsendable as error:
            answer, out = ["unsendable", str(error)], []
        except BaseException as error:  # whatever an attempt raises is an answer, SystemExit too
            answer, out = self._raised(error, objects, head, buffers)
        self._flush()
        self.channel.send([answer[0], number, *answer[1:], warned[:20]], out)

    def _raised(self, error: BaseException, objects: list[object], head: Any, buffers: Any) -> tuple[list[Any], Any]:
        thrown = next((n for n, e in self.thrown.items() if e is error), None)
        description = describe(error, self._trace(error), thrown)
        try:
            packed = reply.pack(None, objects, head, buffers, self)
        except Exception:  # the arguments hold something unsendable by now: the exception itself still tells
            packed = reply.pack(None, [], None, [], self)
        return ["raised", packed.head, description], packed.buffers

    def _load(self, what: dict[str, Any]) -> list[Any]:
        """Run the source as a module; `what` names it, the entry and the object that answers for it."""
        imports.RULE.add(what["packages"])
        name, filename = what["module"], what["filename"]
        module = self.module = types.ModuleType(name)
        module.__file__ = filename
        sys.modules[name] = module
        lines = what["source"].splitlines(keepends=True)
        linecache.cache[filename] = (len(what["source"]), None, lines, filename)
        exec(compile(what["source"], filename, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - its purpose
        if not hasattr(module, what["symbol"]):
            return ["lacks", what["symbol"]]
        self.entry, self.kind = getattr(module, what["symbol"]), what["kind"]
        if what["symbol"] != what["entry"]:
            for constant, value in vars(self.entry).items():
                if constant.isupper():  # a mistake may lie in a constant of the module
                    setattr(module, constant, value)
        if not (isinstance(self.entry, type) if what["kind"] == "class" else callable(self.entry)):
            return ["lacks", f"{what['symbol']} as a {what['kind']}"]
        return ["loaded"]

    def _target(self, verb: str, what: Any) -> Callable[..., Any]:
        if verb == "call":
            return self.entry  # type: ignore[no-any-return]
        if verb == "method":
            return self._method(self.instances[what[0]], what[1])
        if verb == "get":
            return lambda: getattr(self.instances[what[0]], what[1])
        if verb == "set":
            return lambda value: setattr(self.instances[what[0]], what[1], value)
        if verb == "static":
            return getattr(self.entry, what)  # type: ignore[no-any-return]
        if verb == "constant":
            return lambda: getattr(self.module, what)
        return lambda: self._block(what[0], what[1])

    @staticmethod
    def _method(instance: Any, name: str) -> Callable[..., Any]:
        """Special methods are looked up on the class, as Python does; an operator may be missing."""
        if not (name.startswith("__") and name.endswith("__")):
            return getattr(instance, name)  # type: ignore[no-any-return]
        function = getattr(type(instance), name, None)
        if function is None:
            if name in _OPERATORS_THAT_MAY_BE_MISSING:
                return lambda *_: NotImplemented
            raise TypeError(f"{type(instance).__name__!r} object has no {name}")
        return types.MethodType(function, instance)

    def _block(self, number: int, size: int) -> tuple[list[Any], bool, Any]:
        """Return the next items of an iterator, whether it ended, and what it raised after them."""
        items: list[Any] = []
        iterator = self.iterators[number]
        for _ in range(size):
            try:
                items.append(next(iterator))
            except StopIteration:
                return items, True, None
            except BaseException as error:  # the items before it still count
                if not items:
                    raise
                return items, True, describe(error, self._trace(error), None)
        return items, False, None

    # -- what is not a plain value (wire.References) ---------------------------------------------

    def to_wire(self, value: object) -> list[Any] | None:
        if self.kind == "class" and (isinstance(value, self.entry) or type(value) in self.entry.__mro__[:-1]):
            number = self.numbers.get(id(value))
            if number is None:
                number = self.handles = self.handles + 1
                self.instances[number] = value
                self.numbers[id(value)] = number
            return ["handle", number]
        for number, function in self.functions.items():
            if value is function:
                return ["function", number]
        if hasattr(type(value), "__next__"):
            self.handles += 1
            self.iterators[self.handles] = value  # type: ignore[assignment]
            return ["iterator", self.handles]
        return None

    def from_wire(self, node: list[Any]) -> object:
        tag, number = node[0], node[1]
        if tag == "handle":
            return self.instances[number]
        if tag == "function":
            return self.functions.setdefault(number, self._function(number, node[2]))
        return self._pulled(number)

    def _function(self, number: int, name: str) -> Callable[..., Any]:
        def call_back(*args: Any, **kwargs: Any) -> Any:
            packed = wire.pack_call(args, kwargs, self)
            self.channel.send(["callback", number, packed.head], packed.buffers)
            return self._answer(packed)

        call_back.__name__ = call_back.__qualname__ = name
        return call_back

    def _pulled(self, number: int) -> Iterator[Any]:
        """An iterator of the judge's, pulled in blocks that grow."""
        pull, size, ended = self._function(number, "next"), 1, False
        while not ended:
            items, ended = pull(size)
            yield from items
            size = min(2 * size, _LONGEST_BLOCK)

    def _answer(self, sent: wire.Packed) -> Any:
        """Wait for the judge's answer; it may call us meanwhile."""
        warned = self.warned
        while True:
            message, buffers = self.channel.receive(None)
            if message[0] == "answer":
                self.warned = warned
                return reply.unpack(message[1], buffers, sent.objects, self)
            if message[0] == "threw":
                self.warned = warned
                error = self.thrown[message[1]] = rebuild(message[2])
                raise error
            self._handle(message, buffers)

    # -- small things ----------------------------------------------------------------------------

    def _warned(self, message: Warning, category: type[Warning], *_: Any, **__: Any) -> None:
        kinds = [f"{c.__module__}.{c.__qualname__}" for c in category.__mro__ if issubclass(c, Warning)]
        self.warned.append([*kinds, str(message)[:2_000]])

    def _trace(self, error: BaseException) -> str:
        """Return where in the attempt it happened, innermost last, without the frames of this module."""
        filename = getattr(self.module, "__file__", None)
        with contextlib.suppress(Exception):
            if isinstance(error, SyntaxError) and error.filename == filename:
                return "".join(traceback.format_exception_only(error))[:2_000]
            frames = [f for f in traceback.extract_tb(error.__traceback__, limit=-200) if f.filename == filename]
            return "".join(f"line {f.lineno}, in {f.name}: {(f.line or '').strip()}\n" for f in frames[-3:])
        return ""

    @staticmethod
    def _flush() -> None:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except Exception:  # noqa: S110 - an attempt may have put anything there, and then it is its own loss
            pass
