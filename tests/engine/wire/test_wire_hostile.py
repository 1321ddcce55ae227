"""Whatever the other side of the wire sends: garbled, or a plain value, and never harm."""

from __future__ import annotations

import copy
import json
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dojo.wire.values import Garbled, pack, unpack
from tests.engine.support.wire_values import values

thorough = settings(deadline=None, suppress_health_check=list(HealthCheck))


class Nothing:
    """References to nothing at all."""

    def to_wire(self, value: object) -> list[Any] | None:
        return None

    def from_wire(self, node: list[Any]) -> object:
        raise Garbled("no reference")


REFERENCES = Nothing()

junk = st.sampled_from(
    [
        *(None, True, 0, -1, 1, 2, 255, 10**12, 2**63, 10**40, 0.5),
        *("", "a", "d", "q", "C", "ns", "O", "<U999999999", "0x7", [], {}, [0], [1, 2], {"d": 0}, {"q": 0}),
        *(["@", 0], ["@", 1], ["@", -1], ["l"], ["d", 1, 2], ["t", ["t"]], ["nat"], ["na"], ["i", "zz"], ["str", "ff"]),
        *(["ri", 0, 10**15, 1, None], ["zone", "../../etc/passwd"], ["zone", "Europe"]),
        *(["a", "d", "C", True, [1], 0], ["a", "O", "C", True, [1], 0], ["o", "N", True, [2], 1, 2]),
    ]
)


def _spots(node: Any) -> list[tuple[Any, Any]]:
    """Every place in a JSON value where something else could stand."""
    if not isinstance(node, (list, dict)):
        return []
    keys = range(len(node)) if isinstance(node, list) else node
    return [spot for key in keys for spot in ((node, key), *_spots(node[key]))]


@st.composite
def broken(draw: st.DrawFn) -> tuple[Any, list[bytes]]:
    """A frame of a value in which something has been replaced, lost, doubled or cut."""
    packed = pack(draw(values), REFERENCES)
    head, buffers = json.loads(json.dumps(packed.head)), [bytes(buffer) for buffer in packed.buffers]
    for _ in range(draw(st.integers(1, 2))):
        spots = _spots(head)
        container, key = spots[draw(st.integers(0, len(spots) - 1))]
        how = draw(st.sampled_from(["replace", "replace", "nudge", "drop", "double", "cut", "move"]))
        if how == "replace":
            container[key] = copy.deepcopy(draw(junk))
        elif how == "nudge" and type(container[key]) is int:
            container[key] += draw(st.sampled_from([-1, 1, 1 << 31, 1 << 64]))
        elif how == "drop":
            del container[key]
        elif how == "double" and type(container) is list:
            container.insert(key, copy.deepcopy(container[key]))
        elif how == "cut" and buffers:
            i = draw(st.integers(0, len(buffers) - 1))
            buffers[i] = draw(st.sampled_from([buffers[i][:-1], buffers[i] + b"x", b"", b"\xff" * len(buffers[i])]))
        elif how == "move":
            other, place = spots[draw(st.integers(0, len(spots) - 1))]
            container[key] = copy.deepcopy(other[place]) if place in other or type(other) is list else None
        if not _spots(head):
            break
    return head, buffers


@settings(thorough, max_examples=400)
@given(broken())
def test_a_broken_frame_is_garbled_or_stands_for_a_plain_value(frame: tuple[Any, list[bytes]]) -> None:
    try:
        got, _ = unpack(*frame, REFERENCES)
    except Garbled:
        return
    pack(got, REFERENCES)  # nothing but what could have been sent


@settings(thorough, max_examples=200)
@given(values, broken())
def test_a_broken_update_is_garbled_or_leaves_plain_values(value: Any, frame: tuple[Any, list[bytes]]) -> None:
    packed = pack(value, REFERENCES)
    ours, objects = unpack(json.loads(json.dumps(packed.head)), [bytes(b) for b in packed.buffers], REFERENCES)
    head, buffers = frame
    try:
        unpack([head[0], None] if type(head) is list and head else head, buffers, REFERENCES, live=objects)
    except Garbled:
        return
    pack(ours, REFERENCES)


def _array(code: str, shape: list[Any], data: bytes, order: str = "C") -> tuple[Any, list[bytes]]:
    return [[["a", code, order, True, shape, 0]], ["@", 0]], [data]


HOSTILE: dict[str, tuple[Any, list[bytes]]] = {
    "no head": (None, []),
    "no tag": ([[], [1]], []),
    "an unknown tag": ([[], ["system", "ls"]], []),
    "an object for a node": ([[], {"d": 0}], []),
    "a reference to nothing": ([[], ["@", 0]], []),
    "a reference from the end": ([[["l"]], ["@", -1]], []),
    "a list in itself": ([[["l", ["@", 0]]], ["@", 0]], []),
    "two lists in each other": ([[["l", ["@", 1]], ["l", ["@", 0]]], None], []),
    "an immutable entry": ([[["t"]], ["@", 0]], []),
    "nodes without end": ([[], json.loads('["t",' * 150 + "1" + "]" * 150)], []),
    "one buffer for two arrays": ([[["a", "d", "C", True, [1], 0]] * 2, None], [bytes(8)]),
    "an unhashable key": ([[["l"], ["d", ["@", 0], 1]], None], []),
    "a key twice": ([[["d", 1, 2, 1, 3]], None], []),
    "an item of a set twice": ([[["s", 1, 1]], None], []),
    "a shape larger than its bytes": _array("d", [10**9], bytes(8)),
    "a shape with a huge empty axis": _array("d", [10**12, 0], b""),
    "a shape that overflows": _array("d", [1 << 62, 1 << 62, 4], b""),
    "a negative shape": _array("d", [-1, -1], bytes(8)),
    "a shape of booleans": _array("d", [True], bytes(8)),
    "a shape of too many axes": _array("d", [1] * 200, bytes(8)),
    "a dtype of objects": _array("O", [1], bytes(8)),
    "a dtype of records": _array("i4,i4", [1], bytes(8)),
    "a dtype of no size": _array("<U0", [10**6], b""),
    "a dtype of huge size": _array("<U999999999", [1], bytes(8)),
    "text beyond Unicode": _array("<U1", [1], b"\xff" * 4),
    "swapped text beyond Unicode": _array(">U1", [1], b"\xff" * 4),
    "a state out of bounds": ([[["g", ["0x1", "0x1", "0x2", "0x0"], None]], ["@", 0]], []),
    "a state too long": ([[["g", ["0x1"] * 5, None]], ["@", 0]], []),
    "a long seed": ([[["g", ["0x1"] * 4, ["0x" + "f" * 9999, [], 0]]], ["@", 0]], []),
    "a zone outside the database": ([[], ["zone", "../../../etc/localtime"]], []),
    "a categorical code beyond the categories": (
        [
            [
                [
                    "se",
                    ["ri", 0, 1, 1, None],
                    None,
                    ["categories", False, ["a", "b", "C", True, [1], 0], ["ri", 0, 1, 1, None]],
                ]
            ],
            ["@", 0],
        ],
        [b"\x05"],
    ),
    "a series shorter than its index": (
        [[["se", ["ri", 0, 10**9, 1, None], None, ["a", "d", "C", True, [1], 0]]], ["@", 0]],
        [bytes(8)],
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_frame_is_garbled_and_takes_no_memory(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(Garbled):
            unpack(*HOSTILE[name], REFERENCES)
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()


def test_booleans_of_odd_bytes_become_true() -> None:
    got, _ = unpack(*_array("?", [3], b"\x00\x01\x02"), REFERENCES)
    assert got.view(np.uint8).tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    "head",
    [
        [[["d"]], None],
        [[["l", ["@", 0]]], None],
        [[], None],
        [[["l", ["@", 1]], ["l", ["@", 0]]], None],
    ],
)
def test_an_update_of_another_kind_is_garbled_and_changes_nothing(head: Any) -> None:
    ours = [1, 2]
    with pytest.raises(Garbled):
        unpack(head, [], REFERENCES, live=[ours])
    assert ours == [1, 2]


def test_an_update_that_changes_an_arrays_size_is_garbled() -> None:
    ours = np.arange(3.0)
    with pytest.raises(Garbled, match="size"):
        unpack([[["a", "d", "C", True, [2], 0]], None], [bytes(16)], REFERENCES, live=[ours])


def test_an_array_that_nobody_here_can_write_to_stays_as_it_is() -> None:
    ours = np.frombuffer(b"abc", np.uint8)
    unpack([[["a", "B", "C", True, [3], 0]], None], [bytes(3)], REFERENCES, live=[ours])
    assert ours.tobytes() == b"abc"
