"""Short forms of Chinese that English says in many words: 三农, “放管服”, 德智体美, classics.

The extra words of such English are no addition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigov_corpus import patterns as re
from aigov_corpus.checking.classical import is_classical
from aigov_corpus.checking.implied_names import has_programme
from aigov_corpus.text.content_words import has_content
from aigov_corpus.text.scripts import HAN

if TYPE_CHECKING:
    from aigov_corpus.checking.coverage import Covered

_MEASURE = (
    "零〇一二三四五六七八九十百千万亿两双多几余个种项次条款年月日时点分秒位名家件批届期成倍元美欧港日"
    "人口户只头匹张座间所部本篇章节段句字页册份号类级层等代辈周天夜岁股组排列队支枝根颗粒块片面边方路"
    "公平立米吨斤克升亩里尺寸度样者是有在又不来至到或省市区县国州地镇乡村院校门台套架辆艘遍回场阵番"
)
"""Characters behind a numeral that are no part of a short form: numerals, units, measure words."""
_NUMBERED = re.compile(
    rf"(?<![第零一二三四五六七八九十百千万亿两\d０-９点年月至到—~～-])"
    rf"(?:[三四五六七八九两双][^{_MEASURE}\W]|[三四五六七八九两]个[一最][{HAN}]"
    rf"|[三四五六七八九]大[{HAN}]{{2}})"
)
"""Pattern for short forms that count what they stand for: 三农, 五险, 双创, 三大攻坚战."""
_LABEL = re.compile(rf"[“\"「『‘]([{HAN}]{{2,6}})[”\"」』’]")
"""Pattern for the label of a programme in quotation marks: “放管服”, “营改增”."""
_SINGLE = 3
"""Words of one character in a row that list what they stand for: 政、学、研 without the marks."""
_UNLINKED = 0.45
"""Strength below which a link does not count."""
_ENOUGH = 2.5
"""Unlinked words, as `Covered` weighs them, that an English clause may unfold."""


def is_short_form(zh: str, covered: Covered) -> bool:
    """Tell whether a Chinese text says in short what its English may say in many words."""
    if has_programme(zh) or _NUMBERED.search(zh) or _LABEL.search(zh) or is_classical(zh):
        return True
    unlinked = covered.weights[covered.strengths < _UNLINKED].sum()
    return bool(unlinked >= _ENOUGH) or _has_single_words(covered)


def is_note(en: str, start: int) -> bool:
    """Tell whether a place in an English text is a note in brackets, which unfolds nothing."""
    return en[:start].rstrip("\"'“‘ ").endswith(("(", "["))


def _has_single_words(covered: Covered) -> bool:
    """Tell whether words of one character stand in a row, each with a meaning of its own."""
    count, last = 0, -1
    for word, start, end in covered.words:
        is_single = len(word) == 1 and has_content(word, lang="zh") and not word.isascii()
        count = (count + 1 if start == last else 1) if is_single else 0
        last = end
        if count >= _SINGLE:
            return True
    return False
