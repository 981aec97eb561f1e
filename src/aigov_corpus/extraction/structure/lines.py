"""Facts about one line from its letters: whether it could be a heading, what follows its number."""

from __future__ import annotations

from typing import Literal, NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.markers import Marker

Shape = Literal["alone", "sentence", "run-in", "text"]
"""What follows the number with which a paragraph begins.

`alone`: nothing, or only a heading. `sentence`: one short sentence. `run-in`: a heading, and its
text after it in the same paragraph. `text`: anything else.
"""

HEADING_LETTERS = 30
"""Maximum Chinese characters of a line that could be a heading; half as many words in English."""

MOST_TITLE_LINES = 4
"""Maximum lines of a title that nothing marks; in the gold and on sample pages, one to four."""

TITLE_LETTERS = 60
"""Maximum number of Chinese characters of a line of a title; half as many words in English.

The longest titles of the gold and the sample pages have 48 characters and 22 words.
"""

_NUMBERED_HEADING_LETTERS = 45
"""Maximum Chinese characters of a heading after a plain number; the longest in the gold has 45."""

_NUMBERED_HEADING_WORDS = 20
"""Maximum English words of a heading after a plain number; the longest in the gold has 19."""

_SHORT_SENTENCE_WORDS = 14
"""Maximum number of English words of a short sentence after a number, or of a run-in heading."""

CONTENTS_LABEL = re.compile(
    r"(?:(?:内容|內容)?目[录錄次]|[图圖表]+目[录錄]|(?:tableof)?contents"
    r"|listof(?:figures|tables|annexes|boxes))(?:\(?(?:continued|cont\.|续|續)\)?)?[:：]?"
)
"""A line above a table of contents, in lower case and without spaces."""

# Marks of notes behind a line: vouchers.* vouchers.[1] 优惠券。①  Code has rows of 70 asterisks,
# which a repetition inside the repetition would divide in all ways.
_NOTE_MARK = re.compile(r"(?:\s?(?:[*†‡§¹²³⁰⁴-⁹①-⑳]|\[\d{1,3}\]|〔\d{1,3}〕|［\d{1,3}］)){1,20}$")
_SENTENCE_ENDS = tuple("。！？.!?…”")
_NO_LETTERS = re.compile(r"[\d\W_]+")
_NOT_FIRST = ("- ", "•", "·", "●", "（", "(", "http")
_ZH_STOPS = "。．｡；：，、！;:,!…）)"
_ZH_SENTENCE_STOP = re.compile("[。；;]")
_ZH_ANY_STOP = re.compile("[。！？；;]")
_EN_STOPS = ".;:,!…。；：，"
_EN_STOP_INSIDE = re.compile(r"[.;!?]\s")
# No. 3, Mr. Li, and A.2.1. before a heading of an appendix
_EN_ABBREVIATION = re.compile(r"\b(?:No|Mr|Ms|Dr|U\.S|vs|St)\.\s|^[A-Z](?:\.\d{1,2})+\.\s")
# A speech ends in a stop inside quotation marks, sometimes set apart: 出发 ！ ”
_QUOTED_END = re.compile(r'[。！？.!?，,]\s?[”’」』"]$')
_EN_OPENING_MARKS = "“\"'‘[《"
# A heading in the paragraph of its text: 加强管理。… or 目标：…, and "Scope. The …".
_RUN_IN_ZH = re.compile(r"[^。！？；;!?：:]{2,30}[。]|[^。！？；;!?：:，,]{1,15}[：:]")
_RUN_IN_EN = re.compile(r"[“\"(]?[A-Z][^.;!?:]{3,110}[.:](?=\s+[A-Z“\"(0-9])")


class AfterNumber(NamedTuple):
    """What follows the number with which a paragraph begins."""

    shape: Shape
    text_start: int = 0
    """Offset in the paragraph at which the text after a `run-in` heading begins; else 0."""


def without_spaces(text: str) -> str:
    """Return a text in lower case and without white space, to look it up in a table."""
    return "".join(text.split()).lower()


def heading_letters(text: str) -> str:
    """Return the letters of a heading in lower case, to compare it with its line in the contents.

    Digits are left out, because a table of contents adds page numbers.
    """
    return _NO_LETTERS.sub("", text).lower()


def could_be_heading(text: str, lang: str, *, longest: int = HEADING_LETTERS) -> bool:
    """Tell whether a line could be a title or heading: it is short and is not a sentence.

    Args:
        text: the line.
        lang: `en`, or another code, which is treated like Chinese.
        longest: most Chinese characters that the line may have; an English line may have half as
            many words.
    """
    text = text.strip()
    noted = _NOTE_MARK.sub("", text)
    if noted != text and noted[-1:] in _SENTENCE_ENDS:
        return False
    if not any(map(str.isalnum, text)) or text.startswith(_NOT_FIRST) or _QUOTED_END.search(text):
        return False
    if lang == "en":
        return _could_be_english_heading(text, longest // 2)
    return (
        len(text) <= longest
        and text[-1] not in _ZH_STOPS
        and _ZH_SENTENCE_STOP.search(text) is None
    )


def _could_be_english_heading(text: str, most_words: int) -> bool:
    begins_well = text[0].isupper() or text[0].isdigit() or text[0] in _EN_OPENING_MARKS
    return (
        len(text.split()) <= most_words
        and text[-1] not in _EN_STOPS
        and _EN_STOP_INSIDE.search(_EN_ABBREVIATION.sub("", text)) is None
        and begins_well
    )


def find_shape(para: Para, marker: Marker) -> AfterNumber:
    """Return what follows the number with which a paragraph begins."""
    after = para.text[marker.end :].lstrip()
    if not after.rstrip() or para.heading:
        return AfterNumber("alone")
    if para.lang == "en":
        return _english_shape(para.text, after)
    return _chinese_shape(para.text, after)


def _chinese_shape(text: str, after: str) -> AfterNumber:
    """Return the shape of a Chinese paragraph."""
    rest = after.rstrip()
    short = len(rest) <= _NUMBERED_HEADING_LETTERS
    if short and _ZH_ANY_STOP.search(rest) is None and rest[-1] not in "，、,":
        return AfterNumber("alone")
    return _shape_by_run_in(text, after, _RUN_IN_ZH.match(after))


def _english_shape(text: str, after: str) -> AfterNumber:
    """Return the shape of an English paragraph."""
    rest = after.rstrip()
    words = len(rest.split())
    one_phrase = rest[-1] not in ".;,!?" and ". " not in rest
    if words <= _NUMBERED_HEADING_WORDS and one_phrase and not rest[0].islower():
        return AfterNumber("alone")
    one_sentence = rest[-1] == "." and _EN_STOP_INSIDE.search(rest) is None
    if words <= _SHORT_SENTENCE_WORDS and one_sentence:
        return AfterNumber("sentence")
    run_in = _RUN_IN_EN.match(rest)
    if run_in is not None and len(run_in.group().split()) > _SHORT_SENTENCE_WORDS:
        return AfterNumber("text")
    return _shape_by_run_in(text, after, run_in)


def _shape_by_run_in(text: str, after: str, run_in: re.Match[str] | None) -> AfterNumber:
    """Return `run-in`, or another shape if no text follows the run-in heading."""
    if run_in is None:
        return AfterNumber("text")
    if run_in.end() == len(after.rstrip()):
        return AfterNumber("sentence")
    return AfterNumber("run-in", len(text) - len(after) + run_in.end())
