"""The commands of rounds; `dojo.cli` gathers them."""

from __future__ import annotations

import click

ROUNDS: tuple[click.Command, ...] = ()
