"""The kinds of failure in words: one table for every screen and every printed line."""

from __future__ import annotations

from dojo.judge.verdict import TestReport

KINDS = {
    "type": "wrong type",
    "shape": "wrong shape",
    "dtype": "wrong dtype",
    "labels": "wrong labels",
    "not finite": "not finite",
    "tolerance": "off by more than the tolerance",
    "value": "wrong value",
    "raised": "raised",
    "did not raise": "did not raise",
    "did not warn": "did not warn",
    "warned": "warned",
    "mutated": "changed its argument",
    "not deterministic": "not deterministic",
    "timed out": "timed out",
    "died": "ended its own process",
    "does not load": "does not load",
    "not run": "not run",
}


def kind_of(report: TestReport) -> str:
    """Return in words how a test failed, "" for one that passed or says no kind."""
    return "" if report.outcome == "passed" else KINDS.get(report.failure, "")


def why(report: TestReport) -> str:
    """Return the kind and the message as one text, the kind only where the message does not begin with it."""
    kind, message = kind_of(report), report.message
    if not kind or message.startswith(kind):
        return message
    if not message:
        return kind
    return f"{kind}{',' if message.startswith('at ') else ':'} {message}"
