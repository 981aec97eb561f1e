"""Titles of works, laws and documents: `title`.

A title in 《》 must come back in English as a title: in quotation marks, or with capital letters.
If its Chinese says what it is (法, 条例, 公约), the English must say so too.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.content_words import has_content
from aigov_corpus.text.simplified import simplify

CODE = "title"
_TITLE = re.compile("《([^《》]{1,60})》")
_KINDS = (
    ("(?:宪法|宪章)", "constitution|charter|basic law|fundamental law"),
    (
        "(?:基本法|法典|[^办方做书]法)(?:[（(].*[)）])?",
        "law|act|code|statute|legislation|ordinance|bill",
    ),
    ("(?:条例|章程)", "regulation|ordinance|rule|act|charter|by-?law|statute|decree|articles"),
    ("公约", "convention|covenant|treaty|compact"),
    ("(?:协定|协议|条约)", "agreement|treaty|accord|pact|protocol|arrangement|convention|GATT"),
    ("宣言", "declaration|manifesto|statement"),
    ("白皮书", "white paper"),
)
"""Patterns for the end of a Chinese title, each with English words that say what it is."""
_SHORT = re.compile("[^，。]{0,3}(?:草案|纲要|规划|方案|办法|意见|决定|报告|条例|通知|规定)")
"""Pattern for the short form of a title that was given before."""
_SAID_SHORT = re.compile(
    r"\b(?:the|this|that|said|these|such)\s+(?:\w+\s+){0,2}?(?:draft|outline|plan|program\w*|scheme"
    r"|measures|opinions?|guidelines?|decision|report|regulations?|notice|rules|provisions)\b",
    re.IGNORECASE,
)
"""Pattern for what English says instead: "the draft plan"."""
_MARKED = re.compile(r"[“\"‘'《*_]|(?<=[a-z,;:)] )[A-Z][\w’'-]+|[A-Z]{3,}")
"""Pattern for what may mark a title: quotation marks, or a capital letter inside a sentence."""
_ACRONYM = re.compile(r"\b[A-Z]{3,}s?\b")
_TWO_CAPITALS = re.compile(r"\W*[A-Z]\w*\s+(?:of\s+|on\s+|the\s+|for\s+)*[A-Z]")
_FIRST_WORD = re.compile(r"\W*([A-Z][\w’'-]*|\d+\b)")


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each title in 《》 whose English is no title, or one of another kind."""
    for unit in units:
        if unit.source != "zh" or not unit.has_both or "《" not in unit.zh:
            continue
        for found in _TITLE.finditer(unit.zh):
            if message := _problem(unit, found):
                place = (len(unit.en), len(unit.en))
                yield unit.find(
                    CODE, "warning", "en", place, message, other=found.span(), score=0.6
                )


def _problem(unit: Unit, found: re.Match[str]) -> str:
    """Return what is wrong with the English of a title; an empty text if nothing is."""
    shown = quote(found[0])
    if _SHORT.fullmatch(simplify(found[1])) and _SAID_SHORT.search(unit.en):
        return ""
    if not _MARKED.search(unit.en) and not _may_begin_with(unit, found):
        return f"the English does not mark {shown} as a title: no quotation marks, no capitals"
    title = simplify(found[1])
    for ending, words in _KINDS:
        if re.search(f"{ending}$", title):
            if re.search(rf"(?:{words})", unit.en, re.IGNORECASE) or _ACRONYM.search(unit.en):
                return ""
            wanted = words.split("|")[0]
            return f"the English does not say that {shown} is a {wanted} or the like"
    return ""


def _may_begin_with(unit: Unit, found: re.Match[str]) -> bool:
    """Tell whether the English may begin with a title, where any sentence has a capital.

    It does if its first two words have capitals, as in a heading; if the Chinese begins with the
    title too, one word is enough: 《阿凡达》很好看。 / Avatar is good.
    """
    if _TWO_CAPITALS.match(unit.en):
        return True
    first = _FIRST_WORD.match(unit.en)
    is_first = not any(map(str.isalnum, unit.zh[: found.start()]))
    return is_first and first is not None and has_content(first[1], lang="en")
