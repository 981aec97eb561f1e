"""元 as "dollars": in texts of the mainland it is yuan, in those of Hong Kong it may be dollars.

The text itself tells which: where 元 is "yuan" elsewhere, or "dollars" nowhere else, "dollars" is
a slip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.comparing import Meaning, meaning_of, says_same
from aigov_corpus.checking.numbers.contrasts import Contrast
from aigov_corpus.checking.numbers.measures import are_dollars
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.text.simplified import simplify

_YUAN = "元"
_DOLLARS = re.compile(r"\$|\bdollars?\b", re.IGNORECASE)
_RENMINBI = re.compile(r"\b(?:yuan|rmb|renminbi|cny)\b|[¥￥]", re.IGNORECASE)
_MEANS_DOLLARS = re.compile(
    "美|[加澳港新]元|香港|港[币幣]|澳门|澳門|[台臺][湾灣币幣]|新加坡|加拿大|澳大利亚|澳洲|新西兰"
    "|[纽紐][约約]|华盛顿|[银銀]元|\\$"
)
"""Pattern for Chinese that may speak of dollars."""
_OF_HONG_KONG = re.compile("香港|港[元币]|澳门")
"""Pattern for what a text about Hong Kong or Macao says in some pair, in simplified characters."""
_SIGN = re.compile(r"[A-Z]*\$\s*$")
_WORD = re.compile(r"\s*(?:[A-Za-z.]+\s+){0,2}?dollars?\b", re.IGNORECASE)
Text = tuple[str, str]
"""A document and its rendering."""


def read_convention(units: Units) -> tuple[Counter[Text], Counter[Text], set[Text]]:
    """Return how 元 is said in each text: in how many pairs as yuan, in how many as dollars.

    The texts in which 元 means many currencies come third: those with traditional characters, and
    those about Hong Kong or Macao that say yuan nowhere.
    """
    yuan: Counter[Text] = Counter()
    dollars: Counter[Text] = Counter()
    traditional: set[Text] = set()
    of_hong_kong: set[Text] = set()
    for unit in units:
        simplified = simplify(unit.zh)
        if simplified != unit.zh:
            traditional.add(unit.belongs_to)
        if _OF_HONG_KONG.search(simplified):
            of_hong_kong.add(unit.belongs_to)
        if unit.has_both and _YUAN in unit.zh and not _MEANS_DOLLARS.search(unit.zh):
            yuan[unit.belongs_to] += _RENMINBI.search(unit.en) is not None
            dollars[unit.belongs_to] += _DOLLARS.search(unit.en) is not None
    return yuan, dollars, traditional | {text for text in of_hong_kong if not yuan[text]}


def find_wrong_dollars(
    unit: Unit, units: Units, zh: Sequence[Amount], en: Sequence[Amount]
) -> Contrast | None:
    """Return an amount in 元 that the English has in dollars, or None.

    It is certain if 元 is yuan in more pairs of the text. It is no slip in a text in which 元 means
    many currencies, nor in one that says dollars for it several times.
    """
    amounts = [one for one in zh if one.unit == _YUAN]
    if not amounts or not _DOLLARS.search(unit.en):
        return None
    if _MEANS_DOLLARS.search(unit.zh):
        return None
    chinese = _list_different(amounts)
    english = _list_different(one for one in en if are_dollars(one.english_units))
    couples = ((one, other) for one in chinese for other in english if says_same(one, other))
    couple = next(couples, None)
    if couple is None:
        return None
    yuan, dollars, open_texts = units.once(read_convention)
    text = unit.belongs_to
    is_certain = yuan[text] >= dollars[text]
    if text in open_texts or not (is_certain or dollars[text] == 1):
        return None
    one, other = couple
    sign = _SIGN.search(unit.en, 0, other.place[0])
    word = _WORD.match(unit.en, other.place[1])
    place = (
        sign.start() if sign else other.place[0],
        word.end() if word and not sign else other.place[1],
    )
    zh_place = (one.place[0], unit.zh.index(_YUAN, one.place[1]) + 1)
    return Contrast("currency", zh_place, place, is_certain)


def _list_different(amounts: Iterable[Amount]) -> list[Amount]:
    """Return the first of the numbers that say the same."""
    found: dict[Meaning, Amount] = {}
    for one in amounts:
        found.setdefault(meaning_of(one), one)
    return [*found.values()]
