"""What `dojo new` writes, and when it writes nothing."""

import ast
import tomllib

import pytest
from click.testing import CliRunner

from dojo.authoring import check, new
from dojo.cli import main as cli
from dojo.kata import candidates, layout, statement
from tests.engine.support.small_katas import write_kata


def files(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_the_five_pieces_are_written_and_none_is_a_stray(tmp_path):
    kata = new.begin(tmp_path, "math_maturity/log_sum")
    assert all(path.is_file() for path in kata.files)
    assert len(files(tmp_path)) == 5
    assert not layout.problems(tmp_path)


def test_the_pieces_are_python_and_toml(tmp_path):
    kata = new.begin(tmp_path, "math_maturity/log_sum")
    for path in kata.files[:4]:
        ast.parse(path.read_text())
    assert tomllib.loads(kata.sheet.read_text())["minutes"] == 20


def test_the_stub_is_a_statement_that_is_not_attempted(tmp_path):
    kata = new.begin(tmp_path, "math_maturity/log_sum")
    assert statement.read(kata.stub).name == "log_sum"
    assert candidates.is_untouched(kata)
    assert [c.name for c in candidates.alternatives(kata)] == ["by_another_route"]


def test_the_check_of_a_new_kata_says_what_is_to_fill_in_and_where(tmp_path):
    kata = new.begin(tmp_path, "math_maturity/log_sum")
    ((report,), _) = check.examined(tmp_path, [kata], seed=1)
    told = [fault.text for fault in report.faults if fault.clause == "unfilled"]
    assert "katas/math_maturity/log_sum.py: line 1: still to fill in: a title line, ending in a full stop." in told
    assert {text.split(":")[0] for text in told} == {str(path.relative_to(tmp_path)) for path in kata.files}
    assert "reference" in {fault.clause for fault in report.faults}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("log_sum", "names no pillar"),
        ("maths_maturity/log_sum", "the pillars are math_maturity"),
        ("../log_sum", "there is no pillar '..'"),
        ("math_maturity/", "is no name for a kata"),
        ("math_maturity/log-sum", "is no name for a kata"),
        ("math_maturity/LogSum", "is no name for a kata"),
        ("math_maturity/_log", "is no name for a kata"),
        ("math_maturity/lambda", "is no name for a kata"),
        ("math_maturity/1st", "is no name for a kata"),
        ("math_maturity/a/b", "is no name for a kata"),
        ("math_maturity/sign_of_a_number", "core_concepts/sign_of_a_number has that name already"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_used_is_refused_and_nothing_is_written(tmp_path, name, told):
    write_kata(tmp_path)
    before = files(tmp_path)
    with pytest.raises(new.NoNewKata, match=told.replace(".", r"\.")):
        new.begin(tmp_path, name)
    assert files(tmp_path) == before


def test_a_further_pillar_that_holds_katas_may_get_more(tmp_path):
    (tmp_path / "katas/own").mkdir(parents=True)
    (tmp_path / "katas/own/one.py").write_text("")
    assert new.begin(tmp_path, "own/two").stub.is_file()


@pytest.mark.parametrize("piece", ["stub", "visible", "hidden", "solution", "sheet"])
def test_no_file_is_ever_overwritten(tmp_path, piece):
    kata = layout.Kata(tmp_path, "math_maturity", "log_sum")
    path = getattr(kata, piece)
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    with pytest.raises(new.NoNewKata):
        new.begin(tmp_path, kata.id)
    assert path.read_text() == "mine"
    assert len(files(tmp_path)) == 1


def test_pieces_that_cannot_be_written_leave_none_behind(tmp_path):
    (tmp_path / "solutions").write_text("a file where a directory should be")
    with pytest.raises(new.NoNewKata, match="cannot be written"):
        new.begin(tmp_path, "math_maturity/log_sum")
    assert files(tmp_path) == ["solutions"]


def test_the_command_names_the_files_and_a_second_one_ends_as_wrong_words_do(tmp_path):
    write_kata(tmp_path)
    words = ["new", "math_maturity/log_sum", "--root", str(tmp_path)]
    first, second = (CliRunner().invoke(cli.dojo, words) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 2)
    assert "has that name already" in second.output
