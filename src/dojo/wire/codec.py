"""The writer and the reader under the wire: tables of types, aliasing, depth, buffers, and where a value stands.

A value becomes a node: null, a boolean, a number or a string stands for itself; everything else is a
list whose first item is a tag. A mutable object is a node ``["@", index]`` into a table, so that an
object met twice stays one object.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from dojo.wire.channel import MAX_BUFFERS, Garbled

__all__ = [
    "CONTENTS",
    "MAX_BYTES",
    "MAX_DEPTH",
    "READERS",
    "WRITERS",
    "Reader",
    "References",
    "Unsendable",
    "Writer",
    "stands_for_itself",
]

_DICTS = (OrderedDict, defaultdict, Counter)  # serve as a dict
MAX_DEPTH = 100
MAX_BYTES = 1 << 30  # of one array
_REFERENCE = "@"

Node = Any
Write = Callable[["Writer", Any], Node]
Read = Callable[["Reader", list[Any]], Any]
Fill = Callable[[Any, Any], None]

WRITERS: dict[type, Write] = {}
"""How each immutable type becomes a node."""
CONTENTS: dict[type, tuple[Write, Fill]] = {}
"""How the contents of each mutable type become a node, and how a fresh object's contents are put into a live one."""
READERS: dict[str, Read] = {}
"""How the items after each tag become a value."""


def stands_for_itself(value: Any) -> bool:
    """Return whether a value is its own node."""
    kind = type(value)
    if kind is int:
        return bool(-0x8000000000000000 <= value <= 0x7FFFFFFFFFFFFFFF)
    return kind is float or value is None or kind is bool or (kind is str and value.isascii())


class References(Protocol):
    """What crosses by reference: functions, instances of the entry class, iterators."""

    def to_wire(self, value: object) -> list[Any] | None:
        """Return a JSON node whose first item is a tag that the wire does not use, or None: not sendable."""

    def from_wire(self, node: list[Any]) -> object:
        """Return what the node stands for; raise Garbled if nothing."""


class Unsendable(TypeError):
    """A value that cannot cross the wire; the message names its type and its place.

    Attributes
    ----------
    steps : list of str
        The way from the value given to the culprit, innermost first.
    root : str
        What the value given is called.
    """

    def __init__(self, culprit: type, reason: str, root: str = "value") -> None:
        super().__init__(reason)
        self.culprit, self.reason, self.root = culprit, reason, root
        self.steps: list[str] = []

    def __str__(self) -> str:
        name = self.culprit.__qualname__[:80]
        article = "an" if name[:1].lower() in "aeiou" else "a"
        place = self.root + "".join(reversed(self.steps))
        return f"{article} {name} (at {place}) cannot cross the wire: {self.reason}"


class Writer:
    """Turns values into nodes, a table and buffers.

    Parameters
    ----------
    references : References
        Asked about every type that has no writer.
    known : sequence of object
        Mutable objects whose contents the other side has: referred to, not sent.
    objects : sequence of object
        Mutable objects that take the first places of the table.
    """

    def __init__(self, references: References, known: Sequence[object] = (), objects: Sequence[object] = ()) -> None:
        self._references = references
        self._known = len(known)
        self.objects = [*known, *objects]
        self.table: list[Node] = [None] * len(objects)
        self._places = {id(value): place for place, value in enumerate(self.objects)}
        self._open: set[int] = set()
        self._depth = 0
        self._table_buffers: list[bytes | memoryview] = []
        self._root_buffers: list[bytes | memoryview] = []

    @property
    def buffers(self) -> list[bytes | memoryview]:
        """The table's buffers, then the root's, numbered from the end: so the table's keep theirs whatever the root."""
        return self._table_buffers + self._root_buffers[::-1]

    def node(self, value: Any) -> Node:
        """Return the node of any value."""
        if stands_for_itself(value):
            return value
        kind = type(value)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Unsendable(kind, f"it lies deeper than {MAX_DEPTH} levels")
        node = self._rich(value, kind)
        self._depth -= 1
        return node

    def nodes(self, values: Iterable[Any]) -> list[Node]:
        """Return the nodes of the items of a sequence."""
        found: list[Node] = []
        try:
            found.extend(map(self.node, values))  # what came before a failing item is kept, and counts it
        except Unsendable as problem:
            problem.steps.append(f"[{len(found)}]")
            raise
        return found

    def pairs(self, mapping: dict[Any, Any]) -> list[Node]:
        """Return the nodes of the keys and values of a dict, in turn."""
        found: list[Node] = []
        for key, value in mapping.items():
            try:
                found += (self.node(key), self.node(value))
            except Unsendable as problem:
                problem.steps.append(f"[{_short(key)}]")
                raise
        return found

    def part(self, step: str, value: Any) -> Node:
        """Return the node of a named part of a value."""
        try:
            return self.node(value)
        except Unsendable as problem:
            problem.steps.append(step)
            raise

    def contents(self, value: object) -> int:
        """See that a mutable object is in the table, and return its place."""
        place = self._places.get(id(value))
        if place is None:
            place = self._places[id(value)] = len(self.objects)
            self.objects.append(value)
            self.table.append(None)
        entry = place - self._known
        if place in self._open:
            raise Unsendable(type(value), "it contains itself")
        if entry >= 0 and self.table[entry] is None:
            self._open.add(place)
            self.table[entry] = CONTENTS[type(value)][0](self, value)
            self._open.remove(place)
        return place

    def all_contents(self) -> None:
        """See that every object given is in the table."""
        for value in self.objects[self._known :]:
            self.contents(value)

    def buffer(self, data: bytes | memoryview) -> int:
        """Return the number of a new buffer."""
        if len(self._table_buffers) + len(self._root_buffers) >= MAX_BUFFERS:
            raise Unsendable(bytes, f"the whole has more than {MAX_BUFFERS} arrays and blocks")
        if self._open:
            self._table_buffers.append(data)
            return len(self._table_buffers) - 1
        self._root_buffers.append(data)
        return -len(self._root_buffers)

    def _rich(self, value: Any, kind: type) -> Node:
        write = WRITERS.get(kind)
        if write is not None:
            return write(self, value)
        if kind in CONTENTS:
            return [_REFERENCE, self.contents(value)]
        node = self._references.to_wire(value)
        if node is None and any(kind is known for known in _DICTS):  # a class may claim to equal any other
            return self._rich(dict(value), dict)
        if node is None and issubclass(kind, tuple) and hasattr(kind, "_fields"):  # a named tuple serves as a tuple
            return self._rich(tuple(value), tuple)
        if node is None:
            raise Unsendable(kind, _why_not(kind))
        return node


class Reader:
    """Turns nodes, a table and buffers from the other side back into values, trusting none of them.

    Parameters
    ----------
    table, buffers : list
        As they came.
    references : References
        Asked about every tag that has no reader.
    known : sequence of object
        The objects that come before the table's.
    live : sequence of object
        Objects of ours that stand for the first entries of the table: what is read replaces their contents.
    """

    def __init__(
        self,
        table: list[Node],
        buffers: Sequence[bytes | memoryview],
        references: References,
        known: Sequence[object] = (),
        live: Sequence[object] = (),
    ) -> None:
        self._table = table
        self._buffers: list[bytes | memoryview | None] = list(buffers)
        self._references = references
        self._known = len(known)
        self._first_new = len(known) + len(live)
        self.objects: list[Any] = [*known, *live, *[None] * (len(table) - len(live))]
        self.fresh: list[Any] = [None] * len(table)
        self._done = [False] * len(table)
        self._open: set[int] = set()
        self._depth = 0

    def value(self, node: Node) -> Any:
        """Return what a node stands for."""
        if type(node) is not list:
            if type(node) is dict:
                raise Garbled("an object where a node should be")
            return node
        if not node or type(node[0]) is not str:
            raise Garbled("a node without a tag")
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Garbled(f"nodes nested deeper than {MAX_DEPTH} levels")
        if node[0] == _REFERENCE:
            _, place = node
            self._see(place)
            value = self.objects[place]
        elif node[0] in READERS:
            value = READERS[node[0]](self, node[1:])
        else:
            value = self._references.from_wire(node)
        self._depth -= 1
        return value

    def values(self, nodes: Iterable[Node]) -> list[Any]:
        """Return what each node stands for."""
        return list(map(self.value, nodes))

    def pairs(self, nodes: list[Node]) -> dict[Any, Any]:
        """Return the dict whose keys and values the nodes are, in turn."""
        values = self.values(nodes)
        found = dict(zip(values[::2], values[1::2], strict=True))
        if len(found) * 2 != len(values):
            raise Garbled("a key comes twice")
        return found

    def contents(self) -> None:
        """Read the whole table."""
        for place in range(self._known, len(self.objects)):
            self._see(place)

    def buffer(self, number: Node) -> bytes | memoryview:
        """Return a buffer; each can be had once, so that no frame stands for more than it holds."""
        if type(number) is not int or not -len(self._buffers) <= number < len(self._buffers):
            raise Garbled("no such buffer")
        found, self._buffers[number] = self._buffers[number], None
        if found is None:
            raise Garbled("a buffer is used twice")
        return found

    def _see(self, place: Node) -> None:
        """Read an entry of the table unless that is done."""
        if type(place) is not int or not 0 <= place < len(self.objects):
            raise Garbled("a reference to no entry of the table")
        entry = place - self._known
        if entry < 0 or self._done[entry]:
            return
        if place in self._open:
            raise Garbled("an object contains itself")
        self._open.add(place)
        tag, *items = self._table[entry]
        self.fresh[entry] = fresh = READERS[tag](self, items)
        if type(fresh) not in CONTENTS:
            raise Garbled("the table holds what is not mutable")
        if place >= self._first_new:
            self.objects[place] = fresh
        self._open.remove(place)
        self._done[entry] = True


def _why_not(kind: type) -> str:
    plain = next((base for base in kind.__mro__[1:] if base is float or base in CONTENTS or base in WRITERS), None)
    if plain is None:
        return "only plain values, numpy and pandas objects of plain values can"
    return f"only a plain {plain.__qualname__} can, not a class derived from it"


def _short(key: object) -> str:
    text = repr(key) if type(key) in (str, int, float, bool, bytes, type(None)) else f"<{type(key).__qualname__}>"
    return text if len(text) <= 40 else text[:37] + "..."
