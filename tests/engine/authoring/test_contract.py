"""The proof: every kata here keeps the contract, and its candidates fare alike in and out of the sandbox."""

import contextlib
import os
import shutil
from pathlib import Path

import pytest

from dojo.authoring import check
from dojo.judge.scheduler import Options
from dojo.kata import candidates
from dojo.kata.layout import find_katas, find_root, problems
from dojo.kata.sheet import read
from dojo.kata.shipped import reset_text
from dojo.kata.source import BadStatement, read_text
from dojo.terminal.console import out

ROOT = find_root(Path(__file__).parent)
KATAS = {kata.id: kata for kata in find_katas(ROOT)}
SANDBOX_ONLY = "peak_memory()"  # it is the sandbox's memory that is measured

pytestmark = pytest.mark.timeout(1_800)  # whoever comes first judges every candidate of every kata

SEED = Options().chosen_seed()  # told beside the table, so that a failure can be repeated


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """This repository in CI; elsewhere a copy in which the attempts of whoever practises here are put back."""
    if os.environ.get("CI"):
        return ROOT
    copy = tmp_path_factory.mktemp("proof")
    for part in ("katas", "tests", "solutions"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for kata in find_katas(copy):
        with contextlib.suppress(BadStatement):  # too broken to be put back: the contract says so
            if not candidates.is_untouched(kata):
                text = read_text(kata.stub)
                kata.stub.write_text(reset_text(text, candidates.entry_name(kata), candidates.shipped(kata)))
    return copy


@pytest.fixture(scope="module")
def examined(request, root):
    reports, trials = check.examined(root, find_katas(root), SEED, inside=True)
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        out().print(f"\nseed {SEED}\n", check.table(reports))
    return {report.kata: report for report in reports}, {trial.kata.id: trial for trial in trials}


def fares_alike(alone, sandboxed):
    if alone.failure is not None and SANDBOX_ONLY in alone.failure.message:  # compare what came before
        passed = {test.id for test in alone.tests if test.outcome == "passed"}
        return all(test.outcome == "passed" for test in sandboxed.tests if test.id in passed)
    return alone.verdict == sandboxed.verdict


def test_no_file_is_a_stray():
    assert not [problem.text for problem in problems(ROOT) if problem.kata_id is None]


@pytest.mark.parametrize("kata", KATAS)
def test_every_kata_keeps_the_contract(examined, kata):
    faults = [f for f in examined[0][kata].faults if f.clause != "cost"]  # `dojo check` tells; no test is timed
    assert not [f"{fault.clause}: {fault.text}" for fault in faults]


@pytest.mark.parametrize("kata", [kata.id for kata in KATAS.values() if read(kata.sheet).judge == "sandbox"])
def test_candidates_fare_in_process_as_in_the_sandbox(examined, kata):
    trial = examined[1][kata]
    assert "reference" in trial.inside
    pairs = [(alone, trial.whole[name]) for name, alone in trial.inside.items()]
    assert not [(a.candidate, a.verdict, s.verdict) for a, s in pairs if not fares_alike(a, s)]
