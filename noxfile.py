"""The sessions of nox: `nox -l` lists them, the first one is what `nox` alone runs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["pillar"]

PROOF = "tests/engine/authoring/test_contract.py"  # it keeps both processors busy by itself
SLOW = ("tests/engine/hostile", "tests/engine/oracles")  # coverage would see nothing new there
SMOKE = (  # a watch, a screen of it and one of an interview
    "tests/engine/runs/test_watch.py::test_every_save_is_judged_and_recorded",
    "tests/engine/screens/test_screens.py::test_saves_are_judged_recorded_and_shown_by_the_real_loop",
    "tests/engine/interview/test_interview.py::test_phase_and_clock_are_in_sight_at_any_size",
)
CODE = ("src", "katas", "solutions", "tests", "noxfile.py")


def install(session: nox.Session, *groups: str) -> None:
    """Install the project and the given dependency groups, unless pyproject.toml is as it was the last time."""
    session.env["PYTHONDONTWRITEBYTECODE"] = ""  # else every process would compile the engine anew
    wanted = hashlib.sha256(Path("pyproject.toml").read_bytes() + repr((groups, session.python)).encode()).hexdigest()
    stamp = Path(session.virtualenv.location) / "installed-from"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    named = [word for group in groups for word in ("--group", group)]
    session.install("-e", ".", *named)
    stamp.write_text(wanted)


def dojo(session: nox.Session, *words: str) -> None:
    """Run the `dojo` command of the session's environment."""
    session.run("python", "-m", "dojo", *words, success_codes=[0])


@nox.session
def pillar(session: nox.Session) -> None:
    """Judge the katas and show the scoreboard: nox -s pillar [-- PILLAR|TOPIC|KATA ...] [--pressure]"""
    install(session)
    dojo(session, "run", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """The engine's tests and the proof of every kata: nox -s tests [-- PYTEST OPTIONS]"""
    install(session, "dev")
    session.run("ruff", "check", *CODE)
    session.run("ruff", "format", "--check", *CODE)
    session.run("mypy", "src/dojo", "katas")
    session.run("lint-imports", "--no-logo")
    # three at a time on two processors, for one of them mostly waits
    session.run("pytest", "tests/engine", f"--ignore={PROOF}", "--numprocesses=3", "--dist=loadfile", *session.posargs)
    session.run("pytest", PROOF)


@nox.session
def floor(session: nox.Session) -> None:
    """A judging, a watch and an interview's screen on the oldest versions that pyproject.toml allows: nox -s floor"""
    if session.venv_backend != "uv":
        session.skip("only uv can install the oldest versions: python -m pip install uv")
    session.install("--resolution", "lowest-direct", "-e", ".")
    dojo(session, "judge", "f1_from_confusion", "--target", "reference")
    session.run("pytest", *SMOKE)


def other_python(version: str) -> None:
    """Add the session `tests-VERSION`: the engine's tests on another Python, where the machine has it."""

    @nox.session(name=f"tests-{version}", python=version)
    def tests_on(session: nox.Session) -> None:
        install(session, "dev")
        words = session.posargs or ["tests/engine", f"--ignore={PROOF}", "--numprocesses=3", "--dist=loadfile"]
        session.run("pytest", *words)

    tests_on.__doc__ = f"The engine's tests on Python {version}: nox -s tests-{version}"


for newer in ("3.12", "3.13"):
    other_python(newer)


@nox.session
def coverage(session: nox.Session) -> None:
    """How much of src/dojo the engine's tests run through, at least 95 %: nox -s coverage"""
    install(session, "dev")
    session.run("coverage", "erase")
    left_out = [f"--ignore={path}" for path in (PROOF, *SLOW)]
    session.run(
        "coverage", "run", "-m", "pytest", "-q", "tests/engine", *left_out, "--numprocesses=2", "--dist=loadfile"
    )
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session
def mutants(session: nox.Session) -> None:
    """Machine-made wrong versions of each reference, and how many the tests kill: nox -s mutants [-- KATA]"""
    install(session)
    session.run("python", "-m", "dojo.authoring.mutants", *session.posargs)


@nox.session
def soak(session: nox.Session) -> None:
    """Every right answer under 20 seeds and 1,000 examples a law; takes its time: nox -s soak [-- KATA]"""
    install(session)
    session.run("python", "-m", "dojo.authoring.soak", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """How long a verdict takes, beside other ways to it; writes bench.json: nox -s bench [-- --rounds N]"""
    install(session, "bench")
    session.run("python", "-m", "tests.engine.bench", *session.posargs)


@nox.session
def why(session: nox.Session) -> None:
    """How often `dojo why` names the right mistake, and a right answer none: nox -s why [-- KATA]"""
    install(session)
    session.run("python", "-m", "dojo.authoring.measure_why", *session.posargs)


@nox.session
def interview(session: nox.Session) -> None:
    """An interview under its clock, with phases, questions and a debrief: nox -s interview [-- KATA]"""
    install(session)
    dojo(session, "interview", *session.posargs)


@nox.session
def pair(session: nox.Session) -> None:
    """Two at one keyboard: nox -s pair -- KATA --with NAME --mode MODE"""
    install(session)
    dojo(session, "pair", *session.posargs)
