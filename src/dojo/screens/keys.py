"""The line of keys at the foot of a screen: it wraps where the terminal is narrow, and a click is a key too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

_GAP = 2


@dataclass(frozen=True)
class Key:
    """One key, the word beside it, and the app's action behind it."""

    key: str
    word: str
    action: str

    @property
    def width(self) -> int:
        return len(self.key) + 1 + len(self.word)

    def markup(self) -> str:
        return f"[@click=app.{self.action}][bold reverse]{self.key}[/] {self.word}[/]"


def packed(keys: Sequence[Key], width: int) -> Iterator[list[Key]]:
    """Yield the keys line by line, none of them broken."""
    line: list[Key] = []
    for key in keys:
        taken = sum(k.width + _GAP for k in line)
        if line and taken + key.width > width:
            yield line
            line = []
        line.append(key)
    if line:
        yield line


class KeyLine(Widget):
    """Shows the keys."""

    DEFAULT_CSS = "KeyLine { width: 100%; height: auto; link-style: none; link-color: $foreground; }"

    def __init__(self, keys: Sequence[Key], *, id: str | None = None) -> None:  # noqa: A002 - as Textual calls it
        super().__init__(id=id)
        self.keys = keys

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(list(packed(self.keys, width)))

    def render(self) -> Content:
        lines = packed(self.keys, self.size.width)
        return Content.from_markup("\n".join((" " * _GAP).join(key.markup() for key in line) for line in lines))
