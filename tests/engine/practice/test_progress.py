"""Progress: the numbers, how a terminal shows them, and the page, opened in a real browser where there is one."""

from __future__ import annotations

import html.parser
import json
import re
import shutil
import struct
import subprocess
import zlib
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dojo.history.store import History
from dojo.kata.layout import find_katas
from dojo.practice import calendar
from dojo.practice.next import Shelf
from dojo.practice.report import page
from dojo.practice.statistics import numbers
from tests.engine.support.command import dojo
from tests.engine.support.diary import Diary, a_spring
from tests.engine.support.sets import CLIP, DOUBLE, SHOUT, empty_root

NOW = datetime.now(UTC)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NASTY = 'off by <one> & "two" ]]> \x1b[31m\x00'


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten katas in two pillars, with the history of some weeks."""
    place = empty_root(tmp_path_factory.mktemp("progress") / "set")
    for n in range(8):
        DOUBLE.write(place, f"double_{n}")
    CLIP.write(place, pillar="math_maturity")
    SHOUT.write(place, pillar="math_maturity", sheet='asked = "often"\n')
    a_spring(place, [kata.id for kata in find_katas(place)][:9], NOW)
    with History.open(place) as history:
        diary = Diary(history, "core_concepts/double_0")
        diary.now = NOW - timedelta(days=2)
        for _ in range(3):
            diary.event("why", mistakes=[NASTY])
    return place


@pytest.fixture
def untouched(tmp_path: Path) -> Path:
    place = empty_root(tmp_path / "set")
    DOUBLE.write(place)
    return place


def test_the_numbers_of_a_pillar_are_those_of_its_history(untouched):
    with History.open(untouched) as history:
        diary = Diary(history, "core_concepts/double", 5)
        diary.solved(after=4, hints=1).later(days=9).solved(after=10).later(days=9).solved(after=3)
    (pillar,) = numbers(Shelf.of(untouched), diary.now).pillars
    assert (pillar.katas, pillar.solved, pillar.attempted, pillar.hints) == (1, 1, 1, 1)
    assert (pillar.median_minutes, pillar.median_sheet_minutes) == (4, 5)


def test_json_holds_one_object_with_all_of_it(root):
    said = dojo(root, "progress", "--json")
    (found,) = said.rows
    assert (found["katas"], found["solved"], found["attempted"]) == (10, 7, 9)
    assert [pillar["pillar"] for pillar in found["pillars"]] == ["core_concepts", "math_maturity"]
    assert sum(topic["solved"] for topic in found["topics"]) == found["solved"]
    assert found["mistakes"][0]["times"] == 3
    assert len(found["days"]) == len({row["day"] for row in found["days"]})
    assert {row["kata"] for row in found["due"] + found["coming"]} == {row["kata"] for row in found["solvings"]}


def test_a_terminal_is_shown_the_same(root):
    said = dojo(root, "progress", COLUMNS="80")
    assert "7 of 10 katas solved, 9 attempted" in said.out
    assert "\x1b" not in said.out
    assert "3x off by <one>" in said.out
    assert max(map(len, said.out.splitlines())) <= 80


def test_a_narrow_terminal_is_served(root):
    assert max(len(line) for line in dojo(root, "progress", COLUMNS="44").out.splitlines()) <= 44


def test_a_terminal_without_blocks_gets_ascii(root):
    said = dojo(root, "progress", PYTHONIOENCODING="ascii")
    assert "?" not in said.out
    assert re.search(r"^Mon [.\-+*# ]+$", said.out, re.MULTILINE)


def test_an_empty_history_is_told_where_to_begin(untouched):
    assert "dojo next" in dojo(untouched, "progress").out
    assert "Nothing is practised yet" in page(numbers(Shelf.of(untouched), NOW), NOW)


def test_the_calendar_ends_today_and_counts_each_day_once():
    today = date(2026, 3, 4)  # a Wednesday
    days = {today: 1, today - timedelta(days=9): 3, today - timedelta(days=400): 2}
    shown = calendar.weeks(days, today, 3)
    assert [len(week) for week in shown] == [7, 7, 3]
    assert shown[-1][-1] == calendar.Cell(today, 1, 1)
    assert Counter(cell.shade for week in shown for cell in week) == {0: 15, 1: 1, 3: 1}


@pytest.mark.parametrize(("katas", "shade"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (50, 4)])
def test_the_more_katas_the_darker(katas, shade):
    today = date(2026, 3, 4)
    assert calendar.weeks({today: katas}, today, 1)[0][-1].shade == shade


@pytest.mark.parametrize("columns", [10, 24, 80, 300])
def test_the_calendar_keeps_to_its_columns(columns):
    today = date(2026, 3, 4)
    drawn = calendar.lines({today - timedelta(days=300): 1}, today, columns, calendar.PLAIN)
    assert len(drawn) == 8
    assert max(map(len, drawn)) <= columns


class Seen(html.parser.HTMLParser):
    """What a page holds: its tags, what they point to, its texts by tag, and whether all is closed."""

    VOID = ("meta",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture(scope="module")
def report(root: Path) -> Path:
    place = root / "progress.html"
    assert dojo(root, "report", "progress.html").code == 0
    return place


@pytest.fixture(scope="module")
def seen(report: Path) -> Seen:
    return Seen(report.read_text(encoding="utf-8"))


def test_the_page_is_whole_and_loads_nothing(seen):
    assert seen.open == []
    assert not seen.tags.keys() & {"script", "link", "img", "iframe", "a", "base"}
    assert not {name for name, _ in seen.attributes} & {"src", "href", "style", "onload"}
    assert not re.search(r"url\(|@import", "".join(seen.texts))


def test_the_page_has_a_title_headings_tables_and_pictures_with_words(seen):
    assert "ML Interview Katas: progress" in seen.texts
    assert (seen.tags["h1"], seen.tags["main"]) == (1, 1)
    assert seen.tags["h2"] == seen.tags["section"] == 7
    assert seen.tags["svg"] == 4
    labels = [value for name, value in seen.attributes if name == "aria-label"]
    assert len(labels) == 4
    assert "Core concepts 6 of 8" in (labels[0] or "")
    assert seen.tags["caption"] == seen.tags["table"] >= 5


def test_what_others_wrote_is_only_text(seen):
    assert any(text.startswith('off by <one> & "two" ]]>') for text in seen.texts)
    assert not any(c in text for text in seen.texts for c in "\x1b\x00")


def test_the_page_and_json_give_the_same_numbers(root, seen):
    (found,) = dojo(root, "progress", "--json").rows
    assert f"{found['solved']} of {found['katas']} katas solved, {found['attempted']} attempted." in seen.texts
    for solving in found["solvings"]:
        assert f"{solving['minutes']:g}" in seen.texts


def test_the_page_goes_to_the_history_s_directory_by_default_and_is_written_anew(untouched):
    for _ in range(2):
        said = dojo(untouched, "report")
        assert said.code == 0
    assert (untouched / ".dojo" / "report.html").as_uri() in said.out
    assert [path.name for path in (untouched / ".dojo").iterdir() if "report" in path.name] == ["report.html"]


def test_nothing_but_a_report_is_written_over(untouched):
    stub = untouched / "katas" / "core_concepts" / "double.py"
    before = stub.read_text()
    said = dojo(untouched, "report", stub)
    assert said.code == 2
    assert "is no report of dojo's" in said.err
    assert stub.read_text() == before


def test_a_place_that_cannot_be_written_is_told(untouched):
    said = dojo(untouched, "report", "no/such/directory.html")
    assert said.code == 2
    assert "cannot be written" in said.err


def browse(place: Path, report: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Open a page in a browser that has seen nothing before."""
    if CHROMIUM is None:
        pytest.skip("no chromium here to open the page in")
    fixed = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--enable-logging=stderr",
    ]
    return subprocess.run(
        [CHROMIUM, *fixed, f"--user-data-dir={place / 'profile'}", *options, report.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )


def test_a_browser_shows_it_without_a_complaint(report, tmp_path):
    done = browse(tmp_path, report, "--dump-dom")
    assert "CONSOLE" not in done.stderr  # where it would tell what the policy refused, the style sheet for one
    assert done.stdout.count("<svg") == 4
    assert "<td>" in done.stdout


@pytest.mark.parametrize(("scheme", "dark"), [("1", False), ("0", True)])
def test_it_follows_the_colour_scheme(report, tmp_path, scheme, dark):
    picture = tmp_path / "page.png"
    size = ["--window-size=800,600", "--hide-scrollbars", f"--blink-settings=preferredColorScheme={scheme}"]
    browse(tmp_path, report, *size, f"--screenshot={picture}")
    assert (brightness_of_a_corner(picture.read_bytes()) < 60) is dark


def brightness_of_a_corner(png: bytes) -> float:
    """Return the mean of the first pixel's red, green and blue, which a PNG holds as they are."""
    data, place = b"", 8
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + size]
        place += 12 + size
    line = zlib.decompress(data)[1:4]
    return sum(line) / 3


def test_it_prints_on_paper(report, tmp_path):
    paper = tmp_path / "page.pdf"
    browse(
        tmp_path, report, f"--print-to-pdf={paper}", "--no-pdf-header-footer", "--blink-settings=preferredColorScheme=0"
    )
    assert paper.read_bytes().startswith(b"%PDF")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes())) <= 8


def test_json_is_plain_json(root):
    assert json.loads(dojo(root, "progress", "--json").out)["today"] == NOW.astimezone().date().isoformat()
