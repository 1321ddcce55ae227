"""Nothing that an attempt does makes it solved, or spoils another verdict, a file, a terminal or the next run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from dojo.judge.scheduler import Options
from dojo.judge.verdict import Result
from dojo.kata.layout import Kata
from dojo.runs.once import results
from dojo.runs.recorder import Recorder
from dojo.sandbox import isolation, processes
from tests.engine.hostile.table import ATTEMPTS, COLLECTION, TWINS, VICTIMS, Attempt
from tests.engine.support import sets

pytestmark = [
    pytest.mark.skipif("landlock" not in isolation.in_force().name, reason="asks for the isolation that Linux gives"),
    pytest.mark.timeout(900),  # a guard for the whole collection, which the first test here pays for
]

WRONG = {"clip": "def clip(values, low):\n    return values\n", "shout": "def shout(text):\n    return 'HELLO!'\n"}
INNOCENT = {tiny.name: "solved" for tiny in sets.TEN} | {"clip": "failing", "shout": "visible pass"}
OUTSIDE = (Path("/tmp/dojo_hostile_probe"), Path(np.__file__).parents[1] / "dojo_hostile_probe.pth")
EVERY = 12  # attempts between two innocent ones
SHOWN_AT_MOST = 2_100  # characters


@dataclass
class Runs:
    """What the judge said of the collection among the ten, and of the ten once more, and what is left of it all."""

    first: list[Result]
    second: list[Result]
    changed: list[str]
    processes: list[int]
    places: list[str]

    def of(self, name: str) -> Result:
        """Return the one result of an attempt."""
        (found,) = [r for r in self.first if r.kata.endswith("/" + name)]
        return found


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    root = sets.empty_root(tmp_path_factory.mktemp("set"))
    temporary = tmp_path_factory.mktemp("temporary")
    ten = [tiny.write(root, attempt=WRONG.get(tiny.name, tiny.answer)) for tiny in sets.TEN]
    every = _among([_written(root, attempt) for attempt in COLLECTION], ten)
    before = _files(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(temporary))
        processes.become_subreaper()  # what outlives the judge comes to us, whatever session it is in
        try:
            first, second = _judged(root, every), _judged(root, ten)
            left = processes.descendants(os.getpid())
        finally:
            processes.kill_descendants()
            processes.prctl(36, 0)  # a subreaper no more
    changed = [name for name, data in _files(root).items() if before.get(name) != data]
    yield Runs(first, second, changed, left, [path.name for path in temporary.iterdir()])
    for path in OUTSIDE:
        path.unlink(missing_ok=True)


def _written(root: Path, attempt: Attempt) -> Kata:
    sheet = f"call_limit = {attempt.limit}\nkata_limit = 20.0\nmemory = {attempt.memory}\n"
    kata = VICTIMS[attempt.victim].write(root, attempt.name, "problem_solving", sheet)
    kata.stub.write_bytes(attempt.source(str(root)))
    return kata


def _among(hostile: list[Kata], ten: list[Kata]) -> list[Kata]:
    """Put an innocent kata after every few attempts, round and round."""
    found = []
    for n, kata in enumerate(hostile):
        found.append(kata)
        if n % EVERY == 0:
            found.append(ten[n // EVERY % len(ten)])
    return found


def _judged(root: Path, katas: list[Kata]) -> list[Result]:
    with Recorder(root, "judge") as recorder:
        return list(results(root, katas, "attempt", None, Options(seed=7, examples=10, workers=2), recorder))


def _files(root: Path) -> dict[str, bytes]:
    """Return the files of a set; the history and what Python compiled may change."""
    found = {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(".dojo") and "__pycache__" not in name}


def _message(result: Result) -> str:
    failure = result.failure
    return result.message + (f"\n{failure.message}" if failure else "")


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.name)
def test_an_attempt_gets_the_verdict_it_deserves(runs: Runs, attempt: Attempt) -> None:
    result = runs.of(attempt.name)
    assert (result.verdict, attempt.says in _message(result)) == (attempt.verdict, True), _message(result)


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.name)
def test_its_harmless_twin_is_solved(runs: Runs, twin: Attempt) -> None:
    assert runs.of(twin.name).verdict == "solved", _message(runs.of(twin.name))


def test_the_ten_beside_them_keep_their_verdicts(runs: Runs) -> None:
    beside = [(r.kata, r.verdict) for r in runs.first if r.kata.startswith("core_concepts/")]
    assert {name for name, _ in beside} == {f"core_concepts/{name}" for name in INNOCENT}
    assert [(k, v) for k, v in beside if v != INNOCENT[k.rpartition("/")[2]]] == []


def test_nothing_planted_works_in_a_second_run(runs: Runs) -> None:
    assert {r.kata.rpartition("/")[2]: r.verdict for r in runs.second} == INNOCENT


def test_no_file_of_the_set_has_changed(runs: Runs) -> None:
    assert runs.changed == []


def test_nothing_was_written_elsewhere(runs: Runs) -> None:
    assert [path for path in OUTSIDE if path.exists()] == []


def test_no_process_is_left(runs: Runs) -> None:
    assert runs.processes == []


def test_no_working_directory_is_left(runs: Runs) -> None:
    assert runs.places == []


def test_no_judging_had_to_be_broken_off(runs: Runs) -> None:
    assert [r.kata for r in runs.first if "the judge" in r.message or "took far too long" in r.message] == []


def test_what_is_shown_is_short_and_moves_no_cursor(runs: Runs) -> None:
    texts = [text for r in runs.first for t in r.tests for text in (t.message, t.call, t.got, t.expected)]
    texts += [r.message for r in runs.first]
    assert [
        text
        for text in texts
        if len(text) > SHOWN_AT_MOST or not text.replace("\n", "").replace("\t", "").isprintable()
    ] == []


def test_every_family_has_a_twin_and_every_attempt_a_name_of_its_own() -> None:
    names = [attempt.name for attempt in COLLECTION]
    assert len(set(names)) == len(names) >= 239
    assert {twin.family for twin in TWINS} == {attempt.family for attempt in ATTEMPTS}
    assert {twin.verdict for twin in TWINS} == {"solved"}
