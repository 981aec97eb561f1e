"""What other people's copies add to a text, taken out again and reported.

Each rule needs evidence in the document as a whole before it touches a paragraph; what it did is counted
under its name in `Document.meta["cleaned"]`. Everything else is released verbatim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.scripts import HAN

_TAIL_WITH_ADDRESS = re.compile(
    r"(?:[（(\[【<]\s*)?(?:[^\s。.!?！？；;，,]{1,30}[\s:：])?\s*(?:https?://|www\.)[^\s，。；）)\]】>]+\s*[)）\]】>]?\s*$"
)
_TAIL = re.compile(r"(?<=[。！？.!?”’」』])\s*([^。！？.!?；;，,\s][^。！？!?；;]{3,60})$")
_LEAST_REPEATED = 3
_LONGEST_MARK = 200  # letters
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
_PINYIN = re.compile(rf"(?<=[{HAN}])\s?[（(\[]\s*([a-z{_TONED}]{{1,6}}[1-5]?)\s*[)）\]]")
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[aeiouv]|ai|ei|ao|ou|an|en|ang|eng|ong|ia|ie|iao|iu|ian|in|iang|ing|iong|ua|uo|uai|ui|uan|un|uang|ue|er)[1-5]?"
)
_APART = re.compile(rf"(?<![{HAN}A-Za-z0-9])[{HAN}](?:[ \u3000]+[{HAN}])+(?![{HAN}A-Za-z0-9])")
_BLANK = re.compile(rf"(?<=[{HAN}]) +(?=[{HAN}])")
_BLANK_BY_STOP = re.compile(
    rf"(?<=[{HAN}”》）]) +(?=[，。、；：！？])|(?<=[，。、；：！？]) +(?=[{HAN}“《（])"
)
_BLANK_DENSITY = (
    25  # Han characters for each blank, at most, where blanks are noise; prose has none
)
_WIDE = str.maketrans("，；：？！（）．。［］％＂＇／－", ",;:?!()..[]%\"'/-")
_WIDE_DIGITS = str.maketrans({chr(0xFF10 + n): str(n) for n in range(10)})
_WIDE_ANY = re.compile("[，；：？！（）．。［］％＂＇／－０-９]")
_NO_BLANK_AFTER = re.compile(r"([,;:?!])(?=[A-Za-z])")
_GLOSS_DIGIT = re.compile(
    r"(?<![\w.])((?:[A-Za-z]+[-'’])?[A-Za-z]*[a-z]{2,})(\d{1,3})(?![\w%]|[.,]\d)"
)
_LEAST_GLOSSED = 4
_TRADITIONAL = frozenset(
    "國會發對開關與為這來時們個體學業產實現經濟動際說過還進長門問間應從當無點將設機構權義務規則條責處據總書記員報變數傳導輸區縣鄉鎮鄰項類題協議組織網絡資訊電腦環維護續統計劃參觀團結"
)
_SIMPLIFIED = frozenset(
    "国会发对开关与为这来时们个体学业产实现经济动际说过还进长门问间应从当无点将设机构权义务规则条责处据总书记员报变数传导输区县乡镇邻项类题协议组织网络资讯电脑环维护续统计划参观团结"
)


def without_watermarks(paras: Sequence[Para]) -> tuple[list[Para], list[str]]:
    """Return the paragraphs without what a copier put at their ends, and the marks taken out.

    A mark is an ending with a web address, or a phrase after the last stop, that at least three
    paragraphs and a fifth of them share; a line that is nothing but the mark goes altogether.
    """
    tails: Counter[str] = Counter()
    for para in paras:
        end = para.text[-_LONGEST_MARK:]
        if found := _TAIL_WITH_ADDRESS.search(end):
            tails[found.group().strip()] += 1
        elif found := _TAIL.search(end):
            tails[found[1].strip()] += 1
    least = max(_LEAST_REPEATED, len(paras) / 5)
    marks = sorted((tail for tail, count in tails.items() if count >= least), key=len, reverse=True)
    if not marks:
        return list(paras), []
    kept: list[Para] = []
    for para in paras:
        text = para.text
        for mark in marks:
            while text.endswith(mark):
                text = text[: -len(mark)].rstrip()
        if text:
            kept.append(replace(para, text=text) if text != para.text else para)
    return kept, marks


def clean(paras: Sequence[Para]) -> tuple[list[Para], dict[str, int]]:
    """Return the paragraphs of both languages without copiers' noise, and how often each rule struck."""
    counts: Counter[str] = Counter()
    rules: list[tuple[str, str, Callable[[str], tuple[str, int]]]] = [
        ("zh", "pinyin glosses", _pinyin_rule(paras)),
        ("zh", "blanks inside words", _without_blanks),
        ("en", "full-width punctuation", _ascii_punctuation),
        ("en", "glossary digits", _digit_rule(paras)),
        ("", "backticks", _without_backticks),
    ]
    cleaned: list[Para] = []
    for para in paras:
        if para.kind == "provenance":
            cleaned.append(para)
            continue
        text = para.text
        for lang, name, rule in rules:
            if lang in ("", para.lang):
                text, struck = rule(text)
                if struck:
                    counts[name] += struck
        if text.strip():
            cleaned.append(replace(para, text=text.strip()) if text != para.text else para)
    return cleaned, dict(counts)


def script(paras: Sequence[Para]) -> str:
    """Return `Hant` if the Chinese is in Traditional characters, `Hans` if in Simplified, else nothing."""
    text = "".join(para.text for para in paras if para.lang == "zh")
    traditional, simplified = (
        sum(c in _TRADITIONAL for c in text),
        sum(c in _SIMPLIFIED for c in text),
    )
    if not traditional + simplified:
        return ""
    return "Hant" if traditional > simplified else "Hans"


def _pinyin_rule(paras: Sequence[Para]) -> Callable[[str], tuple[str, int]]:
    """Glosses with a tone go always; syllables without one only where the document has several."""
    glosses = [gloss for para in paras if para.lang == "zh" for gloss in _PINYIN.findall(para.text)]
    plain = [gloss for gloss in glosses if len(gloss) > 1 and _SYLLABLE.fullmatch(gloss)]
    toned = [
        gloss for gloss in glosses if any(char in _TONED for char in gloss) or gloss[-1].isdigit()
    ]
    several = len(plain) >= 3

    def rule(text: str) -> tuple[str, int]:
        struck = 0

        def strike(found: re.Match[str]) -> str:
            nonlocal struck
            if found[1] in toned or (several and found[1] in plain):
                struck += 1
                return ""
            return found.group()

        return _PINYIN.sub(strike, text), struck

    return rule


def _without_blanks(text: str) -> tuple[str, int]:
    """国 务 院 is 国务院 where every character stands apart; elsewhere only where blanks are many."""
    before = len(text)
    text = _APART.sub(lambda found: re.sub(r"[ \u3000]+", "", found.group()), text)
    blanks = len(_BLANK.findall(text))
    if blanks >= 3 and blanks * _BLANK_DENSITY >= len(text) and re.search("[，。；,]", text):
        text = _BLANK.sub("", text)
    if len(text) < before:
        text = _BLANK_BY_STOP.sub("", text)
    return text, before - len(text)


def _ascii_punctuation(text: str) -> tuple[str, int]:
    struck = len(_WIDE_ANY.findall(text))
    if not struck:
        return text, 0
    text = text.replace("（", " (") if re.search(r"[a-z]（[A-Za-z]{3,}", text) else text
    text = text.translate(_WIDE).translate(_WIDE_DIGITS)
    return re.sub(r" {2,}", " ", _NO_BLANK_AFTER.sub(r"\1 ", text)).strip(), struck


def _digit_rule(paras: Sequence[Para]) -> Callable[[str], tuple[str, int]]:
    """Numbers stuck to words are a glossary's if they count up through the document."""
    numbers = [
        int(n) for para in paras if para.lang == "en" for _, n in _GLOSS_DIGIT.findall(para.text)
    ]
    highest = max(numbers, default=0)
    glossed = len(numbers) >= _LEAST_GLOSSED and len(set(numbers)) >= 0.5 * highest

    def rule(text: str) -> tuple[str, int]:
        return _GLOSS_DIGIT.subn(r"\1", text) if glossed else (text, 0)

    return rule


def _without_backticks(text: str) -> tuple[str, int]:
    """A backtick between letters or after a plural is an apostrophe; any other is nothing."""
    struck = text.count("`")
    if not struck:
        return text, 0
    text = re.sub(r"(?<=[A-Za-z])`(?=[a-z]{1,2}\b)", "'", text)
    text = re.sub(r"`([^`]*)`", r"\1", text)
    text = re.sub(r"(?<=s)`(?=\s)", "'", text)
    return text.replace("`", ""), struck
