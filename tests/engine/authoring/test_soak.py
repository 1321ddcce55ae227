"""The soak: right answers that hold under every seed end it well, one that does not is shown."""

from pathlib import Path

from click.testing import CliRunner, Result

from dojo.authoring import soak
from tests.engine.support.sets import DOUBLE, empty_root


def soaked(root: Path) -> Result:
    return CliRunner().invoke(soak.main, ["--seeds", "2", "--examples", "20", "--root", str(root)])


def test_right_answers_that_always_hold_end_it_well(tmp_path: Path) -> None:
    DOUBLE.write(empty_root(tmp_path / "set"))
    assert soaked(tmp_path / "set").exit_code == 0


def test_a_right_answer_that_fails_once_ends_it_badly(tmp_path: Path) -> None:
    kata = DOUBLE.write(empty_root(tmp_path / "set"))
    with kata.solution.open("a") as file:
        file.write("\n\ndef small_numbers_only(x):\n    return 2 * x if abs(x) < 50 else 0\n\n\n")
        file.write("ALTERNATIVES = [small_numbers_only]\n")
    assert soaked(tmp_path / "set").exit_code == 1
