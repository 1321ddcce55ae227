"""One call in words: as one would write it, with the lines that made the instances it needs."""

from __future__ import annotations

from typing import Any

from dojo.text import call_text, clean, show
from dojo.why.recording import Scene, Step
from dojo.why.replay import Answer, Peak
from dojo.why.snapshot import Ref, found

_MOST_LINES = 12
_OPERATORS = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**"}
_OPERATORS |= {"matmul": "@", "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


class _Name:
    """An instance shown by the name that its line gives it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


def needed(scene: Scene, step: int) -> list[int]:
    """Return the steps that a step rests on, and itself.

    These are what made its instances, and the methods called before of these and of all that was made with them.
    """
    if not _refs(scene[step]):
        return [step]
    family = set(_makers_of(scene, {step}))
    for number in range(step):
        if number not in family and family & {ref.step for ref in _refs(scene[number])}:
            family.add(number)
    acting = {n for n in range(step) if _acts(scene[n]) and family & {ref.step for ref in _refs(scene[n])}}
    return sorted(_makers_of(scene, {step, *acting}))


def _makers_of(scene: Scene, steps: set[int]) -> set[int]:
    """Return these steps and all that made the instances which they use."""
    reached, waiting = set(steps), list(steps)
    while waiting:
        new = {ref.step for ref in _refs(scene[waiting.pop()])} - reached
        reached |= new
        waiting += new
    return reached


def _acts(step: Step) -> bool:
    """Return whether a step may change an instance: operators are taken not to."""
    return step.verb == "set" or (step.verb == "method" and not step.name.startswith("__"))


def size(scene: Scene, step: int) -> int:
    """Return how much there is to read in a call: every number in its arguments, and those of what it rests on."""
    return sum(1 + _size((scene[n].args, scene[n].kwargs)) for n in needed(scene, step))


def _size(value: Any) -> int:
    if isinstance(value, dict):
        return sum(_size(k) + _size(v) for k, v in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return 1 + sum(map(_size, value))
    many = getattr(value, "size", None)
    return 1 + (many if isinstance(many, int) else len(value) // 8 if isinstance(value, str | bytes) else 0)


def text(scene: Scene, step: int) -> str:
    """Return the call as code."""
    numbers = needed(scene, step)
    if scene[step].verb in ("memory", "source"):
        return _beside(scene, step)
    names = {Ref(n, 0): _Name(f"{_letter(scene, n)}{place}") for place, n in enumerate(_makers(scene, numbers), 1)}
    lines = []
    for number in numbers:
        name = names.get(Ref(number, 0))
        line = _line(scene[number], names)
        lines.append(f"{name!r} = {line}" if name is not None and number != step else line)
    if len(lines) > _MOST_LINES:
        lines[3 : 4 - _MOST_LINES] = [f"... ({len(lines) - _MOST_LINES + 1} more steps)"]
    return clean("\n".join(lines))


def _beside(scene: Scene, step: int) -> str:
    calls = [n for n in range(step) if scene[n].verb not in ("memory", "source")]
    said = "the memory taken by" if scene[step].verb == "memory" else "the source"
    return f"{said} {text(scene, calls[-1])}" if calls and scene[step].verb == "memory" else said


def _makers(scene: Scene, numbers: list[int]) -> list[int]:
    """Return the steps that made the instances which others of these steps use."""
    used = {ref.step for n in numbers for ref in _refs(scene[n])}
    return [n for n in numbers if n in used]


def _letter(scene: Scene, step: int) -> str:
    of = scene[step].of
    made = scene[step].name if of is None else scene[of.step].name
    return made[:1].lower() if made[:1].isalpha() else "x"


def _refs(step: Step) -> list[Ref]:
    return [*found((step.args, step.kwargs), Ref), *([step.of] if step.of else [])]


def _line(step: Step, names: dict[Ref, _Name]) -> str:
    args = tuple(names.get(a, a) if isinstance(a, Ref) else a for a in step.args)
    of = names.get(step.of, step.of) if step.of else None
    if step.verb == "get":
        return f"{of!r}.{step.name}"
    if step.verb == "set":
        return f"{of!r}.{step.name} = {show(args[0])}"
    if step.of is None:
        return step.name if step.verb == "constant" else call_text(step.name, args, step.kwargs)
    plain = step.name.strip("_")
    if step.name.startswith("__") and len(args) == 1:
        if sign := _OPERATORS.get(plain):
            return f"{of!r} {sign} {show(args[0])}"
        if sign := _OPERATORS.get(plain[1:]) if plain[:1] == "r" else None:
            return f"{show(args[0])} {sign} {of!r}"
    return f"{of!r}.{call_text(step.name, args, step.kwargs)}"


def answer_text(answer: Answer, aspect: str) -> str:
    """Return what came back, as far as that aspect is concerned."""
    if aspect == "arguments":
        if answer.changed is None:
            return "the arguments stay as they were"
        return clean(
            "the arguments become "
            + ", ".join(show(value) for value in [*answer.changed[0], *answer.changed[1].values()])
        )
    if aspect == "warned":
        return f"warned: {', '.join(answer.warned)}" if answer.warned else "no warning"
    if answer.how == "raised":
        return clean(f"raised {type(answer.value).__name__}: {answer.value}")
    if answer.how != "value":
        return clean(str(answer.value))
    if isinstance(answer.value, Peak):
        return f"{answer.value.bytes / 2**20:.0f} MiB"
    if aspect == "source":
        return "loops: " + (", ".join(f"{name} {many}x" for name, many in answer.value.items()) or "none")
    return "an instance" if isinstance(answer.value, Ref) else show(answer.value)
