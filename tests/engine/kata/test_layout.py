"""Where katas are found, what is said of a spoilt layout, and which katas a few words mean."""

import os
import subprocess
import sys

import pytest

from dojo.kata import layout
from dojo.kata.layout import Kata, NoRoot, find_katas, find_root, problems, select
from dojo.kata.names import Ambiguous, Unknown

SHEET = 'title = "T"\nkind = "implement"\ntopic = "{topic}"\nlevel = "core"\nminutes = 20\n'
TOPICS = {
    "core_concepts/kmeans_lloyd": "unsupervised",
    "core_concepts/kmeans_plus_plus": "unsupervised",
    "core_concepts/metrics": "metrics",
    "math_maturity/softmax": "calculus",
    "problem_solving/metrics_by_slice": "metrics",
}


def write_kata(root, kata_id, topic="metrics"):
    kata = Kata(root, *kata_id.split("/"))
    for path in kata.files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SHEET.format(topic=topic) if path.suffix == ".toml" else f'"""{kata.name}."""\n')
    return kata


@pytest.fixture
def root(tmp_path):
    for kata_id, topic in TOPICS.items():
        write_kata(tmp_path, kata_id, topic)
    return tmp_path


def ids(katas):
    return [kata.id for kata in katas]


def chosen(root, *words):
    return ids(select(find_katas(root), words, lambda kata: TOPICS[kata.id]))


def texts(root):
    return [problem.text for problem in problems(root)]


def test_the_root_is_found_from_below(root):
    assert find_root(root / "katas" / "core_concepts") == root


def test_a_directory_without_solutions_is_no_root(root, tmp_path_factory):
    bare = tmp_path_factory.mktemp("bare")
    (bare / "katas").mkdir()
    (bare / "tests").mkdir()
    assert layout.is_root(root) and not layout.is_root(bare)
    with pytest.raises(NoRoot, match="--root"):
        find_root(bare)


def test_katas_come_by_pillar_then_name(root):
    write_kata(root, "extras/abacus")
    assert ids(find_katas(root)) == [*TOPICS, "extras/abacus"]
    assert layout.pillar_title("extras") == "Extras"
    assert layout.pillar_title("communication_business") == "Communication and business"


def test_private_files_hidden_files_and_other_suffixes_are_no_katas(root):
    for name in ("_helpers.py", ".softmax.py.swp", ".#softmax.py", "notes.md", "__init__.py"):
        (root / "katas" / "math_maturity" / name).touch()
    assert ids(find_katas(root)) == list(TOPICS)
    assert texts(root) == []


def test_a_kata_knows_its_five_files(root):
    kata = find_katas(root)[0]
    assert [str(path.relative_to(root)) for path in kata.files] == [
        "katas/core_concepts/kmeans_lloyd.py",
        "tests/core_concepts/test_kmeans_lloyd.py",
        "tests/core_concepts/hidden_kmeans_lloyd.py",
        "solutions/core_concepts/kmeans_lloyd.py",
        "solutions/core_concepts/kmeans_lloyd.toml",
    ]


def test_a_whole_layout_has_no_problems(root):
    assert problems(root) == []


@pytest.mark.parametrize("missing", ["visible", "hidden", "solution", "sheet"])
def test_a_missing_piece_is_named(root, missing):
    kata = find_katas(root)[0]
    path = getattr(kata, missing)
    path.unlink()
    (problem,) = problems(root)
    assert (problem.kata_id, problem.path) == (kata.id, path)
    assert "is missing" in problem.text


def test_pieces_without_a_stub_are_strays(root):
    find_katas(root)[3].stub.unlink()
    found = texts(root)
    assert len(found) == 4
    assert all("there is no katas/math_maturity/softmax.py" in text for text in found)


def test_solutions_of_a_pillar_without_stubs_are_strays(root):
    (root / "solutions" / "lost").mkdir()
    (root / "solutions" / "lost" / "found.toml").touch()
    assert texts(root) == ["solutions/lost/found.toml: belongs to no kata; there is no katas/lost/found.py"]


def test_other_directories_of_tests_are_not_looked_at(root):
    (root / "tests" / "engine").mkdir()
    (root / "tests" / "engine" / "test_layout.py").touch()
    assert problems(root) == []


def test_two_katas_of_one_name_are_named(root):
    write_kata(root, "problem_solving/softmax")
    (text,) = texts(root)
    assert "problem_solving/softmax.py: math_maturity/softmax has the same name" in text


def test_a_file_in_no_pillar_and_a_name_that_cannot_be_imported_are_named(root):
    (root / "katas" / "lonely.py").touch()
    (root / "katas" / "math_maturity" / "soft-max.py").touch()
    assert ["lies in no pillar" in texts(root)[0], "rename it" in texts(root)[1]] == [True, True]
    assert ids(find_katas(root)) == list(TOPICS)


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfe", "line 1: is not UTF-8"), (b"x = 1\n\0", "line 2: holds a null byte")]
)
def test_a_file_that_is_no_text_is_named_with_its_line(root, content, said):
    find_katas(root)[0].hidden.write_bytes(content)
    assert f"tests/core_concepts/hidden_kmeans_lloyd.py: {said}" in texts(root)[0]


def test_a_directory_a_pipe_and_a_dangling_link_in_a_files_place_are_named(root):
    first, second, third = (kata.visible for kata in find_katas(root)[:3])
    for path in (first, second, third):
        path.unlink()
    first.mkdir()
    os.mkfifo(second)
    third.symlink_to("nowhere")
    assert [text.split(": ")[1].split(";")[0] for text in texts(root)] == [
        "is not a plain file",
        "is not a plain file",
        "cannot be read (No such file or directory)",
    ]


def test_a_broken_sheet_is_named_and_the_others_stay_usable(root):
    find_katas(root)[0].sheet.write_text('title = "T"\nkind = \n')
    (text,) = texts(root)
    assert text.startswith("solutions/core_concepts/kmeans_lloyd.toml: line 2: not TOML: ")
    assert text.endswith("; mend it or restore it (git checkout -- solutions/core_concepts/kmeans_lloyd.toml)")
    assert ids(find_katas(root)) == list(TOPICS)


def test_no_words_mean_every_kata(root):
    assert chosen(root) == list(TOPICS)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("core_concepts", list(TOPICS)[:3]),
        ("math", ["math_maturity/softmax"]),
        ("unsupervised", list(TOPICS)[:2]),
        ("softmax", ["math_maturity/softmax"]),
        ("SoftMax", ["math_maturity/softmax"]),
        ("core_concepts/metrics", ["core_concepts/metrics"]),
        ("katas/core_concepts/kmeans_lloyd.py", ["core_concepts/kmeans_lloyd"]),
        ("kmeans-l", ["core_concepts/kmeans_lloyd"]),
        ("lloyd", ["core_concepts/kmeans_lloyd"]),
        ("solving/metrics", ["problem_solving/metrics_by_slice"]),
    ],
)
def test_a_word_means_a_pillar_a_topic_or_a_kata(root, word, expected):
    assert chosen(root, word) == expected


def test_words_add_up_each_kata_once_in_the_order_of_the_layout(root):
    assert chosen(root, "softmax", "lloyd", "unsupervised", "soft") == [*list(TOPICS)[:2], "math_maturity/softmax"]


def test_an_exact_match_wins_over_a_beginning(root):
    write_kata(root, "core_concepts/soft", "calculus")
    found = select(find_katas(root), ["soft"], lambda kata: "")
    assert ids(found) == ["core_concepts/soft"]


def test_a_beginning_wins_over_a_part(root):
    write_kata(root, "core_concepts/max_pool")
    assert ids(select(find_katas(root), ["max"], lambda kata: "")) == ["core_concepts/max_pool"]


def test_a_word_of_two_kinds_is_ambiguous(root):
    with pytest.raises(Ambiguous) as caught:
        chosen(root, "metrics")
    assert caught.value.matches == ("the topic metrics", "core_concepts/metrics")
    assert str(caught.value) == "'metrics' could mean the topic metrics, core_concepts/metrics; say which"


@pytest.mark.parametrize("word", ["kmeans", "means", "core_concepts/k"])
def test_a_word_that_fits_two_katas_is_ambiguous(root, word):
    with pytest.raises(Ambiguous) as caught:
        chosen(root, word)
    assert caught.value.matches == ("core_concepts/kmeans_lloyd", "core_concepts/kmeans_plus_plus")


def test_at_most_twelve_matches_are_shown(root):
    for i in range(14):
        write_kata(root, f"core_concepts/zeta_{i:02}")
    with pytest.raises(Ambiguous, match=r"zeta_11 and 2 more; say which$"):
        select(find_katas(root), ["zeta"], lambda kata: "")


@pytest.mark.parametrize(("word", "nearest"), [("softmx", "softmax"), ("unsuperwised", "unsupervised")])
def test_an_unknown_word_hears_of_the_nearest(root, word, nearest):
    with pytest.raises(Unknown) as caught:
        chosen(root, word)
    assert caught.value.nearest[0] == nearest
    assert f"did you mean {nearest}" in str(caught.value)


@pytest.mark.parametrize("word", ["", "/", "qqqq", "x" * 100_000])
def test_nonsense_is_unknown_in_one_short_line(root, word):
    with pytest.raises(Unknown) as caught:
        chosen(root, word)
    assert len(str(caught.value)) < 200 and "\n" not in str(caught.value)


def test_finding_and_reading_katas_loads_neither_numpy_nor_pytest():
    heavy = "{'numpy', 'pandas', 'pytest', 'hypothesis'}"
    modules = "layout, sheet, statement, candidates"
    imports = f"import sys, dojo.history.store; from dojo.kata import {modules}"
    script = f"{imports}; sys.exit(bool({heavy} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", script], check=True)  # our own script
