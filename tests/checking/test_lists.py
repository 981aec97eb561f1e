"""Items of lists: what is left unmeasured must be what would not be reported."""

from __future__ import annotations

from functools import partial

import pytest

from aigov_corpus.checking.coverage import cover_units
from aigov_corpus.checking.list_evidence import QUICK, measure_items
from aigov_corpus.checking.lists import is_hopeless, judge
from aigov_corpus.checking.units import Units
from checking.pairs import make_pair

LEAST = -1.0
"""A sum of evidence."""


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("研究覆盖机械、能源、医疗、环境等领域", "research in machinery, energy and environment"),
        ("供应煤、热、水、电、气的地下管线", "pipes for coal, heating, electricity and gas"),
        ("发展经济、教育、卫生。", "Develop the economy, education and public health."),
    ],
)
def test_no_item_that_would_be_reportedis_hopeless(zh: str, en: str) -> None:
    """An item of which nothing more is measured has a sum below the number that is asked for."""
    units = Units([make_pair(zh, en)])
    covered = units.once(cover_units)[0]
    items = measure_items(zh, en, covered)
    judged = judge(items, covered, None)
    hopeless = [total for item, total in judged if is_hopeless(LEAST, item.features[:QUICK])]
    assert hopeless, "some are, which saves time"
    assert max(hopeless) < LEAST
    left = measure_items(zh, en, covered, is_hopeless=partial(is_hopeless, LEAST))
    assert len(left) == len(items) - len(hopeless)
