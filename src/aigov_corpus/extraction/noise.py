"""Remove from a text what people added when they copied it: watermarks, pinyin, stray spaces.

A rule changes a paragraph only if the document as a whole shows that it has this kind of noise.
`Document.meta["cleaned"]` counts the changes by each rule. Nothing else in the text is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.records import LeftOut
from aigov_corpus.text.scripts import HAN

_LEAST_MARKED = 3
"""Minimum number of paragraphs that must have a watermark in common."""

_LEAST_MARKED_SHARE = 1 / 5
"""Smallest share of all paragraphs that must have a watermark in common."""

_LONGEST_WATERMARK = 200
"""Characters of the longest watermark."""

_LEAST_INTERRUPTED = 2
"""Fewest places where a watermark without URL or origin follows a letter: it stands inside a
sentence or behind a heading there."""

_LEAST_LETTERS_BEFORE = 4
"""Minimum letters before a watermark without URL.

Fewer are the number of an item, as in `B. False`.
"""

_LEAST_PLAIN_GLOSSES = 3
"""Minimum number of pinyin glosses without tones in a document from which they are removed.

A single one may be an English word in brackets.
"""

_LEAST_BLANKS = 3
"""Minimum spaces between Chinese characters in a paragraph from which they are removed."""

_MOST_CHARACTERS_FOR_BLANK = 25
"""Maximum number of characters for each space in a paragraph from which spaces are removed.

Ordinary text has at most a space between two names.
"""

_LEAST_SET_APART = 6
"""Fewest letters of a paragraph that are set apart; fewer may be names of answers: A B C D."""

_LAST_ANSWER = "h"
"""The last letter that names an answer or a grade; words that are set apart have later ones."""

_LEAST_SET_APART_SHARE = 0.8
"""Smallest share of what blanks part in a paragraph that is a single character."""

_LEAST_GLOSSARY_NUMBERS = 6
"""Minimum of different numbers after words in a document whose glossary numbers are removed."""

_LEAST_SERIES = 3
"""Fewest different numbers after one word that make them names: Route1, Route2, Route3."""

_LEAST_RISING_SHARE = 0.8
"""Smallest share of them that are higher, where they first stand, than all before.

Those of names (ext4, utf8, ipv6) come in any order.
"""

_LEAST_GLOSSARY_SHARE = 0.5
"""Smallest share of the numbers from 1 to the highest that must occur as glossary numbers."""

# …。（摘自某网 http://www.example.cn）
_TAIL_WITH_URL = re.compile(
    r"(?:[（(\[【<]\s*)?(?:[^\s。.!?！？；;，,]{1,30}[\s:：])?\s*"
    r"(?:https?://|www\.)[^\s，。；）)\]】>]+\s*[)）\]】>]?\s*$"
)
# …。更多法规尽在某网
_TAIL = re.compile(r"(?<=[。！？.!?”’」』])\s*([^。！？.!?；;，,\s][^。！？!?；;]{3,60})$")

# A remark in round brackets, such as （掌声） in a transcript, is text of its author …
_REMARK = re.compile(r"[（(][^（()）]*[)）]$")
# … unless it says where the text was copied from.
_ORIGIN = re.compile("[网網站]|来源|來源|转载|轉載|摘自|版权|版權|©|source|copyright|reprint", re.I)

_TONED_VOWELS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
# 路(lù)灯(deng1)
_PINYIN = re.compile(rf"(?<=[{HAN}])\s?[（(\[]\s*([a-z{_TONED_VOWELS}]{{1,6}}[1-5]?)\s*[)）\]]")
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:[aeiouv]|ai|ei|ao|ou|an|en|ang|eng|ong|ia|ie|iao|iu|ian|in|iang|ing|iong"
    r"|ua|uo|uai|ui|uan|un|uang|ue|er)[1-5]?"
)
# 国 务 院: every character of a run apart from the next
_ALL_APART = re.compile(rf"(?<![{HAN}A-Za-z0-9])[{HAN}](?:[ \u3000]+[{HAN}])+(?![{HAN}A-Za-z0-9])")
_SINGLE_BLANK = re.compile(r"(?<=\S)[ \xa0](?=\S)")
_WIDE_BLANKS = re.compile(r"[ \u3000\xa0]{2,}")
_BLANKS_APART = re.compile(r"[ \u3000]+")
_BLANK = re.compile(rf"(?<=[{HAN}]) +(?=[{HAN}])")
_BLANK_BY_MARK = re.compile(
    rf"(?<=[{HAN}”》）]) +(?=[，。、；：！？])|(?<=[，。、；：！？]) +(?=[{HAN}“《（])"
)
_SENTENCE_MARK = re.compile("[，。；,]")
# What stands above characters, as Unicode writes it in a line (23.8): mark, 路, mark, lù, mark
_ANNOTATION = re.compile("\ufff9([^\ufff9-\ufffb]*)\ufffa([^\ufff9-\ufffb]*)\ufffb")
_ANNOTATION_MARK = re.compile("[\ufff9-\ufffb]")
# lamp12 posts
_GLOSSARY_NUMBER = re.compile(
    r"(?<![\w./#@:~-])((?:[A-Za-z]+[-'’])?[A-Za-z]*[a-z]{2})(\d{1,3})(?![\w%/#@:-]|[.,]\w)"
)
# The same common characters in both scripts; none of them has the same form in the other.
_TRADITIONAL = frozenset(
    "國會發對開關與為這來時們個體學業產實現經濟動際說過還進長門問間應從當無點將設機構權義務規則"
    "條責處據總書記員報變數傳導輸區縣鄉鎮鄰項類題協議組織網絡資訊電腦環維護續統計劃參觀團結"
)
_SIMPLIFIED = frozenset(
    "国会发对开关与为这来时们个体学业产实现经济动际说过还进长门问间应从当无点将设机构权义务规则"
    "条责处据总书记员报变数传导输区县乡镇邻项类题协议组织网络资讯电脑环维护续统计划参观团结"
)


class RuleResult(NamedTuple):
    """A text after a rule was applied to it."""

    text: str
    times: int
    """How often the rule changed the text."""
    removed: tuple[str, ...] = ()
    """Pieces that the rule removed; white space is not listed."""


class _Rule(NamedTuple):
    """A rule that removes one kind of noise."""

    lang: str
    """Language of the paragraphs that the rule may change; empty for all."""
    name: str
    """Key in `meta["cleaned"]` of the number of changes."""
    apply: Callable[[str], RuleResult]


def remove_watermarks(paras: Sequence[Para]) -> tuple[list[Para], list[str], list[LeftOut]]:
    """Return the paragraphs without watermarks, the watermarks, and each piece that was removed.

    A watermark is an ending that at least three paragraphs, and a fifth of all, have in common. It
    has a URL in it, or it is a phrase after the last full stop that names an origin or interrupts
    sentences elsewhere. Other phrases, such as 特此通知, are text. A paragraph with nothing but
    watermarks is left out.
    """
    endings = Counter(filter(None, (_ending(para.text) for para in paras)))
    least = max(_LEAST_MARKED, _LEAST_MARKED_SHARE * len(paras))
    shared = [ending for ending, count in endings.items() if count >= least]
    foreign = [ending for ending in shared if _is_foreign(ending, paras)]
    marks = sorted(foreign, key=len, reverse=True)
    if not marks:
        return list(paras), [], []
    cleaned = [replace(para, text=_without_endings(para.text, marks)) for para in paras]
    removed = [
        LeftOut(before.text[len(after.text) :].strip(), "watermark")
        for before, after in zip(paras, cleaned, strict=True)
        if before.text != after.text
    ]
    return [para for para in cleaned if para.text], marks, removed


def _ending(text: str) -> str:
    """Return the end of a paragraph that could be a watermark; empty if there is none."""
    end = text[-_LONGEST_WATERMARK:]
    has_url = "://" in end or "www." in end
    if has_url and (found := _TAIL_WITH_URL.search(end)):
        return found.group().strip()
    found = _TAIL.search(end)
    ending = found[1].strip() if found else ""
    is_remark = bool(_REMARK.match(ending)) and not _ORIGIN.search(ending)
    before = end[: len(end) - len(ending)]
    is_item = sum(map(str.isalpha, before)) < _LEAST_LETTERS_BEFORE
    return "" if is_remark or is_item else ending


def _is_foreign(ending: str, paras: Sequence[Para]) -> bool:
    """Return whether an ending names where the text comes from, or interrupts its sentences."""
    if _ORIGIN.search(ending) or "://" in ending or "www." in ending:
        return True
    inside = re.compile(rf"\w\s*{re.escape(ending)}")
    return sum(len(inside.findall(para.text)) for para in paras) >= _LEAST_INTERRUPTED


def _without_endings(text: str, marks: Iterable[str]) -> str:
    for mark in marks:
        while text.endswith(mark):
            text = text[: -len(mark)].rstrip()
    return text


def remove_noise(paras: Sequence[Para]) -> tuple[list[Para], dict[str, int], list[LeftOut]]:
    """Return the paragraphs without noise, the number of changes by rule, and what was removed.

    Provenance is not changed. A paragraph that consists only of noise is left out.
    """
    rules = [
        _Rule("", "reading", _without_annotations),
        _Rule("zh", "pinyin glosses", _pinyin_rule(paras)),
        _Rule("zh", "blanks inside words", _without_blanks),
        _Rule("en", "blanks inside words", _with_joined_letters),
        _Rule("en", "glossary digits", _glossary_rule(paras)),
    ]
    counts: Counter[str] = Counter()
    cleaned: list[Para] = []
    left_out: list[LeftOut] = []
    for para in paras:
        if para.kind == "provenance":
            cleaned.append(para)
            continue
        text = para.text
        for rule in rules:
            if rule.lang in ("", para.lang):
                text, count, removed = rule.apply(text)
                left_out += [LeftOut(piece, rule.name) for piece in removed]
                if count:
                    counts[rule.name] += count
        if text != para.text:
            para = replace(para, text=text.strip())
        if para.text.strip():
            cleaned.append(para)
    return cleaned, dict(counts), left_out


def find_script(paras: Iterable[Para]) -> str:
    """Return the script of the Chinese paragraphs: `Hant` (traditional) or `Hans` (simplified).

    Only characters that differ between the two scripts count, and the majority of them decides. If
    there are none, the result is empty.
    """
    chinese = [para.text for para in paras if para.lang == "zh"]
    traditional = sum(char in _TRADITIONAL for text in chinese for char in text)
    simplified = sum(char in _SIMPLIFIED for text in chinese for char in text)
    if not traditional + simplified:
        return ""
    return "Hant" if traditional > simplified else "Hans"


def _pinyin_rule(paras: Iterable[Para]) -> Callable[[str], RuleResult]:
    """Return the rule that removes pinyin in brackets after Chinese characters: 路(lù)灯(deng1).

    Pinyin with a tone is always removed. A syllable without a tone may be a word, so it is removed
    only if the document has several of them.
    """
    glosses = Counter(
        gloss for para in paras if para.lang == "zh" for gloss in _PINYIN.findall(para.text)
    )
    plain = {gloss for gloss in glosses if len(gloss) > 1 and _SYLLABLE.fullmatch(gloss)}
    wanted = {
        gloss
        for gloss in glosses
        if gloss[-1].isdigit() or any(char in _TONED_VOWELS for char in gloss)
    }
    if sum(glosses[gloss] for gloss in plain) >= _LEAST_PLAIN_GLOSSES:
        wanted |= plain

    def remove(text: str) -> RuleResult:
        if not wanted:
            return RuleResult(text, 0)
        found = [gloss for gloss in _PINYIN.finditer(text) if gloss[1] in wanted]
        text = _PINYIN.sub(lambda gloss: "" if gloss[1] in wanted else gloss.group(), text)
        return RuleResult(text, len(found), tuple(gloss.group().strip() for gloss in found))

    return remove


def _without_annotations(text: str) -> RuleResult:
    """Remove annotations above characters, and marks of such that are left without others."""
    removed = tuple(filter(None, (found[2].strip() for found in _ANNOTATION.finditer(text))))
    text = _ANNOTATION_MARK.sub("", _ANNOTATION.sub(r"\1", text))
    return RuleResult(text, len(removed), removed)


def _without_blanks(text: str) -> RuleResult:
    """Remove spaces inside Chinese words.

    If every character is apart, as in 国 务 院, the spaces are noise. Other spaces are noise only
    in a paragraph that has many of them.
    """
    if " " not in text and "\u3000" not in text:
        return RuleResult(text, 0)
    before = len(text)
    if _is_set_apart(text):
        text = _SINGLE_BLANK.sub("", text)
    text = _ALL_APART.sub(lambda found: _BLANKS_APART.sub("", found.group()), text)
    blanks = len(_BLANK.findall(text))
    many = blanks >= _LEAST_BLANKS and blanks * _MOST_CHARACTERS_FOR_BLANK >= len(text)
    if many and _SENTENCE_MARK.search(text):
        text = _BLANK.sub("", text)
    if len(text) < before:
        text = _BLANK_BY_MARK.sub("", text)
    return RuleResult(text, before - len(text))


def _with_joined_letters(text: str) -> RuleResult:
    """Remove spaces between the letters of words that are set apart: G O V E R N M E N T.

    Wide spaces part these words.
    """
    if not _is_set_apart(text):
        return RuleResult(text, 0)
    joined = _WIDE_BLANKS.sub(" ", _SINGLE_BLANK.sub("", text))
    return RuleResult(joined, len(text) - len(joined))


def _is_set_apart(text: str) -> bool:
    """Tell whether the characters of a paragraph are set apart from each other by blanks."""
    pieces = text.split()
    single = [piece.lower() for piece in pieces if len(piece) == 1]
    letters = [piece for piece in single if piece.isalpha()]
    if "|" in single or len(letters) < _LEAST_SET_APART:
        return False  # the cells of a row, or numbers
    if letters == sorted(letters) or max(letters) <= _LAST_ANSWER:
        return False  # an index from A to Z, or answers: 1 C 2 A 3 D
    return len(single) >= _LEAST_SET_APART_SHARE * len(pieces)


def _glossary_rule(paras: Iterable[Para]) -> Callable[[str], RuleResult]:
    """Return the rule that removes glossary numbers after words: `lamp12 posts`.

    Numbers after words are glossary numbers if there are several, if most numbers up to the
    highest one occur, and if they count up. Numbers that all follow one word are part of names,
    such as the entries of a list in a form: Route1, Route2, Route3.
    """
    found = [
        found
        for para in paras
        if para.lang == "en"
        for found in _GLOSSARY_NUMBER.findall(para.text)
    ]
    of_word = Counter(word.lower() for word, _ in set(found))
    series = {word for word, count in of_word.items() if count >= _LEAST_SERIES}
    firsts = list(
        dict.fromkeys(int(number) for word, number in found if word.lower() not in series)
    )
    highest = list(accumulate(firsts, max))
    dense = len(firsts) >= _LEAST_GLOSSARY_SHARE * max(firsts, default=0)
    rising = len(set(highest)) >= _LEAST_RISING_SHARE * len(firsts)
    is_glossary = dense and rising and len(firsts) >= _LEAST_GLOSSARY_NUMBERS

    def remove(text: str) -> RuleResult:
        if not is_glossary:
            return RuleResult(text, 0)
        removed: list[str] = []

        def drop(found: re.Match[str]) -> str:
            if found[1].lower() in series:
                return found[0]
            removed.append(found[2])
            return found[1]

        text = _GLOSSARY_NUMBER.sub(drop, text)
        return RuleResult(text, len(removed), tuple(removed))

    return remove
