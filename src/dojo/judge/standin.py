"""The modules `katas.<pillar>.<kata>` as tests see them: calling their entry asks the candidate in its sandbox."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from dojo.kata.interface import Interface, reachable
from dojo.sandbox.session import Call, Session

__tracebackhide__ = True  # pytest shows the line of the test, not these


class StandIn(types.ModuleType):
    """A kata's module in the judge. A candidate answers for it while one is under test."""

    def __init__(self, name: str, stub: Path) -> None:
        super().__init__(name)
        self.__file__ = str(stub)
        self._session: Session | None = None
        self._real: types.ModuleType | None = None
        self._interface: Interface | None = None

    def _answer_by(self, session: Session, interface: Interface) -> None:
        """Let that session's candidate answer from now on."""
        self._session, self._real = session, None
        if self._interface != interface:
            self._interface = interface
            make = _make_class if interface.kind == "class" else _make_function
            setattr(self, interface.name, make(self, interface))
        if interface.kind == "class":
            entry = getattr(self, interface.name)
            session.make_instance = lambda: object.__new__(entry)

    def _answer_inside(self, real: types.ModuleType, session: Session, interface: Interface) -> None:
        """Let the module itself answer, in this process: for breakpoints."""
        self._session, self._real, self._interface = session, real, None
        setattr(self, interface.name, getattr(real, session.candidate.symbol))

    def _asked(self) -> Session:
        if self._session is None:
            raise RuntimeError(
                f"no candidate is under test for {self.__name__}: its tests run under pytest with dojo's plugin"
            )
        return self._session

    def source(self) -> str:
        """Return the judge's copy of the candidate's source; of a solution, the part that this candidate uses."""
        candidate = self._asked().candidate
        return candidate.source if candidate.target == "attempt" else reachable(candidate.source, candidate.symbol)

    def peak_memory(self) -> int:
        """Return the bytes by which the last call grew the sandbox's peak resident memory."""
        return self._asked().peak_memory()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or self.__dict__.get("_session") is None:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        if self._real is not None:
            return getattr(self._real, name)
        return self._session.call("constant", name, name, (), {})  # type: ignore[union-attr]


def _make_function(module: StandIn, interface: Interface) -> Callable[..., Any]:
    def entry(*args: Any, **kwargs: Any) -> Any:
        return module._asked().call("call", None, interface.name, args, kwargs)

    entry.__name__ = entry.__qualname__ = interface.name
    entry.__module__, entry.__doc__ = module.__name__, interface.doc
    return entry


class _Remote(type):
    """The class of stand-in classes: calling one makes an instance in the sandbox."""

    _module: StandIn

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        made = cls._module._asked().call("call", None, cls.__name__, args, kwargs)
        if isinstance(made, cls):
            made._calls.append(Call(cls.__name__, args, kwargs))
        return made


class _Instance:
    """A stand-in for an instance that lives in the sandbox; `==` is identity unless the statement declares it."""

    _module: ClassVar[StandIn]
    _attributes: ClassVar[frozenset[str]]
    _handle: int
    _calls: deque[Call]

    def __getattr__(self, name: str) -> Any:
        if name not in type(self)._attributes:
            raise AttributeError(f"the statement declares no attribute {name!r} on {type(self).__name__}")
        return self._module._asked().call("get", [self._handle, name], f".{name}", (), {}, of=self)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("_handle", "_calls"):
            object.__setattr__(self, name, value)
        elif name in type(self)._attributes:
            self._module._asked().call("set", [self._handle, name], f".{name} = ", (value,), {}, of=self)
        else:
            raise AttributeError(f"the statement declares no attribute {name!r} on {type(self).__name__}")

    def __repr__(self) -> str:
        made = next(iter(self._calls), None)
        return made.text() if made and made.name == type(self).__name__ else f"<{type(self).__name__} {self._handle}>"

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError(f"a {type(self).__name__} lives in the sandbox and cannot be copied or pickled")


def _make_class(module: StandIn, interface: Interface) -> type:
    body: dict[str, Any] = {
        "__doc__": interface.doc,
        "__module__": module.__name__,
        "_module": module,
        "_attributes": interface.attributes,
    }
    body |= {name: _method(name) for name in interface.methods}
    body |= {name: _static(module, name) for name in interface.statics}
    if "__eq__" in body and "__hash__" not in body:
        body["__hash__"] = None
    return _Remote(interface.name, (_Instance,), body)


def _method(name: str) -> Callable[..., Any]:
    special = name.startswith("__")

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        result = self._module._asked().call("method", [self._handle, name], f".{name}", args, kwargs, of=self)
        if not special:
            self._calls.append(Call(f".{name}", args, kwargs))
        return result

    method.__name__ = name
    return method


def _static(module: StandIn, name: str) -> staticmethod[..., Any]:
    def function(*args: Any, **kwargs: Any) -> Any:
        return module._asked().call("static", name, name, args, kwargs)

    return staticmethod(function)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers `import katas...` with stand-ins, before any path is searched."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        first, *rest = name.split(".")
        if first != "katas" or len(rest) > 2:
            return None
        place = self.root.joinpath("katas", *rest)
        if len(rest) == 2:
            stub = place.with_suffix(".py")
            return importlib.machinery.ModuleSpec(name, self, origin=str(stub)) if stub.is_file() else None
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if place.is_dir() else None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType | None:
        return StandIn(spec.name, Path(spec.origin)) if spec.origin else None

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is run: a stand-in is made whole, a package is only a name."""

    def install(self) -> None:
        sys.meta_path.insert(0, self)

    def remove(self) -> None:
        sys.meta_path.remove(self)
        for name in [n for n in sys.modules if n.split(".")[0] == "katas"]:
            del sys.modules[name]
