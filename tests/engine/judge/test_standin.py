"""The modules that tests import: functions, classes and instances that live in the sandbox."""

from __future__ import annotations

import copy
import gc
import importlib
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dojo.judge.standin import Finder, StandIn
from dojo.judge.under_test import load_inside
from dojo.kata.candidates import Candidate
from dojo.sandbox.pool import SandboxPool
from dojo.sandbox.session import LoadFailed, NotAValue
from dojo.sandbox.start import make_pool
from tests.engine.support.under_test import Threads, answering, candidate

POINT = '''
    class Point:
        """A point."""

        kind: str = "plain"

        def __init__(self, x):
            self.x = x
            self._secret = 3

        def moved(self, by=1):
            return type(self)(self.x + by)

        def move(self, by):
            self.x += by
            return self

        def others(self):
            return [self, Point(9), self]

        def same(self, other):
            return self is other

        @property
        def double(self):
            return 2 * self.x

        @staticmethod
        def origin():
            return Point(0)

        @classmethod
        def at(cls, x):
            return cls(x)

        def __add__(self, other):
            return Point(self.x + other.x) if isinstance(other, Point) else NotImplemented

        def __eq__(self, other):
            return isinstance(other, Point) and self.x == other.x

        def __len__(self):
            return self.x

        def __call__(self, by):
            return self.x * by

        def __getitem__(self, i):
            return [self.x, self.x + 1][i]
'''


@pytest.fixture(scope="module")
def forked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxPool]:
    pool = make_pool(tmp_path_factory.mktemp("root"))
    yield pool
    pool.close()


@pytest.fixture(params=["thread", "forked"])
def point(request: pytest.FixtureRequest, tmp_path: Path, forked: SandboxPool) -> Iterator[StandIn]:
    pool = Threads(tmp_path) if request.param == "thread" else forked
    with answering(pool, POINT, "Point") as kata:
        yield kata


# -- instances ---------------------------------------------------------------------------------------


def test_methods_attributes_and_properties_work_over_the_wire(point: StandIn) -> None:
    one = point.Point(3)
    assert (one.x, one.double, one.kind, one.moved(by=4).x) == (3, 6, "plain", 7)
    one.x = 10
    assert one.move(2).double == 24


def test_static_and_class_methods_need_no_instance(point: StandIn) -> None:
    assert (point.Point.origin().x, point.Point.at(8).x, point.Point(1).at(5).x) == (0, 8, 5)


def test_the_operators_that_the_statement_declares_work(point: StandIn) -> None:
    one, other = point.Point(3), point.Point(4)
    assert one + other == point.Point(7)
    assert one != other
    assert (len(one), one(5), one[1]) == (3, 15, 4)
    with pytest.raises(TypeError, match="unsupported operand"):
        _ = one + 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_one_instance_is_one_object_on_either_side(point: StandIn) -> None:
    one = point.Point(3)
    assert one.move(1) is one
    first, second, third = one.others()
    assert first is third is one
    assert second.x == 9
    assert one.same(one) is True
    assert one.same(point.Point(4)) is False


def test_an_instance_is_known_by_its_class(point: StandIn) -> None:
    assert isinstance(point.Point(3), point.Point)
    assert not isinstance(3, point.Point)
    assert point.Point.__doc__ == "A point."


def test_an_instance_shows_how_it_was_made_and_what_was_done_to_it(point: StandIn) -> None:
    one = point.Point(3)
    one.move(5)
    assert repr(one) == "Point(3)"
    assert repr(one.moved()).startswith("<Point ")
    assert one.x == 8
    assert point._session.calls[-1].text() == "Point(3)\n.move(5)\n.moved()\n.x()"


def test_what_the_statement_does_not_declare_is_not_there(point: StandIn) -> None:
    one = point.Point(3)
    for name in ("_secret", "y"):
        with pytest.raises(AttributeError, match=f"declares no attribute '{name}' on Point"):
            getattr(one, name)
        with pytest.raises(AttributeError, match=f"declares no attribute '{name}' on Point"):
            setattr(one, name, 1)


@pytest.mark.parametrize("taken", [copy.copy, copy.deepcopy, pickle.dumps])
def test_an_instance_cannot_be_copied_out_of_the_sandbox(point: StandIn, taken) -> None:
    with pytest.raises(TypeError, match="lives in the sandbox"):
        taken(point.Point(3))


def test_an_instance_nobody_holds_any_more_is_let_go_there_too(tmp_path: Path) -> None:
    source = """
        import gc

        class Node:
            def count(self):
                gc.collect()
                return sum(isinstance(o, Node) for o in gc.get_objects())
    """
    with answering(Threads(tmp_path), source, "Node") as kata:
        kept, dropped = kata.Node(), kata.Node()
        assert kept.count() == 2
        del dropped
        gc.collect()
        assert kept.count() == 1


def test_an_operator_that_the_attempt_left_out_is_missing_as_python_has_it(tmp_path: Path) -> None:
    declared = (
        "class Box:\n    def __len__(self): ...\n    def __add__(self, other): ...\n    def __getitem__(self, i): ..."
    )
    with answering(Threads(tmp_path), "class Box:\n    pass", "Box", declared) as kata:
        box = kata.Box()
        with pytest.raises(TypeError, match="unsupported operand"):
            _ = box + box
        with pytest.raises(TypeError, match="'Box' object has no __len__"):
            len(box)
        with pytest.raises(TypeError, match="'Box' object has no __getitem__"):
            _ = box[0]


def test_an_instance_of_a_base_class_is_one_too_and_of_another_class_is_none(tmp_path: Path) -> None:
    source = """
        class Base:
            pass

        class Node(Base):
            def base(self):
                return Base()

            def other(self):
                return Other()

        class Other:
            pass
    """
    with answering(Threads(tmp_path), source, "Node") as kata:
        assert isinstance(kata.Node().base(), kata.Node)
        with pytest.raises(NotAValue, match="Other"):
            kata.Node().other()


def test_without_equality_in_the_statement_equality_is_identity(tmp_path: Path) -> None:
    source = (
        "class Node:\n    def __eq__(self, other):\n        return True\n\n    def same(self):\n        return self"
    )
    declared = "class Node:\n    def same(self): ..."
    with answering(Threads(tmp_path), source, "Node", declared) as kata:
        node = kata.Node()
        assert node == node.same()
        assert node != kata.Node()


# -- modules -----------------------------------------------------------------------------------------


@pytest.fixture
def finder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Finder]:
    """A finder over a root of one stub; the modules of our own katas are put back afterwards."""
    (tmp_path / "katas" / "sums").mkdir(parents=True)
    (tmp_path / "katas" / "sums" / "add.py").write_text("raise AssertionError('a stub is never imported')\n")
    ours = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "katas"}
    for name in ours:
        monkeypatch.delitem(sys.modules, name)
    found = Finder(tmp_path)
    found.install()
    yield found
    found.remove()
    sys.modules.update(ours)


def test_importing_a_kata_gives_a_stand_in_and_runs_nothing(finder: Finder) -> None:
    module = importlib.import_module("katas.sums.add")
    assert isinstance(module, StandIn)
    assert module.__file__ == str(finder.root / "katas" / "sums" / "add.py")


@pytest.mark.parametrize("name", ["katas.sums.nothing", "katas.nowhere", "katas.sums.add.deeper"])
def test_what_is_no_kata_cannot_be_imported(finder: Finder, name: str) -> None:
    with pytest.raises(ImportError):
        importlib.import_module(name)


def test_with_no_candidate_under_test_a_call_says_what_to_do(finder: Finder) -> None:
    module = importlib.import_module("katas.sums.add")
    with pytest.raises(RuntimeError, match=r"no candidate is under test for katas\.sums\.add: its tests"):
        module.source()
    with pytest.raises(AttributeError, match="no attribute 'LIMIT'"):
        _ = module.LIMIT


def test_after_removal_nothing_is_left(tmp_path: Path, finder: Finder) -> None:
    importlib.import_module("katas.sums.add")
    finder.remove()
    assert "katas.sums.add" not in sys.modules
    assert finder not in sys.meta_path
    finder.install()


# -- in this process, for breakpoints ----------------------------------------------------------------


def inside(tried: Candidate) -> StandIn:
    from dojo.kata import interface
    from dojo.sandbox.session import CallLimits, Session

    module = StandIn("katas.core_concepts.small", tried.path)
    found = interface.read(tried.entry, tried.source)
    module._answer_inside(load_inside(tried), Session(tried, found.kind, CallLimits(), None), found)
    return module


def test_inside_the_attempt_itself_answers() -> None:
    module = inside(candidate("LIMIT = 4\n\ndef f(x):\n    return lambda: x", "f"))
    assert module.f(3)() == 3
    assert module.LIMIT == 4
    assert module.source().startswith("LIMIT = 4")


def test_inside_a_mistake_answers_by_the_entrys_name_with_its_own_constants() -> None:
    source = "LIMIT = 4\n\nclass Right:\n    pass\n\nclass Wrong(Right):\n    LIMIT = 5\n"
    module = inside(candidate(source, "Right", symbol="Wrong"))
    assert (module.Right.LIMIT, module.LIMIT) == (5, 5)


@pytest.mark.parametrize("source", ["def f(:", "1 / 0", "g = 3"])
def test_inside_what_does_not_load_says_so(source: str) -> None:
    with pytest.raises(LoadFailed, match=r"SyntaxError|ZeroDivisionError|AttributeError"):
        load_inside(candidate(source, "f"))
