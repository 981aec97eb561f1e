"""The longest rising part of a sequence of numbers."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations

from aigov_corpus.text.rising import find_longest_rising


def test_no_longer_part_rises() -> None:
    """Compared with all parts of all short sequences."""
    for size in range(6):
        for numbers in permutations(range(size)):
            found = find_longest_rising(numbers)
            assert found == sorted(found)
            assert all(numbers[one] < numbers[other] for one, other in pairwise(found))
            longest = max(
                length
                for length in range(size + 1)
                for part in combinations(numbers, length)
                if list(part) == sorted(part)
            )
            assert len(found) == longest
