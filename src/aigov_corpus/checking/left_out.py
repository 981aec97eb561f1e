"""Chinese words that English may leave out: repeated ones, connectives, who speaks.

Chinese repeats 中国特色社会主义道路 where English goes on with “this path”.
"""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.checking.coverage import Coverage, Covered
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.text.scripts import HAN
from aigov_corpus.text.simplified import simplify

_REFERENCE = re.compile(
    r"\b(?:this|these|that|those|it|its|they|them|such|so|he|she|him|her|his|their|one|do|does"
    r"|did)\b",
    re.IGNORECASE,
)
"""Pattern for English words that refer to something said before: this, they, such."""
_REPEATED = 0.7
"""Share of a piece's words that must have been said before, if English has a word of reference."""
_ALL_REPEATED = 0.9
"""The same share if English has no such word."""
_BEFORE = 2
"""Number of earlier pairs in which the words may have been said."""
_CONNECTIVE = re.compile(
    # but, and, so, besides, in short, now
    "(?:但是?|而且?|并且?|可是?|只是|不过|然而|因此|所以|于是|为此|对此|此外|另外|同时|其实"
    "|总之|那么|这样|这时|现在|如今|当然|例如|比如"
    # as everybody knows, all in all, in other words, meanwhile, nevertheless
    "|众所周知|不言而喻|总的来[说看讲]|总而言之|简而言之|换言之|由此可见|与此同时|除此之外"
    "|正因如此|不仅如此|尽管如此|即便如此|话虽如此|如此一来|这样一来|这么一[来想说看]"
    "|归根[结到]底|说到底|无论如何|不管怎[么样]说?|事实上|实际上"
    # it must be said that, on this basis, in this process
    "|值得一提的是|需要(?:指出|说明|强调)的是|从这个意义上[说讲]?|在此基础上|在这个过程中"
    # first, then, on the other hand, that is, because, in this case
    "|首先|其次|最后|然后|接着|另一方面|一方面|也就是说|换句话说|因为|由于"
    "|在?(?:这|此|那)种?情况下?"
    # we can see, note that, somehow, thank you, as I said
    "|(?:我们|你们|大家|[你您])?(?:可以|能够?)?(?:看[到见]|注意到)|需要注意的是|不知何故|等等"
    "|谢谢(?:大家|各位|你们)?"
    "|正?如我(?:所说|所言|[刚前]面?[说讲]过?)的?(?:那样)?|[，、])+"
)
"""Pattern for words that join a sentence to the one before it, or that only fill it in speech."""
_ARTICLES = re.compile(
    "(?:第?[一二三四五六七八九十百千零〇\\d][条项款目章节]?|[之第及或与和、所定有关的各规定]){6,}"
)
"""Pattern for references to articles, which the check of numbers compares."""
_ACRONYM = re.compile("[A-Z]{2,6}s?")
_GLOSS = re.compile(r"\s*[(（]\s*((?=[\d-]*[A-Za-z])[A-Za-z\d][A-Za-z\d’' -]*[A-Za-z\d])\s*[)）]")
"""Pattern for a piece of English in brackets: 盲文显示器（Braille Display）, 新冠（COVID-19）."""
_LAST_LATIN = re.compile(r"(?=[\d-]*[A-Za-z])[A-Za-z\d][A-Za-z\d’' -]*(?=\s*[(（]$)")
_SIGNS = re.compile(r"[\w,.，、\s$%#()/-]+", re.ASCII)
"""Pattern for figures and letters that are the same in both languages."""
_OF_ACRONYM = 10
"""Chinese characters that one abbreviation may render: 特殊目的公司 is an SPC."""
_WEAK = 0.5
"""Strength below which a link does not count."""
_IF_NOT = re.compile(
    "(?:如果|若|倘若|要是|假如)[^，。；]{0,3}[不没未][^，。；]{1,12}|否则(?:的话)?"
)
_OTHERWISE = re.compile(r"\b(?:otherwise|or\s+else|failing\s+(?:this|that|which))\b", re.IGNORECASE)
"""Patterns for a condition such as 如果不这样做 and for English that says it by one word."""
_SPEAKS = re.compile(rf"[{HAN}]{{1,8}}(?:道|说道|问道|笑道)(?:[：:][“「『]?[{HAN}]{{0,3}})?")
"""Pattern for who speaks, in a novel: 韦小宝道."""


def is_left_out_by_right(
    units: Units, number: int, coverage: Coverage, place: Place, *, is_known: bool = False
) -> bool:
    """Tell whether English may leave out a piece of a Chinese text.

    Args:
        units: the pairs.
        number: the number of the pair.
        coverage: the words of its texts.
        place: the offsets of the piece.
        is_known: whether a close reading has shown that no abbreviation stands for the piece.
    """
    unit: Unit = units[number]
    zh = simplify(unit.zh)
    piece = zh[slice(*place)]
    if any(one.fullmatch(piece) for one in (_CONNECTIVE, _SPEAKS, _ARTICLES)):
        return True
    if _OTHERWISE.search(unit.en) and _IF_NOT.fullmatch(piece):
        return True
    if not is_known and 0 < len(piece) <= _OF_ACRONYM * _count_acronyms(coverage.en, zh):
        return True
    if _is_glossed(zh, place, unit.en) or (_SIGNS.fullmatch(piece) and piece in unit.en):
        return True
    covered = coverage.zh
    before = [simplify(one.zh) for one in _list_before(units, number)]
    said = "\n".join([*before, zh[: place[0]], zh[place[1] :]])
    words = [(covered.words[row][0], covered.weights[row]) for row in covered.rows_at(place)]
    total = sum(weight for _, weight in words)
    repeated = sum(weight for word, weight in words if word in said)
    least = _REPEATED if _REFERENCE.search(unit.en) else _ALL_REPEATED
    return bool(repeated >= least * total)


def _is_glossed(zh: str, place: Place, en: str) -> bool:
    """Tell whether a Chinese piece stands again behind it in brackets, in words of its English."""
    gloss = _GLOSS.match(zh, place[1])
    if gloss:
        return gloss[1].lower() in en.lower()
    # 套接字选项 in Socket options（套接字选项）
    before, after = zh[: place[0]].rstrip(), zh[place[1] :].lstrip()
    if not (before.endswith(("(", "（")) and after.startswith((")", "）"))):
        return False
    latin = _LAST_LATIN.search(before)
    return latin is not None and latin[0].strip().lower() in en.lower()


def _count_acronyms(covered: Covered, zh: str) -> int:
    """Return how many abbreviations of an English text nothing in the Chinese is linked to."""
    return sum(
        _ACRONYM.fullmatch(word) is not None and strength < _WEAK and word not in zh
        for (word, _, _), strength in zip(covered.words, covered.strengths, strict=True)
    )


def _list_before(units: Units, number: int) -> Sequence[Unit]:
    """Return the pairs of the same text shortly before one."""
    own = units[number].belongs_to
    return [unit for unit in units[max(0, number - _BEFORE) : number] if unit.belongs_to == own]
