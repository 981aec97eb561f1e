"""Script detection: whether a paragraph is Chinese or English, judged by its letters.

No model is needed, so a heading of two words is judged as reliably as a page. In this module, a
*run* is a stretch of text in one script that is too long to be a foreign name in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from aigov_corpus import patterns as re
from aigov_corpus.text.months import MONTH_NAMES

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Ranges of Chinese characters, to be put between `[` and `]` in a regular expression."""

HAN_CHARACTER = re.compile(f"[{HAN}]")
"""Pattern for one Chinese character."""
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
"""A letter that Japanese has and Chinese has not; marks that stand in Chinese too are none."""
HANGUL = re.compile("[\uac00-\ud7a3]")
"""A letter of Korean."""

_OTHER_LETTER = re.compile(f"[^\\W\\d_A-Za-zªºÀ-ɏḀ-ỿＡ-Ｚａ-ｚ{HAN}\u3041-\u30fa]")
"""A letter that is neither Latin nor Chinese or Japanese."""

HAN_RUN = re.compile(f"[{HAN}]+")
"""Pattern for Chinese characters in a row."""
_LATIN_RUN = re.compile(r"[A-Za-zÀ-ɏ]+")
_URL = re.compile(r"(?:https?://|www\.)[^\s，。；）]+")
# Latin letters that say as much as one Chinese character; in policy texts it is about 3.3.
_LETTERS_PER_CHARACTER = 3.0
# A paragraph is of one language if the other has a smaller share of its letters than this.
_MINOR_SHARE = 0.2

# Passages in brackets or quotation marks are hidden, because names and terms of the other language
# stand there. Each of their characters is replaced by this one.
_HIDDEN = "\x00"
_BRACKETED = re.compile(r"[(（\[【“\"「『][^()（）\[\]【】“”\"「」『』]*[)）\]】”\"」』]")
# Foreign words in a sentence are few: a run has at least four English words or six Chinese
# characters.
_WORD = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ’'&./-]*"
_RUN = re.compile(
    rf"(?P<en>{_WORD}(?:[\s\x00,;:“”\"‘’0-9%$—–-]+{_WORD}){{3,}})"
    f"|(?P<zh>[{HAN}](?:[{HAN}、，。；：,《》\\d\\s\x00]*[{HAN}]){{5,}})"
)
# A number or opening marks right before a run belong to it.
_OPENING = re.compile(
    r"(?:[（(]?(?:[一二三四五六七八九十]+|(?<![\d,]\s)(?<!\d)\d{1,3}|[IVX]+)[)）.、．]+\s*"
    r"|[“\"《‘(（]\s*)+$"
)
# Characters before a run that are searched for its opening.
_LONGEST_OPENING = 20
# What may stand before the place at which a run begins: nothing, a space, a stop or a closing mark.
_BOUNDARY = re.compile(r"[\s。！？；：.!?”\"’)）\]]?")
# A section number directly after text of the other language opens what follows it.
_BEFORE_SECTION = re.compile(
    r"(?<=[A-Za-z.;:!?])\s*(?=第[一二三四五六七八九十百零]+[章节條条编編]"
    r"|[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)"
    rf"|(?<=[{HAN}。；：！？])\s*(?=(?i:chapter|article|section|part|annex)\b"
    r"|\(\d+\)|\d{1,2}\.\s?[A-Z]|[IVX]+\.\s?[A-Z])"
)
# A heading and the same heading in the other language.
_ONE_WORD_HEADING = (
    r"(?:Annex|Appendix|Attachment|Contents|Preamble|Foreword|Preface|Introduction|Background"
    r"|Overview|Abstract|Summary|Text|Notes|Vocabulary|Glossary|Exercises|Questions|Answers"
    r"|Installation|Usage|License|References|Bibliography|Index|Conclusion|Epilogue|Prologue)"
    r"[\s\d]*"
)
_TWO_HEADINGS = re.compile(
    rf"(?P<zh>[^A-Za-z]*[{HAN}][^A-Za-z]*?)"
    rf"(?P<then_en>{_ONE_WORD_HEADING}|[A-Z][^{HAN}]*\s[^{HAN}]*[A-Za-z][^{HAN}]*)"
    rf"|(?P<en>{_ONE_WORD_HEADING}|[A-Z][^{HAN}]*\s[^{HAN}]*\s[^{HAN}]*?)"
    rf"(?P<then_zh>[{HAN}][^A-Za-z]*)"
)
# （掌声） (Applause)
_TWO_IN_BRACKETS = re.compile(
    rf"(?P<zh>[（(\[【][^A-Za-z()（）]*[{HAN}][^A-Za-z()（）]*[)）\]】])\s*"
    rf"(?P<then_en>[（(\[【][^{HAN}()（）]*[A-Za-z][^{HAN}()（）]*[)）\]】])"
)
# 2024年5月6日 May 6, 2024
_TWO_DATES = re.compile(
    rf"(?P<zh>[（(]?\d{{4}}年[^A-Za-z]*[月日][)）]?)\s*"
    rf"(?P<then_en>[（(]?(?:{MONTH_NAMES}|\d{{1,2}}\s+(?:{MONTH_NAMES}))[^{HAN}]*)"
)
# Introduction / 介绍: each language on one side of a bar
_BAR = re.compile(r"\s[/|]\s|\s?[／｜]\s?")
# The end of a sentence, behind which another one may follow.
_SENTENCE_END = re.compile(r"[.!?][”\"’)]?\s|[。！？][”’」）]?\s?")
# theatre n. 剧院
_PART_OF_SPEECH = re.compile(r"\b(?:n|v|vt|vi|adj|adv|prep|conj|pron|num|int|phr)\.\s*$")
_LATIN_WORDS = re.compile(r"[A-Za-z]{2,}")
# 使用 Docker Compose 部署: Chinese at both ends, whatever names stand between.
_CHINESE_AT_ENDS = re.compile(rf"[^\w]*[{HAN}].*[{HAN}][^\w]*", re.DOTALL)
# Fewest English words of a sentence before a Chinese one in the same line.
_LEAST_ENGLISH_WORDS = 2
# Characters of the longest paragraph that is taken for two headings.
_LONGEST_HEADINGS = 300


def weigh_languages(text: str) -> tuple[float, float]:
    """Return the amounts of Chinese and of English in a text, both counted in Latin letters.

    A Chinese character counts as three letters. Web addresses do not count.
    """
    if "://" in text or "www." in text:
        text = _URL.sub(" ", text)
    # Runs are several times as fast to find as single letters.
    han = 0 if text.isascii() else len("".join(HAN_RUN.findall(text)))
    return han * _LETTERS_PER_CHARACTER, float(len("".join(_LATIN_RUN.findall(text))))


def detect_language(text: str) -> str:
    """Return `zh` or `en`, the language of which a text holds more; an empty string if neither.

    If both amounts are equal, the result is `zh`.
    """
    return _heavier(*weigh_languages(text))


def is_in_other_script(texts: Iterable[str]) -> bool:
    """Tell whether most letters of texts are neither Latin nor Chinese: those of Russian."""
    letters = other = 0
    for text in texts:
        letters += sum(map(str.isalpha, text))
        other += 0 if text.isascii() else len(_OTHER_LETTER.findall(text))
    return 2 * other > letters


def _heavier(han: float, latin: float) -> str:
    """Return the language of the larger amount; an empty string if both are zero."""
    if not han and not latin:
        return ""
    return "zh" if han >= latin else "en"


def split_languages(text: str) -> list[tuple[str, str]]:
    """Split a paragraph where its language changes between Chinese and English.

    A name or term of the other language inside a sentence does not count as a change, above all if
    it stands in brackets or quotation marks.

    Returns:
        `(language, part)` for each part, in order. The language is `zh`, `en`, or empty if the
        paragraph has no letters. A paragraph in one language has one part.
    """
    han, latin = weigh_languages(text)
    main = _heavier(han, latin)
    if not han or not latin or min(han, latin) < _MINOR_SHARE * (han + latin):
        return [(main, text)]
    starts = _language_starts(text)
    if len(starts) < 2:
        short = len(text) <= _LONGEST_HEADINGS
        return [("zh" if short and _CHINESE_AT_ENDS.fullmatch(text) else main, text)]
    ends = [start for _, start in starts[1:]] + [len(text)]
    return [
        (lang, _without_bar(text[start:end]))
        for (lang, start), end in zip(starts, ends, strict=True)
    ]


def _without_bar(part: str) -> str:
    """Return a part of a line without a bar that stands between it and the next part."""
    part = part.strip()
    return (
        part[:-1].rstrip() if part[-2:-1].isspace() and part[-1:] in "/|" else part.rstrip("／｜")
    )


def _language_starts(text: str) -> list[tuple[str, int]]:
    """Return `(language, offset)` for the beginning of a paragraph and each change of language."""
    hidden = _BRACKETED.sub(lambda passage: _HIDDEN * len(passage[0]), text)
    sections = [number.start() for number in _BEFORE_SECTION.finditer(hidden)]
    starts: list[tuple[str, int]] = []
    for start, end in pairwise([0, *sections, len(text)]):
        for lang, offset in _starts_in_section(text[start:end], hidden[start:end]):
            if not starts or starts[-1][0] != lang:
                starts.append((lang, start + offset))
    return starts


def _two_parts(text: str) -> list[tuple[str, int]]:
    """Return `(language, offset)` of the two parts of a short line, each in one language.

    The list is empty if the marks between the parts do not show that there are two.
    """
    for pattern in (_TWO_IN_BRACKETS, _TWO_DATES):
        if found := pattern.fullmatch(text):
            return [("zh", 0), ("en", found.start("then_en"))]
    bars = list(_BAR.finditer(text))
    if len(bars) == 1 and (parts := _pure_parts(text, bars[0].end())):
        return parts
    found = HAN_CHARACTER.search(text)
    if found is None:
        return []
    ends = list(_SENTENCE_END.finditer(text))
    before = [end.end() for end in ends if end.end() <= found.start()]
    words = len(_LATIN_WORDS.findall(text[: before[-1]])) if before else 0
    if words >= _LEAST_ENGLISH_WORDS or (words and _PART_OF_SPEECH.search(text[: before[-1]])):
        return _pure_parts(text, before[-1])
    last = max(text.rfind(char) for char in HAN_CHARACTER.findall(text))
    behind = [end.end() for end in ends if last < end.start() < len(text) - 1]
    if behind and text[behind[0] :].lstrip('“"‘(')[:1].isupper() and text[-1] in '.!?”"’)':
        return _pure_parts(text, behind[0])
    return []


def _pure_parts(text: str, offset: int) -> list[tuple[str, int]]:
    """Return the parts before and behind an offset if one is Chinese and the other all English."""
    languages = [detect_language(part) for part in (text[:offset], text[offset:])]
    english = text[:offset] if languages[0] == "en" else text[offset:]
    if set(languages) != {"zh", "en"} or HAN_CHARACTER.search(english):
        return []
    return [(languages[0], 0), (languages[1], offset)]


def _starts_in_section(text: str, hidden: str) -> list[tuple[str, int]]:
    """Return the same as `_language_starts` for a piece of a paragraph between section numbers.

    Args:
        text: the piece.
        hidden: the piece with `_HIDDEN` in place of each character in brackets or quotation marks.
    """
    starts: list[tuple[str, int]] = []
    for run in _RUN.finditer(hidden):
        lang = "en" if run["en"] else "zh"
        opening = _OPENING.search(text, max(0, run.start() - _LONGEST_OPENING), run.start())
        start = opening.start() if opening else run.start()
        if not starts:
            starts.append((lang, 0))
        elif starts[-1][0] != lang and _BOUNDARY.fullmatch(text[max(0, start - 1) : start]):
            starts.append((lang, start))
    if len(starts) < 2 and len(text) <= _LONGEST_HEADINGS:
        if parts := _two_parts(text):
            return parts
        headings = _TWO_HEADINGS.fullmatch(hidden)
        if headings and headings["zh"]:
            return [("zh", 0), ("en", headings.start("then_en"))]
        if headings:
            return [("en", 0), ("zh", headings.start("then_zh"))]
    return starts or [(detect_language(text), 0)]
