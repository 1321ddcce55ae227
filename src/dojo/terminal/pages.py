"""Pages made from Jinja2 templates: every value is escaped, and one that is missing is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def page(template: Path, **values: Any) -> str:
    """Return the text of an HTML template filled with values; it may include others of its directory."""
    loader = FileSystemLoader(template.parent)
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return pages.get_template(template.name).render(values)
