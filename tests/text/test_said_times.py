"""How messages say numbers and times."""

import pytest

from aigov_corpus.text.counting import counted, say_duration


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (1500, "25 min"),
        (3600, "1 h"),
        (7500, "2 h 5 min"),
        (172_000, "47 h 47 min"),
        (172_800, "2 days"),
        (86_400 * 1_500, "1,500 days"),
    ],
)
def test_a_time_is_said_in_its_largest_units(seconds: float, said: str) -> None:
    """No unit is said that is 0, and none below the two largest."""
    assert say_duration(seconds) == said


def test_one_is_singular() -> None:
    """A noun with another plural names it."""
    assert [counted(1, "unit"), counted(1234, "unit")] == ["1 unit", "1,234 units"]
