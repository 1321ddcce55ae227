"""One candidate in its sandbox as the judge sees it: calls go out, values come back, and a clock runs only there."""

from __future__ import annotations

import itertools
import os
import signal
import warnings
import weakref
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol

from dojo.kata.candidates import Candidate
from dojo.kata.interface import parameters
from dojo.sandbox import call_rules, processes
from dojo.sandbox.call_clock import Clock
from dojo.sandbox.isolation import Limits
from dojo.sandbox.pool import SandboxPool, SandboxProcess
from dojo.text import call_text, clean, read_output
from dojo.wire import answers as reply
from dojo.wire import values as wire
from dojo.wire.channel import Channel, Closed, Garbled, Late
from dojo.wire.errors import describe, known_warning, rebuild

__tracebackhide__ = True  # pytest shows the line of the test, not these

MOST_DEATHS = 2  # after so many sandboxes lost, the rest of the kata is not run
_LONGEST_BLOCK = 1_024
_MOST_ITEMS = 1_000_000  # that one iterator of an attempt may yield: it might have no end
_PATIENCE = 5  # limits of a call for which a sandbox may leave unread what was sent to it
_HANGS_UP = 1.0  # seconds for a process that closed the wire to end by itself, so that its exit code is known
_KILLED = 9
_REMEMBERED = 4  # calls remembered of an instance, to show how it came to be


class TimedOut(BaseException):
    """A call or the whole kata ran out of time. No `Exception`, so that Hypothesis does not try to shrink it."""


class SandboxDied(BaseException):
    """The sandbox ended by itself, or sent what no sandbox sends."""


class NotAValue(AssertionError):
    """What came back is no plain value, so no test can compare it."""


class LoadFailed(Exception):
    """The candidate's source does not run as a module, or lacks the entry."""


@dataclass(frozen=True)
class CallLimits:
    """What a kata allows: seconds a call, seconds in all, bytes of memory."""

    call: float = 2.0
    kata: float = 30.0
    memory: int = 2 << 30

    def times(self, factor: float) -> CallLimits:
        """Return the limits for so many times the calls."""
        return replace(self, kata=self.kata * max(1.0, factor))


@dataclass(eq=False)
class Call:
    """One call of a test, remembered for the report; its text is made on demand."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    before: tuple[Call, ...] = ()
    came_back: str = ""  # "", "value" or "raised"
    value: Any = None
    frozen: str | None = None
    thrown: int = 0  # how many errors the judge's functions had raised before it
    changed: bool = False  # whether it changed its arguments
    printed: int = 0  # bytes that the attempt had printed before it

    def text(self) -> str:
        if self.frozen is None:
            earlier = "".join(c.text() + "\n" for c in self.before)
            self.frozen = earlier + call_text(self.name, self.args, self.kwargs)
        return self.frozen


class Instance(Protocol):
    """A stand-in for an instance that lives in the sandbox (see dojo.judge.standin)."""

    _handle: int
    _calls: deque[Call]


@dataclass(eq=False)
class Session:
    """A candidate, its sandbox once there is one, and what is known of the calls made."""

    candidate: Candidate
    kind: str
    limits: CallLimits
    pool: SandboxPool | None  # None: the candidate runs in this process, and nothing is asked of a sandbox
    make_instance: Callable[[], Instance] | None = None
    measure: bool = False  # read the peak memory of every call
    may_change: bool = True  # whether a call may change its arguments
    may_warn: bool = True  # whether a call that returns may warn
    packages: Sequence[str] = ()  # what the attempt may import besides numpy and pandas
    deaths: int = 0
    spent: float = 0.0
    number: int = 0  # of the last request
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=2))
    pending: BaseException | None = None  # what a function of the judge raised and the attempt may not hide
    process: SandboxProcess | None = None
    peak: int | None = None  # what the last call's memory grew by, where it is measured
    thrown: dict[Any, BaseException] = field(default_factory=dict)

    # -- life ------------------------------------------------------------------------------------

    def start(self) -> None:
        """Fork a sandbox and load the source in it; raises LoadFailed, TimedOut or SandboxDied."""
        self._new_process()
        c = self.candidate
        what = {
            "source": c.source,
            "filename": f"katas/{c.kata_id}.py" if c.target == "attempt" else f"solutions/{c.kata_id}.py",
            "module": "katas." + c.kata_id.replace("/", "."),
            "entry": c.entry,
            "symbol": c.symbol,
            "kind": self.kind,
            "packages": self.packages,
        }
        message, _ = self._exchange(["load", self._next(), what, None, []], [], "the import of the file")
        if message[0] == "lacks":
            raise LoadFailed(f"the file defines no {clean(str(message[2]))}")
        if message[0] == "raised":
            error = message[3]
            name = error["classes"][0].rpartition(".")[2]
            raise LoadFailed(clean(f"{name}: {error['text']}\n{error['trace']}".strip()))

    def _new_process(self) -> None:
        assert self.pool is not None
        self.process = self.pool.start(Limits(memory=self.limits.memory))
        self.channel = Channel(self.process.sock)
        self.instances: dict[int, weakref.ref[Any]] = {}
        self.released: list[int] = []
        self.functions: dict[int, Callable[..., Any]] = {}
        self.peak = None

    def close(self, patience: float = 0.0) -> int | None:
        """End the sandbox with all that it started; returns its exit code, negative for a signal."""
        process, self.process = self.process, None
        if process is None or self.pool is None:
            return None
        return self.pool.reap(process, patience)

    def output_size(self) -> int:
        """Return how many bytes the attempt has printed so far."""
        try:
            return self.process.output.stat().st_size if self.process else 0
        except OSError:
            return 0

    def printed(self, since: int = 0) -> str:
        """Return what the attempt printed, from that byte on, cleaned and capped."""
        if self.process is None:
            return ""
        return clean(read_output(self.process.output, since))

    # -- calls -----------------------------------------------------------------------------------

    def call(
        self, verb: str, what: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], of: Instance | None = None
    ) -> Any:
        """Have the candidate do something and return its answer as a plain value, or raise what it raised."""
        if self.process is None:
            self.start()
        record = Call(name, args, kwargs, before=tuple(of._calls) if of is not None else (), thrown=len(self.thrown))
        record.printed = self.output_size()
        self.calls.append(record)
        packed = wire.pack_call(args, kwargs, self)
        released = self.released[:]
        del self.released[: len(released)]  # the list itself stays: every instance alive will add to it
        before = self._memory_before()
        message, buffers = self._exchange([verb, self._next(), what, packed.head, released], packed.buffers, record)
        self._memory_after(before, packed.buffers, buffers)
        return self._receive(message, buffers, packed, record)

    def _receive(self, message: list[Any], buffers: list[memoryview], sent: wire.Packed, record: Call) -> Any:
        answer = message[0]
        if answer == "unsendable":
            record.came_back, record.value = "raised", clean(str(message[2]))
            self._raise_pending()
            raise NotAValue(clean(str(message[2])))
        record.changed = reply.changes(message[2])
        given = [*record.args, *record.kwargs.values()] if record.changed else []
        if record.changed:
            record.text()  # the arguments as they were, before they change
        before = call_rules.contents(given, self)
        try:
            value = reply.unpack(message[2], buffers, sent.objects, self)
        except Garbled as error:  # a ValueError, which a test may expect of the attempt
            self._lost(None, record, error)
        self._raise_pending()
        if not self.may_change:
            call_rules.hold_unchanged(
                before, call_rules.contents(given, self), self._argument_names(record) if given else []
            )
        if answer == "value" and not self.may_warn:
            call_rules.hold_silent(message[-1])
        self._warn(message[-1])
        if answer == "raised":
            description = message[3]
            number = description["thrown"]
            ours = number in self.thrown and number >= record.thrown  # else the attempt saved it from an earlier call
            raised = self.thrown[number] if ours else rebuild(description)
            record.came_back, record.value = "raised", raised
            raise raised
        record.came_back, record.value = "value", value
        return value

    def _argument_names(self, record: Call) -> list[str]:
        known = parameters(self.candidate.source, self.candidate.symbol, record.name)
        numbered = [f"argument {number}" for number in range(len(known) + 1, len(record.args) + 1)]
        return [*[*known, *numbered][: len(record.args)], *record.kwargs]

    def _raise_pending(self) -> None:
        pending, self.pending = self.pending, None
        if pending is not None:
            raise pending

    @staticmethod
    def _warn(warned: list[list[str]]) -> None:
        for *names, text in warned:
            warnings.warn(clean(text), known_warning(names), stacklevel=5)

    # -- the conversation ------------------------------------------------------------------------

    def _next(self) -> int:
        """Return the number of a new request: random, so that a sandbox cannot answer what it was not asked yet."""
        self.number = int.from_bytes(os.urandom(8), "little")
        return self.number

    def _exchange(self, request: list[Any], buffers: Any, doing: Call | str) -> tuple[list[Any], list[memoryview]]:
        """Send a request and answer what the sandbox asks meanwhile; the clock runs only while it works."""
        clock = Clock(self.limits.call, self.process.pid if self.process else 0)
        try:
            self._send(request, buffers)
            while True:
                message, received = clock.receive(self.channel)
                if message[0] == "callback":
                    self._call_back(message, received)
                elif message[1] == request[1]:
                    reply.check(message)
                    break
                else:
                    raise Garbled("an answer to no request")
        except Late:
            self._lost(TimedOut(f"timed out after {self.limits.call:.1f} s in {_named(doing)}"))
        except (Closed, Garbled, OSError, LookupError, TypeError, ValueError, OverflowError) as error:
            self._lost(None, doing, error)
        self.spent += clock.spent
        if self.spent > self.limits.kata:
            self._lost(TimedOut(f"the {self.limits.kata:g} s that this kata may take in all are used up"))
        return message, received

    def _send(self, head: list[Any], buffers: Any = ()) -> None:
        self.channel.send(head, buffers, _PATIENCE * self.limits.call)

    def _lost(self, late: TimedOut | None, doing: Call | str = "", error: Exception | None = None) -> None:
        """End a sandbox that is of no more use, and raise what became of it."""
        if isinstance(doing, Call):
            doing.text()
        self.deaths += 1
        self.pending = None
        code = self.close(_HANGS_UP if isinstance(error, Closed) else 0.0)
        if late is not None:
            raise late
        raise SandboxDied(f"{_ending(code, error)} in {_named(doing)}")

    # -- what the sandbox asks of the judge ------------------------------------------------------

    def _call_back(self, message: list[Any], buffers: list[memoryview]) -> None:
        args, kwargs, objects = wire.unpack_call(message[2], buffers, self)
        function = self.functions[message[1]]
        calls = list(self.calls)
        try:
            result = function(*args, **kwargs)
            packed = reply.pack(result, objects, message[2], buffers, self)
        except BaseException as error:
            if self.process is None:  # the call inside it lost the sandbox
                raise
            self._throw(error)
        else:
            self._send(["answer", packed.head], packed.buffers)
        self.calls.clear()
        self.calls.extend(calls)

    def _throw(self, error: BaseException) -> None:
        """Tell the sandbox of an error in the judge's function; keep what the attempt may not decide about."""
        number = len(self.thrown)
        self.thrown[number] = error
        ordinary = isinstance(error, Exception) and not isinstance(error, AssertionError)
        if self.pending is None and not (ordinary and not type(error).__module__.startswith("hypothesis")):
            self.pending = error
        self._send(["threw", number, describe(error, "", None)])

    # -- what is no plain value (wire.References) ------------------------------------------------

    def to_wire(self, value: Any) -> list[Any] | None:
        handle = getattr(value, "_handle", None) if self.make_instance is not None else None
        if isinstance(handle, int):
            return ["handle", handle]
        if hasattr(type(value), "__next__"):
            return ["iterator", self._number(partial(_next_block, value))]
        if callable(value):
            return ["function", self._number(value), str(getattr(value, "__name__", "function"))]
        return None

    def _number(self, function: Callable[..., Any]) -> int:
        """Return the number by which the sandbox calls a function of ours."""
        number = next((n for n, known in self.functions.items() if known is function), len(self.functions))
        self.functions[number] = function
        return number

    def from_wire(self, node: list[Any]) -> object:
        tag, number = node[0], node[1]
        if tag == "function":
            return self.functions[number]
        if tag == "iterator":
            return self._pulled(number)
        if tag != "handle" or self.make_instance is None or not isinstance(number, int):
            raise Garbled("a reference to nothing")
        known = self.instances.get(number)
        instance = known() if known is not None else None
        if instance is None:
            instance = self.make_instance()
            instance._handle = number
            instance._calls = deque(maxlen=_REMEMBERED)
            self.instances[number] = weakref.ref(instance, partial(_gone, number, self.instances, self.released))
        return instance

    def _pulled(self, number: int) -> Iterator[Any]:
        """An iterator of the attempt's, pulled in blocks that grow."""
        size, ended, many = 1, False, 0
        while not ended:
            items, ended, error = self.call("block", [number, size], "next", (), {})
            many += len(items)
            if many > _MOST_ITEMS:
                self._lost(TimedOut(f"no end after {_MOST_ITEMS:,} items of an iterator"))
            yield from items
            if error is not None:
                raise rebuild(error)
            size = min(2 * size, _LONGEST_BLOCK)

    # -- memory ----------------------------------------------------------------------------------

    def _memory_before(self) -> int:
        if not self.measure or self.process is None:
            return 0
        processes.reset_peak(self.process.pid)
        return processes.resident(self.process.pid) or 0

    def _memory_after(self, before: int, sent: Any, received: Any) -> None:
        if self.measure and self.process is not None:
            grown = (processes.peak_resident(self.process.pid) or 0) - before
            # The frame as received and the copy unpacked from it, and the answer, are the wire's.
            wires = 2 * sum(memoryview(b).nbytes for b in sent) + sum(memoryview(b).nbytes for b in received)
            self.peak = max(0, grown - wires)

    def peak_memory(self) -> int:
        """Return by how many bytes the last call grew the sandbox's resident memory at its peak."""
        if self.peak is None:
            raise RuntimeError("peak_memory() speaks of the last call, and there was none that was measured")
        return self.peak


def _next_block(iterator: Iterator[Any], size: Any) -> tuple[list[Any], bool]:
    """Return the next items of an iterator of ours, and whether it ended."""
    size = min(max(int(size), 1), _LONGEST_BLOCK)
    items = list(itertools.islice(iterator, size))
    return items, len(items) < size


def _gone(number: int, instances: dict[int, Any], released: list[int], _: object) -> None:
    """Note that nobody holds a stand-in any more; the next call passes it on to the sandbox."""
    instances.pop(number, None)
    released.append(number)


def _named(doing: Call | str) -> str:
    return doing if isinstance(doing, str) else f"{doing.name}(...)"


def _ending(code: int | None, error: Exception | None) -> str:
    """Return in plain words how a sandbox ended; the code is as `subprocess` has it, None when unknown."""
    if error is not None and not isinstance(error, OSError):  # it was read, but means nothing
        return f"the attempt's process sent what is no answer ({error})"
    if code is not None and code >= 0:
        return f"the attempt ended its own process (exit status {code})"
    if code is None or code == -_KILLED:
        return "the attempt's process was killed"
    return f"the attempt's process was ended by {signal.Signals(-code).name}"
