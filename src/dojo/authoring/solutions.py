"""Solutions as modules, for our own tests, which trust them; the judge never imports one."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

from dojo.kata.layout import Kata, find_root


def load(kata_id: str, root: Path | None = None) -> ModuleType:
    """Import a kata's solution afresh from its source text.

    Parameters
    ----------
    kata_id : str
        "pillar/name".
    root : Path, optional
        Where the katas are; by default found from the current directory up.
    """
    pillar, _, name = kata_id.partition("/")
    path = Kata(root or find_root(Path.cwd()), pillar, name).solution
    module = ModuleType(f"_dojo_solution_{pillar}_{name}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses look their module up there
    code = compile(path.read_text(encoding="utf-8"), str(path), "exec")  # from the text: a .pyc could be stale
    exec(code, vars(module))  # noqa: S102  # ours, and trusted
    return module
