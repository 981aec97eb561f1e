"""Find names of laws, treaties and institutions, inside which no cue counts.

A name is recognised by its form: by 《》, by a word for the kind of thing (法, 委员会, Law,
Ministry), and in English by capital letters.
"""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.text.scripts import HAN

_TITLE = re.compile(r"《([^《》]*)》")
_AGENDA = re.compile(r"议程|\bAgenda\b")
"""Names of agendas, in which cues do count: what follows the 2030 Agenda serves development."""

_NO_NAME = (
    "[的和与及或等在是为对将把被应可并由从以各本该之了不其]|加强|设立|建立|成立|推动|促进|提升|完善"
)
"""Words that stand before or between names, and do not belong to a name."""
_BODIES = (
    "委员会|理事会|总局|监管局|管理局|规划署|合作署|总署|研究院|研究所|办公室|基金会|协会|学会"
    "|银行|大学|学院|有限公司|法院|检察院|合作组织|发展组织|贸易组织|卫生组织|发展署|计划署|安全部(?![署门分])"
)
"""Words with which names of institutions end."""
_INSTRUMENTS = (
    "(?:安全|保护|合作|公平|平等|发展|歧视|促进|主权|开放)法(?![律规治制院人定案学])"
    "|条例|公约|宪章|管理办法|管理规定"
)
"""Words with which names of laws and treaties end."""
_CHINESE_NAME = re.compile(rf"(?:(?!{_NO_NAME})[{HAN}]){{2,14}}?(?:{_BODIES}|{_INSTRUMENTS})")

_CAPITAL = r"[A-Z][\w’'&-]*"
_LINK = r"(?:of|for|on|to|in|against)(?:\s+the)?|and(?!\s+the\b)|&"
_RUN = re.compile(rf"\b{_CAPITAL}(?:,?\s+(?:(?:{_LINK})\s+)?{_CAPITAL})+")
"""Capitalised words in a row, with the small words between them."""
_HEADS = (
    "Law Act Acts Laws Code Regulation Regulations Directive Ordinance Statute Bill Convention"
    " Covenant Treaty Charter Declaration Compact Pact Protocol Agreement Constitution Measures"
    " Provisions Rules Ministry Department Bureau Agency Authority Council Committee Commission"
    " Administration Office Organisation Organization Bank Fund University Institute Academy"
    " Association Foundation Corporation Company Court Tribunal Secretariat Ltd Inc Board Centre"
    " Center Federation Force Service"
)
_HEAD = re.compile(rf"\b(?:{_HEADS.replace(' ', '|')})\b")
"""Words for the kind of thing that a name stands for: Law, Treaty, Ministry."""
_LAW = re.compile(
    rf"\b(?:{_CAPITAL}\s+){{1,4}}(?:Law|Act|Regulation|Directive|Convention|Charter)\b"
    rf"|\b(?:Ministry|Department|Office|Bureau)\s+of(?:\s+(?:and\s+)?{_CAPITAL})+"
)
"""Names that can be recognised even in a text in which all words are capitalised."""
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_HEADING_SHARE = 0.7
"""Share of capitalised long words from which a text is a heading; in it, capitals show no names."""
_HEADING_WORDS = 3
"""Minimum number of long words of a text that can be recognised as a heading."""


def find_chinese_names(text: str) -> list[tuple[int, int]]:
    """Return the places `(start, end)` of names in a Chinese text, in order, without overlaps."""
    titles = [match for match in _TITLE.finditer(text) if not _AGENDA.search(match[1])]
    places = [match.span(1) for match in titles]
    places += [match.span() for match in _CHINESE_NAME.finditer(text)]
    return _apart(places)


def find_english_names(text: str) -> list[tuple[int, int]]:
    """Return the places `(start, end)` of names in an English text, in order, without overlaps."""
    places = [match.span(1) for match in _TITLE.finditer(text) if not _AGENDA.search(match[1])]
    if _is_heading(text):
        places += [match.span() for match in _LAW.finditer(text)]
    else:
        runs = [match for match in _RUN.finditer(text) if _HEAD.search(match[0])]
        places += [match.span() for match in runs if not _AGENDA.search(match[0])]
    return _apart(places)


def _is_heading(text: str) -> bool:
    """Tell whether a text is not a sentence and nearly all its long words are capitalised."""
    if text.rstrip().endswith((".", "!", "?", ";")):
        return False
    words = _LONG_WORD.findall(text)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _HEADING_WORDS and capitals >= _HEADING_SHARE * len(words)


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return places in order, without those that begin inside another place."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
