"""The proof: every kata of this repository keeps the contract, and its candidates fare alike in and out of the sandbox."""

from pathlib import Path

import pytest

from dojo import check
from dojo.judge import Job, Options, judge
from dojo.layout import find_katas, find_root, problems
from dojo.output import out
from dojo.sheet import read

ROOT = find_root(Path(__file__).parent)
KATAS = {kata.id: kata for kata in find_katas(ROOT)}
SANDBOX_ONLY = "peak_memory()"  # it is the sandbox's memory that is measured

pytestmark = pytest.mark.timeout(1_800)  # whoever comes first judges every candidate of every kata


@pytest.fixture(scope="module")
def examined(request):
    reports, trials = check.examined(ROOT, list(KATAS.values()))
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        out().print()
        out().print(check.table(reports))
    return {report.kata: report for report in reports}, {trial.kata.id: trial for trial in trials}


@pytest.fixture(scope="module")
def inside(examined):
    """Every candidate judged in a process without a sandbox, unless time or memory is what catches it."""
    _, trials = examined
    judged = [t for t in trials.values() if t.whole and read(t.kata.sheet).judge == "sandbox"]
    jobs = [Job(t.kata, c) for t in judged for c in [*t.right, *t.mistakes] if not needs_sandbox(t.final(c))]
    found = judge(ROOT, jobs, Options(inside=True, first_failure=True))
    return {(result.kata, result.candidate): result for result in found}


def needs_sandbox(result):
    return any(test.outcome == "timed out" or test.failure == "died" for test in result.tests) or (
        result.failure is not None and result.failure.kind == "hidden" and "MemoryError" in result.failure.message
    )


def stopped_at(result):
    """The verdict; for a candidate that only got as far as a test of the sandbox's memory, what came before that."""
    test = result.failure
    return "solved" if test is not None and SANDBOX_ONLY in test.message else result.verdict


def test_no_file_is_a_stray():
    assert not [problem.text for problem in problems(ROOT) if problem.kata_id is None]


@pytest.mark.parametrize("kata", KATAS)
def test_every_kata_keeps_the_contract(examined, kata):
    reports, _ = examined
    assert not [f"{fault.clause}: {fault.text}" for fault in reports[kata].faults]


@pytest.mark.parametrize("kata", KATAS)
def test_candidates_fare_in_process_as_in_the_sandbox(examined, inside, kata):
    trial = examined[1][kata]
    alone = {name: stopped_at(result) for (id_, name), result in inside.items() if id_ == kata}
    assert "reference" in alone
    assert alone == {c.name: trial.final(c).verdict for c in [*trial.right, *trial.mistakes] if c.name in alone}
