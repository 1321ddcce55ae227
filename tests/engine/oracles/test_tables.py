"""References of the table katas against pandas."""

import pytest

from dojo.authoring.solutions import load
from dojo.testing import agree
from tests.strategies.tables import log_from


@pytest.mark.parametrize("seed", range(20))
def test_latest_row_per_key_is_the_tail_of_each_group(seed):
    log = log_from(seed, 4 * seed)
    by_key = log.sort_values(["user", "shop", "at"], na_position="first")  # by several columns: stable
    theirs = by_key.groupby(["user", "shop"]).tail(1).reset_index(drop=True)
    agree(load("practical_skill/latest_row_per_key").latest_per_key(log, ["user", "shop"], "at"), theirs)
