"""Which candidates a kata has, by name, and what is said of a solution that does not offer them."""

import textwrap
import zipfile

import pytest

from dojo.authoring.solutions import load
from dojo.kata import candidates
from dojo.kata.candidates import BadSolution, Unreadable
from dojo.kata.layout import Kata
from dojo.kata.names import Unknown

STUB = '"""Double."""\n\n\ndef double(x: int) -> int:\n    """Return twice x."""\n    raise NotImplementedError\n'
SOLUTION = textwrap.dedent('''\
    """Two of everything."""

    import functools


    def double(x):
        return 2 * x


    def adds(x):
        """Adds x to itself.

        At length.
        """
        return x + x


    class SquaresHTTPData:
        """Squares: right for 0 and 2 only."""


    @functools.cache
    def forgets_the_sign(x):
        return abs(double(x))


    ALTERNATIVES = [adds]
    ''')


@pytest.fixture
def kata(tmp_path):
    kata = Kata(tmp_path, "core_concepts", "double_it")
    for path in kata.files:
        path.parent.mkdir(parents=True, exist_ok=True)
    kata.stub.write_text(STUB)
    kata.solution.write_text(SOLUTION)
    return kata


def names(found):
    return [candidate.name for candidate in found]


def fault(kata, solution=None):
    if solution is not None:
        kata.solution.write_text(solution)
    with pytest.raises(BadSolution) as caught:
        candidates.mistakes(kata)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix("solutions/core_concepts/double_it.py: ")


def test_the_attempt_is_the_stubs_file_as_it_stands(kata):
    found = candidates.attempt(kata)
    assert (found.kata_id, found.target, found.name) == ("core_concepts/double_it", "attempt", "attempt")
    assert (found.path, found.source, found.entry, found.symbol) == (kata.stub, STUB, "double", "double")


def test_another_file_can_be_the_attempt(kata, tmp_path):
    other = tmp_path / "mine.py"
    other.write_text("double = 3")
    found = candidates.attempt(kata, other)
    assert (found.path, found.source, found.entry) == (other, "double = 3", "double")


def test_line_ends_are_kept_and_a_byte_order_mark_is_not(kata):
    kata.stub.write_bytes(b"\xef\xbb\xbfx = 1\r\ny = 2\r\n")
    assert candidates.attempt(kata).source == "x = 1\r\ny = 2\r\n"


def test_the_reference_answers_for_the_entry(kata):
    found = candidates.reference(kata)
    assert (found.target, found.name, found.symbol, found.line) == ("reference", "reference", "double", 6)
    assert found.source == SOLUTION


def test_alternatives_and_mistakes_are_named_in_snake_case(kata):
    assert names(candidates.alternatives(kata)) == ["adds"]
    squares, forgets = candidates.mistakes(kata)
    assert (squares.name, squares.symbol, squares.entry) == ("squares_http_data", "SquaresHTTPData", "double")
    assert (forgets.name, forgets.symbol, forgets.target) == ("forgets_the_sign", "forgets_the_sign", "mistake")


def test_a_diagnosis_is_a_docstrings_first_line(kata):
    squares, forgets = candidates.mistakes(kata)
    assert candidates.alternatives(kata)[0].docstring() == "Adds x to itself."
    assert (squares.docstring(), squares.line) == ("Squares: right for 0 and 2 only.", 18)
    assert (forgets.docstring(), forgets.line) == ("", 23)


def test_an_attempt_that_is_not_python_has_neither_line_nor_docstring(kata):
    kata.stub.write_text("def double(:")
    found = candidates.attempt(kata)
    assert (found.entry, found.line, found.docstring()) == ("double", 1, "")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("attempt", ["attempt"]),
        ("reference", ["reference"]),
        ("alternatives", ["adds"]),
        ("mistakes", ["squares_http_data", "forgets_the_sign"]),
        ("adds", ["adds"]),
        ("squares_http_data", ["squares_http_data"]),
        ("SquaresHTTPData", ["squares_http_data"]),
    ],
)
def test_a_word_names_candidates(kata, word, expected):
    assert names(candidates.named(kata, word)) == expected


def test_an_unknown_name_hears_of_the_nearest(kata):
    with pytest.raises(Unknown, match="did you mean forgets_the_sign"):
        candidates.named(kata, "forgets_sign")


def test_the_solution_knows_the_entry_whatever_the_stub_says(kata):
    kata.stub.write_text("def tripled(x): ...\ndef helper(x): ...\n")
    assert candidates.entry_name(kata) == "double"


def test_the_first_public_name_of_the_solution_is_the_entry_and_what_is_neither_it_nor_an_alternative_a_mistake(kata):
    kata.solution.write_text("def _f(x): ...\ndef double(x): ...\ndef b(x): ...\ndef a(x): ...\nALTERNATIVES = [a]\n")
    kata.stub.write_text("def mine(x): ...\n")
    assert candidates.entry_name(kata) == "double"
    assert (names(candidates.alternatives(kata)), names(candidates.mistakes(kata))) == (["a"], ["b"])


def test_a_kata_without_a_solution_has_the_stubs_entry_and_still_an_attempt(kata):
    kata.solution.unlink()
    assert candidates.attempt(kata).entry == "double"
    assert candidates.is_untouched(kata)
    assert fault(kata) == "cannot be read (No such file or directory)"
    kata.stub.write_text("x = 1")
    with pytest.raises(BadSolution, match="it has none"):
        candidates.attempt(kata)


def test_a_solution_without_a_public_name_is_a_fault(kata):
    assert fault(kata, "def _one(x): ...\n") == "defines no public function or class, which would be the entry"


@pytest.mark.parametrize(
    ("solution", "said"),
    [
        ("def double(:", "line 1: is not Python: invalid syntax"),
        ("ALTERNATIVES = [a]", "line 1: ALTERNATIVES holds a, which the file does not define"),
        ("import a\nALTERNATIVES = [a]", "line 2: ALTERNATIVES holds a, which the file does not define"),
        ("def a(): ...\nALTERNATIVES = [a()]", "line 2: ALTERNATIVES holds a(), which the file does not define"),
        ("def a(): ...\nALTERNATIVES = [*a]", "line 2: ALTERNATIVES holds *a, which the file does not define"),
        ("def a(): ...\nALTERNATIVES = ['a']", "line 2: ALTERNATIVES holds 'a', which the file does not define"),
        ("def a(): ...\nALTERNATIVES = []\nALTERNATIVES += [a]", "line 3: ALTERNATIVES is expected once"),
        ("def a(): ...\nALTERNATIVES = []\nALTERNATIVES.append(a)", "line 3: ALTERNATIVES is expected once"),
        ("ALTERNATIVES = list()", "line 1: ALTERNATIVES is expected once, as a list of names"),
        ("if True:\n    ALTERNATIVES = []", "line 2: ALTERNATIVES is expected once"),
        ("def f(): ...\ndef ab(): ...\nclass Ab: ...\n", "two candidates are called ab;"),
        ("def f(): ...\ndef reference(): ...\n", "two candidates are called reference;"),
    ],
)
def test_a_bad_solution_gives_one_line(kata, solution, said):
    assert fault(kata, solution).startswith(said)


def test_the_list_of_alternatives_may_be_a_typed_tuple_or_absent(kata):
    kata.solution.write_text("def f(x): ...\ndef a(x): ...\nALTERNATIVES: tuple = (a,)\n")
    assert names(candidates.alternatives(kata)) == ["a"]
    kata.solution.write_text("def f(x): ...\n")
    assert candidates.alternatives(kata) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x" * (1 << 20) + b"x", "is larger than 1 MiB"),
        (b"a\nb\xff", "line 2: is not UTF-8; save it with that encoding"),
        (b"a\n\0", "line 2: holds a null byte, so Python cannot read it"),
    ],
)
def test_an_attempt_that_cannot_be_read_is_told_in_one_line(kata, content, said):
    kata.stub.write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        candidates.attempt(kata)
    assert str(caught.value) == f"katas/core_concepts/double_it.py: {said}"


def test_a_packed_attempt_is_read_from_its_archive(kata, tmp_path):
    pack = tmp_path / "pack.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("double_it/katas/core_concepts/double_it.py", "double = 4")
    assert candidates.attempt(kata, pack).source == "double = 4"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("other.py", "")
    with pytest.raises(Unreadable, match=r"pack\.zip: holds no katas/core_concepts/double_it\.py"):
        candidates.attempt(kata, pack)


def test_an_attempt_of_1_mib_can_be_read(kata):
    kata.stub.write_bytes(b"#" * (1 << 20))
    assert len(candidates.attempt(kata).source) == 1 << 20


def test_untouched_is_asked_of_the_stub_or_of_another_attempt(kata, tmp_path):
    other = tmp_path / "mine.py"
    other.write_text(STUB.replace("raise NotImplementedError", "return 2 * x"))
    assert candidates.is_untouched(kata)
    assert not candidates.is_untouched(kata, candidates.attempt(kata, other))


def test_untouched_means_as_shipped_where_the_solution_says_what_was(kata):
    kata.solution.write_text(
        "def double(x): return 2 * x\n\n\ndef as_shipped(x): return x ** 2\n\n\nALTERNATIVES = [as_shipped]\n"
    )
    assert not candidates.is_untouched(kata)
    kata.stub.write_text("def double(x: int) -> int:\n    return x**2\n")
    assert candidates.is_untouched(kata)


def test_a_solution_is_loaded_afresh_each_time(kata):
    assert load("core_concepts/double_it", kata.root).double(4) == 8
    kata.solution.write_text(SOLUTION.replace("2 * x", "3 * x"))
    assert load("core_concepts/double_it", kata.root).double(4) == 12
