"""The way to start sandboxes on this platform."""

from __future__ import annotations

import sys
from pathlib import Path

from dojo.sandbox.forkserver import ForkServer
from dojo.sandbox.pool import SandboxPool
from dojo.sandbox.spawn import Spawner

FORKS = sys.platform == "linux"
"""True where sandboxes are forked from a warm parent; where that is not safe, each is spawned."""


def make_pool(root: Path) -> SandboxPool:
    """Return this platform's source of sandboxes."""
    return ForkServer(root) if FORKS else Spawner(root)
