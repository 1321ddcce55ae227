"""The katas in one run of pytest: which candidate answers for which test, in which order, on which seed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dojo.kata import layout

if TYPE_CHECKING:
    from dojo.judge.under_test import TestRun, UnderTest

EXAMPLES = 100
KATAS = "dojo-katas"  # the name by which pytest knows it


class Katas:
    """Everything the plugin does in one run of pytest."""

    def __init__(self, config: pytest.Config, root: Path) -> None:
        from hypothesis import HealthCheck, settings

        from dojo.judge.standin import Finder

        self.config, self.root = config, root
        self.by_name = {kata.id: kata for kata in layout.find_katas(root)}
        self.finder = Finder(root)
        self.finder.install()
        if config.getoption("hidden"):
            config.addinivalue_line("python_files", "hidden_*.py")
            beside = [word for word in map(self._hidden_beside, config.args) if word is not None]
            config.args += [word for word in beside if word not in config.args]
        noisy = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
        settings.register_profile(
            "dojo",
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            suppress_health_check=noisy,
            print_blob=False,
            report_multiple_bugs=False,
        )
        settings.load_profile("dojo")
        self._test_run: TestRun | None = None
        self.seed = self._chosen_seed()
        self.partly: set[str] = set()  # katas of which some tests were left out: no verdict on those

    def _chosen_seed(self) -> int:
        """Return the seed of this run's laws: Hypothesis' own option wins."""
        from dojo.judge.scheduler import Options

        given = self.config.getoption("hypothesis_seed", None)
        return int(given) if given not in (None, "random") else Options().chosen_seed()

    def _hidden_beside(self, word: str) -> str | None:
        """Return the file of hidden tests beside a kata's visible ones, where these are asked for by name."""
        path = (self.config.invocation_params.dir / word).absolute()
        return next((str(kata.hidden) for kata in self.by_name.values() if kata.visible == path), None)

    def pytest_report_header(self) -> str:
        return f"katas: {self.root}, seed of the laws {self.seed}"

    @property
    def test_run(self) -> TestRun:
        """The candidates under test of this run, made when the first test needs one."""
        if self._test_run is None:
            from dojo.judge.under_test import TestRun

            inside = self.config.getoption("in_process") or bool(self.config.getoption("usepdb", False))
            self._test_run = TestRun(self.root, self.config.getoption("target"), inside)
        return self._test_run

    def under_test(self, item: pytest.Item) -> UnderTest | None:
        kata = self.kata_of(item)
        return self.test_run.of(kata) if kata else None

    def kata_of(self, item: pytest.Item) -> layout.Kata | None:
        name = item.path.stem.removeprefix("test_").removeprefix("hidden_")
        kata = self.by_name.get(f"{item.path.parent.name}/{name}")
        return kata if kata and item.path in (kata.visible, kata.hidden) else None

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """A kata's tests together: visible ones, hidden ones, laws."""
        order = {kata_id: n for n, kata_id in enumerate(self.by_name)}

        def key(item: pytest.Item) -> tuple[int, int]:
            kata = self.kata_of(item)
            return (order[kata.id], stage(item)) if kata else (-1, 0)

        from dojo.judge import laws

        items.sort(key=key)
        for item in items:
            if laws.is_law(item) and self.kata_of(item):
                laws.fix_seed(item, self.seed)
        if any("::" in word for word in self.config.args):
            self.partly |= set(self.by_name)

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        self.partly |= {kata.id for item in items if (kata := self.kata_of(item))}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        under_test = self.under_test(item)
        if under_test is not None:
            under_test.begin(item)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
        outcome: Any = yield
        under_test = self.under_test(item)
        if under_test is not None:
            under_test.explain(item, call, outcome.get_result())

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        if self._test_run is not None:
            self._test_run.compared(op, left, right)

    def pytest_sessionfinish(self) -> None:
        if self._test_run is not None:
            self._test_run.close()

    def pytest_unconfigure(self) -> None:
        self.finder.remove()


def stage(item: pytest.Item) -> int:
    """Return when a test is judged: visible tests first, then hidden ones, then laws."""
    if not item.path.name.startswith("hidden_"):
        return 0
    return 2 if getattr(getattr(item, "obj", None), "is_hypothesis_test", False) else 1
