"""Whether a Chinese text is classical, or verse.

Classical words mostly have one character, so the words that a cutter of modern Chinese finds there
are often no words: 常德 is a city, and in 常德不离 constant virtue.
"""

from __future__ import annotations

from functools import lru_cache

from aigov_corpus import patterns as re
from aigov_corpus.checking.units import Units
from aigov_corpus.text.scripts import HAN_CHARACTER, HAN_RUN
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

_MODERN = re.compile(
    "[的了着们这那吗吧呢在你您她它个]|是(?![以故谓])|没有|如果|或者|请(?!罪|降|战|命|死)"
    "|应当?(?=[将于由以在])"
    "|进行|选择|用户|申请|主管机关|规定|新台币|[省市县]）|第[一二三四五六七八九十百]+[条项款]"
    "|前[项款条]|本法"
)
"""Pattern for function words of modern Chinese, and for words of manuals and laws of today."""
_PARTICLE = re.compile("[之乎者也矣焉哉曰吾其]")
"""Pattern for particles and pronouns of classical Chinese."""
_SURE = re.compile("[乎也矣焉哉曰吾]")
"""Pattern for the particles and pronouns that occur in no law of today."""
_MOST_MODERN = 0.04
"""Modern function words per character of a classical text, at most; reports have .03 and more."""
_PARTICLES = 0.08
"""Particles per character of a classical text, at least; laws of Taiwan have up to .064, Mencius
.18."""
_SINGLE = 0.45
"""Share of words of one character, at least; laws have up to .38, classical prose .5 and more."""
_FEWEST = 4
"""Number of characters from which on a text is judged."""
_METRES = frozenset({5, 7})
"""Characters of a line of regulated verse."""
_IN_METRE = 0.8
"""Share of lines with so many characters, at least; titles and names of poets have other
lengths."""
_LINES = 2
"""Lines of the shortest verse."""


def is_classical(zh: str) -> bool:
    """Tell whether a text in simplified characters is classical Chinese or regulated verse."""
    modern = len(_MODERN.findall(zh))
    if modern > _MOST_MODERN * len(zh):
        return False  # without counting its characters
    characters = len(HAN_CHARACTER.findall(zh))
    if characters < _FEWEST or modern > _MOST_MODERN * characters:
        return False
    if _SURE.search(zh) and len(_PARTICLE.findall(zh)) > _PARTICLES * characters:
        return True
    lengths = list(map(len, HAN_RUN.findall(zh)))
    in_metre = max(map(lengths.count, _METRES))
    if in_metre >= max(_LINES, _IN_METRE * len(lengths)):
        return True
    words = [word for word, _, _ in find_words(zh, lang="zh") if HAN_CHARACTER.match(word)]
    return sum(len(word) == 1 for word in words) > _SINGLE * len(words)


def list_classical(units: Units) -> list[bool]:
    """Return for each unit whether its Chinese text, or the whole document, is classical."""
    texts: dict[tuple[str, str], list[str]] = {}
    for unit in units:
        texts.setdefault(unit.belongs_to, []).append(simplify(unit.zh))
    judge = lru_cache(maxsize=len(texts))(is_classical)  # a document may be a single text
    whole = {key: judge("\n".join(of_document)) for key, of_document in texts.items()}
    return [whole[unit.belongs_to] or judge(simplify(unit.zh)) for unit in units]
