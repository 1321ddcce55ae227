"""The catalogue: what it lists, where it is put, and that the README's is up to date."""

from pathlib import Path

import pytest

from dojo.authoring import catalogue
from dojo.kata.layout import find_root
from dojo.kata.sheet import BadSheet
from tests.engine.support.small_katas import write_kata

ROOT = find_root(Path(__file__).parent)


def test_the_catalogue_of_the_readme_is_up_to_date():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert catalogue.placed(text, catalogue.catalogue(ROOT)) == text, "run: python -m dojo.authoring.catalogue"


def test_a_pillar_is_a_table_whose_katas_are_ordered_by_topic_and_level(tmp_path):
    write_kata(tmp_path, "b_easy")
    write_kata(tmp_path, "a_hard", "sheet", "warm-up", "stretch")
    write_kata(tmp_path, "z_other", "sheet", '"numbers"', '"an_earlier_topic"')
    title, _, header, _, *rows = catalogue.catalogue(tmp_path).splitlines()
    assert (title, header) == ("### Core concepts", "| kata | topic | level | minutes | asked |")
    assert [row.split("]")[0] for row in rows] == ["| [z_other", "| [b_easy", "| [a_hard"]
    assert rows[1] == "| [b_easy](katas/core_concepts/b_easy.py) | numbers | warm-up | 5 | rare |"


@pytest.mark.parametrize("before", ["# Title\n", "# Title\n\n## Catalogue\n\n"])
def test_a_document_without_markers_gets_them_at_its_end(before):
    text = catalogue.placed(before, "| x |")
    assert text == f"# Title\n\n## Catalogue\n\n{catalogue.BEGIN}\n\n| x |\n\n{catalogue.END}\n"


def test_what_stands_around_the_markers_stays():
    text = f"before {catalogue.BEGIN} old {catalogue.END} after"
    assert catalogue.placed(text, "new") == f"before {catalogue.BEGIN}\n\nnew\n\n{catalogue.END} after"


def test_a_document_that_is_up_to_date_does_not_change():
    once = catalogue.placed("# Title\n", "| x |")
    assert catalogue.placed(once, "| x |") == once


def test_main_writes_the_readme_of_the_katas_here(tmp_path, monkeypatch):
    write_kata(tmp_path)
    monkeypatch.chdir(tmp_path / "katas")
    assert catalogue.main() == 0
    assert "[sign_of_a_number]" in (tmp_path / "README.md").read_text()


def test_a_sheet_that_cannot_be_read_leaves_the_readme_alone(tmp_path, monkeypatch):
    write_kata(tmp_path, piece="sheet", old="minutes = 5\n", new="")
    with pytest.raises(BadSheet):
        catalogue.catalogue(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert catalogue.main() == 1
    assert not (tmp_path / "README.md").exists()
