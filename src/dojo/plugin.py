"""The pytest plugin: its options, and a run that records what it judged.

In a directory without katas it does nothing. Bare `pytest` judges the attempts on the visible tests; an
untouched stub is skipped. `--hidden` adds the hidden tests, `--target` judges another candidate, and
`--in-process` (implied by `--pdb`) runs the candidate inside pytest, for breakpoints.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dojo.judge.katas import KATAS, Katas

if TYPE_CHECKING:
    from dojo.judge.under_test import TestRun


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("katas", "ML Interview Katas")
    group.addoption("--hidden", action="store_true", help="collect the hidden tests and laws too")
    group.addoption(
        "--target",
        default="attempt",
        metavar="NAME",
        help="attempt (default), reference, or an alternative or mistake by name",
    )
    group.addoption(
        "--in-process", action="store_true", help="run the candidate inside pytest, for breakpoints (implied by --pdb)"
    )


def pytest_configure(config: pytest.Config) -> None:
    root = config.rootpath
    if not _holds_katas(root) or config.pluginmanager.has_plugin(KATAS):
        return
    config.pluginmanager.register(RecordedKatas(config, root), KATAS)


def _holds_katas(root: Path) -> bool:
    return all((root / part).is_dir() for part in ("katas", "tests", "solutions"))


class RecordedKatas(Katas):
    """A run that records the attempts it judged, as the commands do."""

    def pytest_sessionfinish(self) -> None:
        super().pytest_sessionfinish()
        if self._test_run is not None and not self._test_run.inside and self._test_run.target == "attempt":
            self._record(self._test_run)

    def _record(self, test_run: TestRun) -> None:
        """Record each attempt judged here, unless only part of its tests ran."""
        from dojo.runs.recorder import Recorder

        with Recorder(self.root, "pytest") as recorder:
            for under_test in test_run.members.values():
                whole = any(t.kind == "visible" for t in under_test.reports) and under_test.kata.id not in self.partly
                if under_test.session is not None and whole:
                    result = under_test.result(self.seed)
                    recorder.record(result, under_test.session.candidate, hidden=self.config.getoption("hidden"))
