"""The widget that shows the first failure, or why there is none to show."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from dojo.judge.verdict import Result, TestReport
from dojo.terminal.failure import failure_view


class FailurePanel(VerticalScroll):
    """Scrolls; `show` and `tell` put something else into it."""

    DEFAULT_CSS = """
    FailurePanel { padding: 0 1; }
    FailurePanel > Static { width: 100%; height: auto; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - as Textual calls it
        super().__init__(id=id)
        self._first: RenderableType = Text(text)

    def compose(self) -> ComposeResult:
        yield Static(self._first)

    def show(self, report: TestReport) -> None:
        """Show one test that did not pass."""
        self._put(failure_view(report))

    def show_result(self, result: Result) -> None:
        """Show the first failure of a result, or what there is to say instead."""
        if result.verdict == "not attempted":
            self.tell("Write your attempt and save: every save is judged.")
        elif result.message:
            self.tell(result.message)
        elif result.failure is not None:
            self.show(result.failure)
        elif result.verdict == "solved":
            self.tell("All tests pass, the hidden ones too.")
        else:
            self.tell("All tests that were asked for pass.")

    def tell(self, text: str) -> None:
        """Show a text."""
        self._put(Text(text))

    def _put(self, content: RenderableType) -> None:
        self.query_one(Static).update(content)
        self.scroll_home(animate=False)
