"""The floor: a kata's test bodies in a bare loop, on the same examples, without framework or sandbox.

Run as a pytest plugin in a process of its own; prints the median of processor and wall seconds as JSON.
"""

from __future__ import annotations

import copy
import json
import time
import warnings
from statistics import median

import pytest

from dojo.judge import laws

ROUNDS = 11


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    katas = session.config.pluginmanager.get_plugin("dojo-katas")
    for item in session.items:
        katas.seat(item).load()
    bodies = []
    for item in session.items:
        drawn = laws.draw(item)
        if drawn is not None:
            bodies.append((item.obj.hypothesis.inner_test, drawn.examples))
        elif laws.is_plain(item) and not laws.is_law(item):
            parameters = dict(item.callspec.params) if hasattr(item, "callspec") else {}
            bodies.append((item.obj, [((), parameters)]))
    taken = [_round(bodies) for _ in range(ROUNDS)]
    cpu, wall = (median(t[i] for t in taken) for i in (0, 1))
    print("\nFLOOR" + json.dumps({"cpu": cpu, "wall": wall}))  # noqa: T201
    return True


def _round(bodies: list) -> tuple[float, float]:
    fresh = copy.deepcopy([examples for _, examples in bodies])
    cpu, wall = time.process_time(), time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for (body, _), examples in zip(bodies, fresh, strict=True):
            for args, kwargs in examples:
                body(*args, **kwargs)
    return time.process_time() - cpu, time.perf_counter() - wall
