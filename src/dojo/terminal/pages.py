"""Pages made from Jinja2 templates: every value is escaped, and one that is missing is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined


def page(template: Path, **values: Any) -> str:
    """Return the text of an HTML template filled with values."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(template.read_text(encoding="utf-8")).render(values)
