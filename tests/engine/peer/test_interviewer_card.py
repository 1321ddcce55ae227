"""The interviewer's card, for a terminal and as a page, and the pack for a peer, which holds nothing of it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dojo.history.events import recorded
from dojo.kata import candidates, layout, sheet
from dojo.kata.layout import Kata
from dojo.peer import pack
from dojo.peer.card import WARNING, gather
from dojo.peer.card_text import card_page
from tests.engine.support.command import dojo
from tests.engine.support.sets import empty_root
from tests.engine.support.small_katas import SHEET, write_kata

ROOT = layout.find_root(Path(__file__).parent)
KATAS = layout.find_katas(ROOT)
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    return write_kata(empty_root(tmp_path / "set"))


class Page(HTMLParser):
    """What a page shows, and the tags and addresses in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.tags, self.open, self.addresses = "", set[str](), list[str](), list[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


# -- the card ----------------------------------------------------------------------------------------


def test_the_card_says_what_the_interviewer_needs(kata: Kata) -> None:
    done = dojo(kata.root, "card", "sign")
    assert done.code == 0, done.err
    shown = " ".join(done.out.split())
    assert shown.startswith(WARNING)
    for text in (
        "Return -1, 0 or 1, as the number is below, at or above zero.",
        "And zero? Has a sign of its own.",
        "forgets zero Knows two signs only: zero counts as above.",
        "L1, free a question, after 4 minutes stuck: Which ways?",
        "L3, costs 5 points the key line: Subtract.",
        "For floats? Good: Speaks of -0.0 and NaN.",
        "D verify (20) d",
    ):
        assert text in shown
    assert max(map(len, done.out.splitlines())) <= 80
    assert [event.what for event in recorded(kata.root, kata.id)] == ["interviewer card"]


def test_only_the_first_three_mistakes_are_on_it_and_not_what_was_shipped() -> None:
    debug = next(kata for kata in KATAS if kata.name == "debug_softmax_sampler")
    mistakes = gather(debug).mistakes
    assert len(mistakes) == 3
    assert "as shipped" not in dict(mistakes)


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.name)
def test_every_kata_has_a_card_with_a_goal_a_symptom_and_a_page(kata: Kata) -> None:
    card = gather(kata)
    assert card.goal.endswith(".")
    assert all(symptom for _, symptom in card.mistakes)
    page = Page(card_page(card))
    assert page.open == []
    for text in (*card.sheet.rubric.values(), *card.sheet.hints, *(f.good for f in card.sheet.follow_ups)):
        assert text.strip() in page.text


def test_the_page_needs_nothing_else_and_escapes_what_it_shows(kata: Kata) -> None:
    evil = '<script>alert("1")</script> & <b>bold</b>'
    kata.sheet.write_text(SHEET.replace('"And zero?"', f"'{evil}'").replace('"a"', f"'{evil}'"), encoding="utf-8")
    page = kata.root / "card.html"
    done = dojo(kata.root, "card", "sign", "--html", page)
    assert done.code == 0, done.err
    assert "For the interviewer only" in done.out
    read = Page(page.read_text(encoding="utf-8"))
    assert evil in read.text
    assert "script" not in read.tags
    assert read.addresses == []
    assert "url(" not in page.read_text()
    assert "@import" not in page.read_text()


def test_a_page_that_cannot_be_written_is_told(kata: Kata) -> None:
    done = dojo(kata.root, "card", "sign", "--html", kata.root / "nowhere" / "card.html")
    assert done.code == 1
    assert "cannot be written: No such file or directory" in done.err


def test_a_broken_sheet_is_told_in_one_line(kata: Kata) -> None:
    kata.sheet.write_text("title = 3\n")
    done = dojo(kata.root, "card", "sign")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("solutions/core_concepts/sign_of_a_number.toml: ")


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here to print the page with (apt-get install chromium)")
def test_the_longest_card_prints_on_one_sheet_of_a4(tmp_path: Path) -> None:
    longest = max((card_page(gather(kata)) for kata in KATAS), key=len)
    (tmp_path / "card.html").write_text(longest, encoding="utf-8")
    words = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path}/profile",
    ]
    page = (tmp_path / "card.html").as_uri()
    subprocess.run(
        [CHROMIUM, *words, f"--print-to-pdf={tmp_path}/card.pdf", page], check=True, capture_output=True, timeout=120
    )
    pdf = (tmp_path / "card.pdf").read_bytes()
    sizes = [tuple(float(n) for n in box.split()) for box in re.findall(rb"/MediaBox ?\[([^\]]*)\]", pdf)]
    assert len(sizes) == 2
    assert all(size == pytest.approx((0, 0, 595.3, 841.9), abs=1) for size in sizes)


# -- the pack ----------------------------------------------------------------------------------------


def packed(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name.partition("/")[2]: archive.read(name).decode() for name in archive.namelist()}


def test_a_pack_holds_how_to_stub_and_visible_tests(kata: Kata) -> None:
    done = dojo(kata.root, "pack", "sign")
    assert done.code == 0, done.err
    texts = packed((kata.root / "sign_of_a_number.zip").read_bytes())
    assert texts == {
        "README.txt": texts["README.txt"],
        "katas/core_concepts/sign_of_a_number.py": kata.stub.read_text(),
        "tests/core_concepts/test_sign_of_a_number.py": kata.visible.read_text(),
    }
    assert "dojo judge sign_of_a_number --attempt FILE" in texts["README.txt"]
    assert "5 minutes, implement, warm-up" in texts["README.txt"]
    assert max(map(len, texts["README.txt"].splitlines())) <= 80


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.name)
def test_a_pack_tells_nothing_that_is_hidden(kata: Kata) -> None:
    texts = "\n".join(packed(pack.content(kata)).values())
    held = sheet.read(kata.sheet)
    hidden = set(re.findall(r"def (test_\w+)", kata.hidden.read_text()))
    hidden -= set(re.findall(r"def (test_\w+)", kata.visible.read_text()))
    answers = {m.docstring() for m in candidates.mistakes(kata) if m.name != "as_shipped"}
    answers |= {*held.hints, *(f.good for f in held.follow_ups)}
    stated = "" if held.kind == "clarify" else kata.stub.read_text()  # elsewhere an answer may be what the page says
    answers |= {c.answer for c in held.clarifications if c.answer not in stated}
    assert not hidden & set(re.findall(r"\w+", texts))
    assert not [answer for answer in answers if answer in texts]


def test_the_same_kata_packs_to_the_same_bytes(kata: Kata, tmp_path: Path) -> None:
    kata.visible.touch()
    other = write_kata(empty_root(tmp_path / "other"))
    assert pack.content(kata) == pack.content(other)


def test_an_attempt_is_taken_out_and_it_is_said(kata: Kata) -> None:
    shipped = packed(pack.content(kata))
    text = kata.stub.read_text()
    kata.stub.write_text(
        text.replace("raise NotImplementedError", "return my_secret(number)") + "\n\ndef my_secret(x): ...\n"
    )
    done = dojo(kata.root, "pack", "sign")
    assert done.code == 0
    assert "Your own attempt was taken out" in done.out
    texts = packed((kata.root / "sign_of_a_number.zip").read_bytes())
    assert "my_secret" not in "".join(texts.values())
    assert texts["README.txt"] == shipped["README.txt"]


def test_nothing_is_overwritten_without_force(kata: Kata) -> None:
    file = kata.root / "mine.zip"
    file.write_bytes(b"mine")
    done = dojo(kata.root, "pack", "sign", "mine.zip")
    assert done.code == 2
    assert "mine.zip exists; choose another FILE, or overwrite it with --force" in done.err
    assert file.read_bytes() == b"mine"
    assert dojo(kata.root, "pack", "sign", "mine.zip", "--force").code == 0
    assert file.read_bytes() == pack.content(kata)


def test_what_the_peer_sends_back_is_judged(kata: Kata, tmp_path: Path) -> None:
    (text,) = [text for name, text in packed(pack.content(kata)).items() if name.startswith("katas/")]
    returned = tmp_path / "from_ada.py"
    returned.write_text(text.replace("raise NotImplementedError", "return (number > 0) - (number < 0)"))
    done = dojo(kata.root, "judge", "sign", "--attempt", returned)
    assert done.code == 0, done.out + done.err
    assert "solved" in done.out


def test_a_pack_of_a_broken_stub_is_told_and_nothing_is_written(kata: Kata) -> None:
    kata.stub.write_text("def (")
    done = dojo(kata.root, "pack", "sign")
    assert done.code == 1
    assert "is not Python" in done.err
    assert not (kata.root / "sign_of_a_number.zip").exists()
