"""A dictionary as one run of bytes, of which only the lines that a text needs are read.

The lines of the dictionary are grouped by their first character. To look up the words of a text,
the groups of its characters are enough: a thousandth of a large dictionary for two sentences.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise

SUFFIX = ".1.index"
"""How the names of files with an index end; the number is to be raised with their format."""


class CharacterIndex:
    """The lines of a dictionary by their first character, as `write_index` wrote them.

    Args:
        data: the bytes.
    """

    def __init__(self, data: bytes) -> None:
        head, _, self._lines = data.partition(b"\n")
        about = json.loads(head)
        self.facts: Mapping[str, int] = about["facts"]
        """The numbers that `write_index` was given."""
        ends = accumulate(about["sizes"], initial=0)
        self._places = dict(zip(about["characters"], pairwise(ends), strict=True))

    def lines(self, character: str) -> list[str]:
        """Return the lines that begin with a character, in the order of the dictionary."""
        if character not in self._places:
            return []
        start, end = self._places[character]
        return self._lines[start:end].decode("utf-8").split("\n")


def write_index(lines: Iterable[str], **facts: int) -> bytes:
    """Return the bytes of a `CharacterIndex`.

    Args:
        lines: the lines of a dictionary, each with its word first; empty ones are left out.
        facts: numbers that go with it.
    """
    groups: dict[str, list[str]] = {}
    for line in lines:
        if line:
            groups.setdefault(line[0], []).append(line)
    blocks = ["\n".join(group).encode("utf-8") for group in groups.values()]
    about = {"facts": facts, "characters": "".join(groups), "sizes": [*map(len, blocks)]}
    return json.dumps(about, ensure_ascii=False).encode("utf-8") + b"\n" + b"".join(blocks)
