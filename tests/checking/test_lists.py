"""Items of lists: what is left unmeasured must be what would not be reported."""

from __future__ import annotations

import pytest

from aigov_corpus.checking.coverage import cover_units
from aigov_corpus.checking.list_evidence import begin_items
from aigov_corpus.checking.lists import find_most, judge
from aigov_corpus.checking.units import Units
from checking.pairs import make_pair


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("研究覆盖机械、能源、医疗、环境等领域", "research in machinery, energy and environment"),
        ("供应煤、热、水、电、气的地下管线", "pipes for coal, heating, electricity and gas"),
        ("发展经济、教育、卫生。", "Develop the economy, education and public health."),
    ],
)
def test_no_sum_is_above_what_is_said_to_be_the_most(zh: str, en: str) -> None:
    """So an item whose most is too small need not be measured further."""
    units = Units([make_pair(zh, en)])
    covered = units.once(cover_units)[0]
    begun = begin_items(zh, en, covered)
    sums = [total for _, total in judge([one.finish() for one in begun], covered, None)]
    bounds = [find_most(one.quick) for one in begun]
    assert all(total <= most for total, most in zip(sums, bounds, strict=True))
    assert min(bounds) < -2, "some are far too small, which saves time"
