"""The wire: what is unpacked is what was packed, aliasing and mutation included."""

from __future__ import annotations

import collections
import datetime
import json
import pathlib
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from dojo.wire.channel import Channel
from dojo.wire.codec import MAX_DEPTH
from dojo.wire.values import TAGS, Garbled, Packed, Unsendable, pack, unpack
from tests.engine.support.wire_values import assert_same, values

thorough = settings(deadline=None, suppress_health_check=list(HealthCheck))


class Handle:
    """What crosses by reference in these tests."""

    def __init__(self, number: int) -> None:
        self.number = number


class Handles:
    """References to `Handle` only."""

    def __init__(self) -> None:
        self.seen: dict[int, Handle] = {}

    def to_wire(self, value: object) -> list[Any] | None:
        if type(value) is not Handle:
            return None
        self.seen[value.number] = value
        return ["handle", value.number]

    def from_wire(self, node: list[Any]) -> object:
        if node[0] != "handle" or type(node[1]) is not int or node[1] not in self.seen:
            raise Garbled("no handle")
        return self.seen[node[1]]


REFERENCES = Handles()


def carried(head: object, buffers: Any) -> tuple[Any, list[memoryview]]:
    """Send a frame through a real channel."""
    one, other = socket.socketpair()
    with one, other:
        sender = threading.Thread(target=Channel(one).send, args=(head, buffers, 10.0))
        sender.start()
        received = Channel(other).receive(10.0)
        sender.join()
    return received


def repack(objects: list[object]) -> Packed:
    """Pack the contents that these objects have now."""
    return pack(None, REFERENCES, objects=objects)


def update(objects: list[object], back: Packed) -> list[object]:
    """Put contents from the other side into these objects; return them with those that they hold since."""
    value, found = unpack(*carried(back.head, back.buffers), REFERENCES, live=objects)
    assert value is None
    return found


def crossed(value: Any) -> Any:
    packed = pack(value, REFERENCES)
    return unpack(*carried(packed.head, packed.buffers), REFERENCES)[0]


@thorough
@given(values)
def test_what_crosses_is_the_same_and_repacks_to_the_same_contents(value: Any) -> None:
    packed = pack(value, REFERENCES)
    head, buffers = carried(packed.head, packed.buffers)
    got, objects = unpack(head, buffers, REFERENCES)
    assert_same(got, value)
    assert len(objects) == len(packed.objects)
    assert repack(objects).same_contents(head, buffers)
    assert repack(packed.objects).same_contents(head, buffers)


@thorough
@given(values)
def test_updating_with_untouched_contents_changes_nothing(value: Any) -> None:
    packed = pack(value, REFERENCES)
    got, objects = unpack(json.loads(json.dumps(packed.head)), packed.buffers, REFERENCES)
    again = repack(objects)
    assert update(objects, again) == objects
    assert_same(got, value)


@thorough
@given(values, values)
def test_two_values_that_repack_alike_are_alike(one: Any, other: Any) -> None:
    ours, theirs = pack([one], REFERENCES), pack([other], REFERENCES)
    if ours.same_contents(theirs.head, theirs.buffers):
        assert_same([one], [other])


def test_an_object_met_twice_stays_one_object() -> None:
    inner, array = [1], np.arange(3)
    frame = pd.DataFrame({"a": [inner, inner]})
    got = crossed({"args": (inner, array, array), "frame": frame, "more": [inner, frame]})
    first, one, other = got["args"]
    assert one is other
    assert got["more"][0] is first
    assert got["more"][1] is got["frame"]
    assert got["frame"].loc[0, "a"] is got["frame"].loc[1, "a"] is first


def test_a_result_that_is_an_argument_comes_back_as_the_argument() -> None:
    argument = [1, [2]]
    sent = pack(argument, REFERENCES)
    theirs, objects = unpack(*carried(sent.head, sent.buffers), REFERENCES)
    answer = pack((theirs, theirs[1], [3]), REFERENCES, known=objects)
    got, known = unpack(*carried(answer.head, answer.buffers), REFERENCES, known=sent.objects)
    assert got == ([1, [2]], [2], [3])
    assert got[0] is argument
    assert got[1] is argument[1]
    assert known == [argument, [2], [3]]


def _setflags(array: Any) -> None:
    array.flags.writeable = False


def _reshape(array: Any) -> None:
    array.shape = (3, 2)


def _rename(frame: Any) -> None:
    frame.columns = ["x", "y"]
    frame.index.name = "row"


def _frame() -> pd.DataFrame:
    return pd.DataFrame({"a": [3, 1, 2], "t": ["u", "v", None]}, index=pd.Index([9, 7, 8]))


MUTATIONS: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "a list grows": (lambda: [1, 2], lambda x: x.append(3)),
    "a list is sorted": (lambda: [3, 1, 2], lambda x: x.sort()),
    "a number becomes a float": (lambda: [1, 2], lambda x: x.__setitem__(0, 1.0)),
    "a long list changes one item": (lambda: [0.5] * 20, lambda x: x.__setitem__(7, -0.0)),
    "a list gets a new inner list twice": (lambda: [[1]], lambda x: x.extend([[2, 3]] * 2)),
    "an inner list changes": (lambda: ([1], {"k": [2]}), lambda x: x[1]["k"].clear()),
    "a dict loses and gains keys": (lambda: {"a": 1, "b": 2}, lambda x: (x.pop("a"), x.update(a=3))),
    "a set changes": (lambda: {1, "a"}, lambda x: (x.discard(1), x.add((2, None)))),
    "an array is written to": (lambda: np.arange(6.0).reshape(2, 3), lambda x: x.__imul__(2)),
    "an array in Fortran order is sorted": (lambda: np.array([[3, 1], [2, 9]], order="F"), lambda x: x.sort()),
    "an array with gaps is written to": (lambda: np.arange(9)[::2], lambda x: x.__setitem__(1, -5)),
    "an array of one cell is filled": (lambda: np.array(2.0), lambda x: x.fill(np.nan)),
    "an array of objects gets a list": (lambda: np.array([None, "a"], object), lambda x: x.__setitem__(0, [1])),
    "an array gets another shape": (lambda: np.arange(6), _reshape),
    "an array becomes read-only": (lambda: np.arange(3), _setflags),
    "an array of text is written to": (lambda: np.array(["ab", "c"]), lambda x: x.__setitem__(1, "é")),
    "a generator draws": (lambda: np.random.default_rng(5), lambda x: (x.random(3), x.integers(9, dtype=np.uint8))),
    "a generator spawns": (lambda: np.random.default_rng(5), lambda x: x.spawn(2)),
    "a series is written to": (lambda: pd.Series([1, 2], name="n"), lambda x: x.__setitem__(0, 9)),
    "a series grows": (lambda: pd.Series([1, 2]), lambda x: x.__setitem__("new", 9)),
    "a series is sorted in place": (lambda: pd.Series([3, 1]), lambda x: x.sort_values(inplace=True)),
    "a series gets a name": (lambda: pd.Series([1]), lambda x: setattr(x, "name", ("a", 1))),
    "a cell is written": (_frame, lambda x: x.__setitem__("a", x["a"].where(x["a"] > 1, -1))),
    "a cell is written by place": (_frame, lambda x: x.iloc.__setitem__((0, 0), 7)),
    "a column is added": (_frame, lambda x: x.__setitem__("new", pd.Categorical(["p", "q", "p"]))),
    "a column is inserted under a label twice": (_frame, lambda x: x.insert(0, "a", 1.5, allow_duplicates=True)),
    "a column is popped": (_frame, lambda x: x.pop("a")),
    "columns are renamed": (_frame, _rename),
    "rows are dropped in place": (_frame, lambda x: x.dropna(inplace=True)),
    "an index is reset in place": (_frame, lambda x: x.reset_index(inplace=True)),
    "rows are sorted in place": (_frame, lambda x: x.sort_values("a", inplace=True)),
    "a row is added": (_frame, lambda x: x.loc.__setitem__(99, [4, "w"])),
    "an inner list of a frame changes": (lambda: pd.DataFrame({"a": [[1], [2]]}), lambda x: x.loc[0, "a"].append(5)),
}


@pytest.mark.filterwarnings("ignore:The inplace keyword")
@pytest.mark.parametrize("name", MUTATIONS)
def test_what_is_mutated_there_is_mutated_here_in_place(name: str) -> None:
    make, mutate = MUTATIONS[name]
    ours = make()
    sent = pack(ours, REFERENCES)
    head, buffers = carried(sent.head, sent.buffers)
    theirs, objects = unpack(head, buffers, REFERENCES)
    mutate(theirs)
    back = repack(objects)
    assert not back.same_contents(head, buffers)
    updated = update(sent.objects, back)
    assert all(one is other for one, other in zip(updated, sent.objects, strict=False))
    assert len(updated) == len(back.objects)
    assert_same(ours, theirs)


def test_new_objects_after_an_update_have_the_same_places_on_both_sides() -> None:
    ours: list[Any] = [1]
    sent = pack(ours, REFERENCES)
    theirs, objects = unpack(sent.head, sent.buffers, REFERENCES)
    theirs += [{"new": theirs_inner} for theirs_inner in ([2],)]
    back = repack(objects)
    updated = update(sent.objects, back)
    answer = pack(theirs[1]["new"], REFERENCES, known=back.objects)
    got, _ = unpack(*carried(answer.head, answer.buffers), REFERENCES, known=updated)
    assert got is ours[1]["new"]


def test_views_of_an_updated_array_see_the_change_and_stay_valid() -> None:
    ours = np.arange(6.0)
    view = ours[::-2]
    sent = pack(ours, REFERENCES)
    theirs, objects = unpack(sent.head, [bytes(buffer) for buffer in sent.buffers], REFERENCES)
    theirs *= 10
    back = repack(objects)
    update(sent.objects, back)
    assert view.tolist() == [50.0, 30.0, 10.0]


def test_an_array_that_came_over_the_wire_cannot_be_resized() -> None:
    got = crossed(np.arange(4))
    with pytest.raises(ValueError, match="own"):
        got.resize(9, refcheck=False)


def test_a_large_contiguous_array_is_sent_without_a_copy() -> None:
    for array in (np.zeros((30, 40)), np.asfortranarray(np.ones((30, 40), complex)), np.array(["a", "b"] * 999)):
        (buffer,) = pack(array, REFERENCES).buffers
        assert np.shares_memory(np.frombuffer(buffer, np.uint8), array)


def test_sets_repack_alike_whatever_their_order() -> None:
    keys = [0, 32, 64, ("a", 1.5), b"x" * 100, tuple(range(30))]  # the numbers fall on one another in the table
    one: set[Any] = set(keys)
    other: set[Any] = set()
    other.update(reversed(keys))
    assert list(one) != list(other)
    ours = pack(one, REFERENCES)
    assert pack(other, REFERENCES).same_contents(ours.head, ours.buffers)


def test_wide_frames_come_back_in_few_blocks() -> None:
    wide = pd.DataFrame(np.arange(240.0).reshape(2, 120))
    got = crossed(wide)
    assert_same(got, wide)
    got.insert(0, "new", 1)  # warns if there are more than a hundred


def test_handles_cross_by_reference_and_keep_their_identity() -> None:
    handle = Handle(3)
    got = crossed([handle, {"again": handle}, np.array([handle], dtype=object)])
    assert got[0] is got[1]["again"] is got[2][0] is handle
    assert "handle" not in TAGS


# What cannot be sent


class Numbers(list[int]):
    pass


class Real(float):
    pass


class Frame(pd.DataFrame):
    pass


class Array(np.ndarray):
    pass


class Level(int):
    pass


Point = collections.namedtuple("Point", "x y")


class OddZone(datetime.tzinfo):
    pass


UNSENDABLE: list[tuple[Any, str]] = [
    (object(), r"^an object \(at result\) cannot cross the wire: only plain values"),
    ([1, {"x": (2, Handles())}], r"^a Handles \(at result\[1\]\['x'\]\[1\]\)"),
    ([Numbers([1])], r"a Numbers \(at result\[0\]\).*a plain list can, not a class derived from it"),
    (Real(1), "a Real .*plain float"),
    (Level(1), "plain int"),
    ({1, (2, object())}, r"an object \(at result\{...\}\[1\]\)"),
    (Frame({"a": [1]}), "a Frame .*plain DataFrame"),
    (np.arange(3).view(Array), "an Array .*plain ndarray"),
    (np.ma.masked_array([1]), "plain ndarray"),
    (np.zeros(2, dtype=[("a", int)]), "its dtype is"),
    (np.zeros(2, dtype=np.dtypes.StringDType()), "its dtype is StringDType"),
    (np.zeros(2, dtype=[("a", int)])[0], "a void"),
    (np.broadcast_to(np.float64(1), (1 << 14, 1 << 14)), "larger than"),
    (np.empty((1 << 40, 0)), "larger than"),
    (np.array([object()], dtype=object), r"\(at result\[0\]\)"),
    (np.zeros(2, dtype="S3"), "its dtype is"),
    (np.zeros(2, dtype="g"), "its dtype is float128|its dtype is longdouble"),
    (np.dtype(int), "an Int64DType"),
    (np.random.RandomState(0), "a RandomState"),
    (np.random.Generator(np.random.MT19937(0)), "its bit generator is a MT19937, only PCG64 can"),
    (np.random.Generator(np.random.PCG64(np.random.SeedSequence(7, pool_size=99))), "its seed is too long"),
    (pd.DataFrame({"ok": [1], "bad": [object()]}), r"an object \(at result\['bad'\]\[0\]\)"),
    (pd.Series([1], index=[object()]), r"\(at result.index\[0\]\)"),
    (pd.Series(pd.arrays.SparseArray([0, 1])), "a SparseArray"),
    (pd.period_range("2020", periods=2), "a PeriodIndex"),
    (pd.MultiIndex.from_arrays([[1], ["a"]]), "a MultiIndex .*plain Index"),
    (pd.Series(pd.interval_range(0, 2)), "columns of the dtype interval"),
    (range(3), "a range"),
    (pathlib.Path("a.csv"), "a PosixPath"),
    (datetime.time(tzinfo=OddZone()), r"an OddZone \(at result.tzinfo\)"),
    (bytearray(3), "a bytearray"),
    (len, "a builtin_function_or_method"),
    (int, "a type"),
    (iter([1]), "a list_iterator"),
    ([np.zeros(1) for _ in range((1 << 16) + 1)], "arrays and blocks"),
]


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Point(1, [2]), (1, [2])),
        ({Point(1, 2): Point(3, 4)}, {(1, 2): (3, 4)}),
        (collections.OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        ([collections.defaultdict(int, a=1), collections.Counter("aa")], [{"a": 1}, {"a": 2}]),
    ],
)
def test_a_named_tuple_arrives_as_a_tuple_and_an_ordered_dict_as_a_dict(value: Any, plain: Any) -> None:
    packed = pack(value, REFERENCES)
    arrived = unpack(packed.head, packed.buffers, REFERENCES)[0]
    assert (arrived, repr(arrived)) == (plain, repr(plain))


@pytest.mark.parametrize(("value", "message"), UNSENDABLE, ids=[message for _, message in UNSENDABLE])
def test_what_cannot_be_sent_is_named_with_its_place(value: Any, message: str) -> None:
    with pytest.raises(Unsendable, match=message):
        pack(value, REFERENCES, name="result")


def test_a_value_that_contains_itself_cannot_be_sent() -> None:
    value: list[Any] = [1]
    value.append({"inner": value})
    with pytest.raises(Unsendable, match=r"at value\[1\]\['inner'\]\) .* contains itself"):
        pack(value, REFERENCES)
    table: Any = np.empty(1, dtype=object)
    table[0] = (table,)
    with pytest.raises(Unsendable, match="contains itself"):
        pack(table, REFERENCES)


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth - 1):
        value = [value]
    return value


def test_values_nest_to_a_bound() -> None:
    assert_same(crossed(nested(MAX_DEPTH)), nested(MAX_DEPTH))
    with pytest.raises(Unsendable, match="deeper than 100"):
        pack(nested(MAX_DEPTH + 1), REFERENCES)


def test_packing_on_a_full_stack_is_no_recursion_error() -> None:
    def deep(levels: int) -> object:
        return deep(levels - 1) if levels else pack(nested(90), REFERENCES)

    room = sys.getrecursionlimit() - len(list(_frames()))
    with pytest.raises(Unsendable, match="too deep"):
        deep(room - 60)


def _frames() -> Any:
    frame: Any = sys._getframe()
    while frame:
        yield frame
        frame = frame.f_back
