"""The language of a paragraph, told by its script; no model, so that a heading is as easy as a page."""

from __future__ import annotations

import re
from itertools import pairwise

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_URL = re.compile(r"(?:https?://|www\.)[^\s，。；）]+")
_BRACKETED = re.compile(r"[(（\[【“\"「『][^()（）\[\]【】“”\"「」『』]*[)）\]】”\"」』]")
_WORD = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ’'&./-]*"
# Foreign words inside a sentence are few; four English words running, or six Chinese characters, are
# text of their own (where they begin after a stop or a blank).
_RUN = re.compile(
    rf"(?P<en>{_WORD}(?:[\s\x00,;:“”\"‘’0-9%$—–-]+{_WORD}){{3,}})"
    f"|(?P<zh>[{HAN}](?:[{HAN}、，。；：,《》\\d\\s\x00]*[{HAN}]){{5,}})"
)
_OPENING = re.compile(
    r"(?:[（(]?(?:[一二三四五六七八九十]+|\d+|[IVX]+)[)）.、．]+\s*|[“\"《‘(（]\s*)+$"
)
_BOUNDARY = re.compile(r"[\s。！？；：.!?”\"’)）\]]?")
_MINOR_SHARE = 0.2
# Numbers right behind the other language: where a file runs together, they open what follows.
_NUMBER_BETWEEN = re.compile(
    r"(?<=[A-Za-z.;:!?])\s*(?=第[一二三四五六七八九十百零]+[章节条編编]|[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)"
    rf"|(?<=[{HAN}。；：！？])\s*(?=(?i:chapter|article|section|part|annex)\b|\(\d+\)|\d{{1,2}}\.\s?[A-Z]|[IVX]+\.\s?[A-Z])"
)
_MOST_OPENING, _MOST_HALVES = 20, 300  # letters
_ALONE = r"(?:Annex|Appendix|Attachment|Contents|Preamble)[\s\d]*"
_HALVES = re.compile(
    rf"(?P<zh>[^A-Za-z]*[{HAN}][^A-Za-z]*?)(?P<second>{_ALONE}|[A-Z][^{HAN}]*\s[^{HAN}]*[A-Za-z][^{HAN}]*)"
    rf"|(?P<en>{_ALONE}|[A-Z][^{HAN}]*\s[^{HAN}]*\s[^{HAN}]*?)(?P<last>[{HAN}][^A-Za-z]*)"
)


def weigh_languages(text: str) -> tuple[float, float]:
    """Return how much Chinese and English is in `text`, in letters of comparable information.

    A Chinese character counts as three Latin letters (the English of policy prose has about 3.3 letters
    for each). Web addresses count for nothing.
    """
    text = _URL.sub(" ", text)
    return len(_HAN.findall(text)) * 3.0, float(len(_LATIN.findall(text)))


def detect_language(text: str) -> str:
    """Return `zh` or `en`, or an empty string where there are no letters to tell by."""
    han, latin = weigh_languages(text)
    if not han and not latin:
        return ""
    return "zh" if han >= latin else "en"


def split_languages(text: str) -> list[tuple[str, str]]:
    """Cut a paragraph in which both languages run together into `(language, text)` parts, in order.

    A name or term of the other language inside a sentence, above all in brackets or quotation marks,
    is no cut: the parts of an ordinary paragraph are the paragraph.
    """
    main = detect_language(text)
    han, latin = weigh_languages(text)
    if not han or not latin or min(han, latin) < _MINOR_SHARE * (han + latin):
        return [(main, text)]
    hidden = _BRACKETED.sub(lambda found: "\x00" * len(found.group()), text)
    numbers = [found.start() for found in _NUMBER_BETWEEN.finditer(hidden)]
    cuts: list[tuple[str, int]] = []
    for start, end in pairwise([0, *numbers, len(text)]):
        for lang, at in _cuts(text[start:end], hidden[start:end]):
            if not cuts or cuts[-1][0] != lang:
                cuts.append((lang, start + at))
    if len(cuts) < 2:
        return [(main, text)]
    ends = [at for _, at in cuts[1:]] + [len(text)]
    return [(lang, text[at:end].strip()) for (lang, at), end in zip(cuts, ends, strict=True)]


def _cuts(text: str, hidden: str) -> list[tuple[str, int]]:
    """Where each language begins in a stretch of text that no number of another language divides."""
    cuts: list[tuple[str, int]] = []
    for run in _RUN.finditer(hidden):
        lang = "en" if run["en"] else "zh"
        opening = _OPENING.search(text, max(0, run.start() - _MOST_OPENING), run.start())
        start = opening.start() if opening else run.start()
        if not cuts:
            cuts.append((lang, 0))
        elif cuts[-1][0] != lang and _BOUNDARY.fullmatch(text[max(0, start - 1) : start]):
            cuts.append((lang, start))
    if (
        len(cuts) < 2 and len(text) <= _MOST_HALVES and (halves := _HALVES.fullmatch(hidden))
    ):  # a heading, and the same in the other language
        first, second = ("zh", "en") if halves["zh"] else ("en", "zh")
        cuts = [(first, 0), (second, halves.start("second" if halves["zh"] else "last"))]
    return cuts or [(detect_language(text), 0)]
