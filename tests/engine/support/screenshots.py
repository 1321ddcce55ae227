"""The pictures of the screen in docs/screens, made by the real loop on a real kata.

Run as `python -m tests.engine.support.screenshots [DIRECTORY]` from the root.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from dojo.kata import candidates
from dojo.kata.layout import Kata
from dojo.practice.code import code_of
from dojo.screens.feed import LoopFeed
from dojo.screens.watch import WatchApp
from tests.engine.support.stage import on_stage, shows

ROOT = Path(__file__).parents[3]
PICTURES = ROOT / "docs" / "screens"
SIZE = (88, 34)
MASK, ONE_ROW = "np.where(mask,", "np.where(mask[0],"  # every query gets the keys of the first


def take(places: Path, pause: float = 8.0) -> None:
    """Write both pictures into a directory; before each save one reads for so many seconds, and laws are drawn."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "katas"
        for part in ("katas", "tests", "solutions"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("engine", "__pycache__"))
        asyncio.run(_taken(Kata(root, "core_concepts", "scaled_dot_product_attention"), places, pause))


async def _taken(kata: Kata, places: Path, pause: float) -> None:
    code = "\n".join(code_of(candidates.reference(kata)))
    helper, body = code.split("def attention(Q, K, V, mask=None):\n")
    right = kata.stub.read_text().replace("    raise NotImplementedError", body) + f"\n\n{helper}"
    feed = LoopFeed(kata.root, kata)
    app = WatchApp(kata.root, kata, feed)
    async with on_stage(app, SIZE) as pilot:
        await shows(pilot, "not attempted")
        for verdict, text in (("failing", right.replace(MASK, ONE_ROW)), ("solved", right)):
            await asyncio.sleep(pause)
            kata.stub.write_text(text)
            await shows(pilot, f" {verdict} ", "tests passed", "since the save")
            await pilot.pause(0.5)  # until all of it is laid out
            _write(pilot, places / f"watch-{verdict}.svg")
    feed.stop()
    app.thread.join()


def _write(pilot: Pilot[Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(pilot.app.export_screenshot(title="dojo watch") + "\n", encoding="utf-8")


def words(picture: str) -> list[str]:
    """Return the words of a picture, numbers and styles aside: what would be out of date."""
    texts = (found[1] for found in re.finditer(r"<text[^>]*>([^<]*)</text>", picture))
    return re.sub(r"[\d:]+", "", " ".join(texts).replace("&#160;", " ")).split()


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
