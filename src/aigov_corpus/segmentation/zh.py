"""Chinese sentences by rules on punctuation; Japanese sentences by the same rules.

The rules follow Chinese-English texts that were segmented by hand (political and academic texts, a
magazine, novels):

- 。！？, one or more of them, end a sentence, in quotations too. Closing marks after them
  (”’」』）》) belong to the sentence.
- No sentence ends inside （） or 《》, nor with the mark that closes a title (《为什么？》是书).
  None ends inside a quotation that is part of a sentence, as a word is (回答“谁来种地？”问题).
- ； ends a sentence outside quotations. An option turns this off, because translators often keep
  the clauses on both sides of a ； in one sentence. A 及 or 以及 that is all that follows in the
  paragraph stays with the item before it, as "and" does in English.
- …… ends a sentence if a closing mark or a new quotation follows; elsewhere it is mostly a pause.
- A number such as 一、 （一） 1. 第一条 is never a sentence of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum

from aigov_corpus import patterns as re
from aigov_corpus.segmentation.boundaries import sentences_between, split_paragraphs
from aigov_corpus.segmentation.forms import usual_marks
from aigov_corpus.segmentation.version import VERSION

_OPENERS = "“‘「『（(《〈【〔［["
_CLOSERS = "”’」』）)》〉】〕］]"
# The opening mark that stands for both marks of a pair. ( closes with ） too, as pages set by hand
# mix them.
_PAIR = dict(zip(_OPENERS + _CLOSERS, "“‘「『((《〈【〔[[" * 2, strict=True))
_STRAIGHT = '"'
_APOSTROPHE = "’"
_QUOTES = frozenset('“‘「『"')
_CLOSING_QUOTES = frozenset('”’」』"')
_NEW_QUOTATION = frozenset("“‘「『")
_ROUND_BRACKETS = frozenset("（(")
_TITLE_MARKS = frozenset("《〈")
_PAIRED = re.compile(rf'[{re.escape(_OPENERS + _CLOSERS)}"]')

_FULL = frozenset("。！？｡﹗﹖‼⁇⁈⁉")
_FULL_STOPS = re.compile(f"[{''.join(sorted(_FULL))}!?]+")
# A stop before a Latin letter and behind a full stop belongs to a name: 发布。.NET平台。
_MARKS = re.compile(
    rf"(?:[{''.join(sorted(_FULL))}!?…⋯．；;]|\.(?![A-Za-z])|(?<![{''.join(sorted(_FULL))}])\.)+"
)
_NAME_WITH_STOP = re.compile(r"\.[A-Za-z]")
_DOTS = frozenset((".", "．"))
_SPACES = re.compile(r"\s*+")
# Marks that cannot begin a sentence, and words that cannot begin one after a quotation.
_GOES_ON = frozenset("，、：；,:;。！？!?…⋯.．·％%" + _CLOSERS)
_GOES_ON_QUOTED = re.compile(
    r"的(?!确)|等[等，、。；]|之[类一]|一[词语文书说]|字样|—|是(?![的啊吗呀，。！？])"
    r"|这[一个句种些]{0,2}(?:问题|疑问|话|词|口号|说法|观点|提法|道理|名言|诗)"
)

_RAISED = "⁽?[⁰¹²³⁴-⁹]{1,3}⁾?"
_IN_BRACKETS = r"[\[［〔【]注?\s?\d{1,3}(?:\s?[-–—~～,，、]\s?\d{1,3}){0,5}[\]］〕】]"
_CIRCLED = "[①-⑳㉑-㉟㊱-㊿❶-❿]"
# Numbers that count items, if the first one stands where an item begins; else numbers of footnotes.
_COUNTING = (_IN_BRACKETS, _CIRCLED)
# Words of a bracket about the sentence before it: who carries it out, how it was received, where
# more of it stands, and who made a change.
_REMARK = re.compile(
    "负责|負責|牵头|牽頭|职责分工|職責分工|掌声|掌聲|笑声|笑聲|鼓掌|欢呼|歡呼|^.[笑哭停沉]"
    "|^.[详詳参參另请請]?[见見]|[来來]源|同比|下同|附[件录錄表图圖]|^.第[\\d一二三四五六七八九十]+[页頁条條章]|^.完|@|#\\d"
)
# Marks before the first item of a list inside a paragraph.
_BEFORE_ITEMS = frozenset("：:；;，,、")
_NUMERAL = r"[一二三四五六七八九十百千零〇○两\d]{1,6}"
_ITEM = rf"(?:(?:{_NUMERAL}|[A-Za-z])(?:[.．]\d{{1,3}}){{0,3}}|[ivxIVX]{{1,5}}|[①-⒛㈠-㈩])"
# A Chinese number before the stop that follows it in the name of a part: 一．总则 二．分则
_NUMBERED_PART = re.compile(r"(?:^|[\s：:；;，,、。])[一二三四五六七八九十]{1,3}$")
# Characters before a stop that are searched for such a number.
_LONGEST_NUMBERED_PART = 4
_DIVISION = "(?:编|篇|章|节|条|款|项|目|卷|回|讲|课|步|部分)"
_NUMBERING = re.compile(
    rf"[（(〔\[]?{_ITEM}[）)〕\]]?\s?[、.．。]?"
    rf"|第{_NUMERAL}(?:[.．]\d{{1,3}}){{0,3}}{_DIVISION}(?:之{_NUMERAL})?[、.．。]?"
    rf"|(?:[图圖表例注]|附[录錄件表])\s?{_ITEM}[.．。]?"
)
_ABBREVIATION = re.compile(
    r"(?:^|[^A-Za-z])(?:[A-Za-z]|al|etc|Nos?|vs|Figs?|Mrs?|Ms|Dr|St|pp|[Vv]ol|Art|cf|eds?)$"
)
# Characters before a full stop that are searched for an abbreviation.
_LONGEST_ABBREVIATION = 6
# Characters after a full stop that are searched for the next word.
_NEXT_WORD = 8

# What may stand behind the last ； of an item, and leads to the next one.
_LEADS_ON = re.compile("(?:以?及|和|[与與]|或者?|[并並而]且|[并並]|[还還]有)[，、：,:]?")

# Characters of the longest bracket that is kept whole: a longer one with several sentences in it is
# a passage, and is segmented like any other text.
_LONGEST_BRACKET = 200
# Characters of the longest quotation that is kept whole as a word of its sentence, and of the
# longest source in brackets that belongs to the quotation before it.
_LONGEST_WORD = 40
# More than the offset of any text.
_NEVER = 1 << 62


class _Strength(Enum):
    """Kinds of punctuation marks, by what they end."""

    NONE = "none"
    PAUSE = "pause"
    """……: it ends a sentence only at the beginning or end of a quotation."""
    CLAUSE = "clause"
    """；: it ends a sentence if the option `semicolon` is True."""
    FULL = "full"


class ChineseSegmenter:
    """Finds the sentences of a Chinese text."""

    id = f"zh/{VERSION}"
    _goes_on_quoted = _GOES_ON_QUOTED

    def __init__(self, *, semicolon: bool = True) -> None:
        """Make a segmenter.

        Args:
            semicolon: whether ； ends a sentence; if False, the `id` ends with `-nosemicolon`.
        """
        self.semicolon = semicolon
        if not semicolon:
            self.id += "-nosemicolon"

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return `(start, end)` of each sentence of `text`, in time linear in its length."""
        text = usual_marks(text)
        return [
            span
            for start, end in split_paragraphs(text)
            for span in sentences_between(
                text, start, end, self._cuts(text[start:end], start), numbering=_NUMBERING
            )
        ]

    def _cuts(self, text: str, offset: int) -> Iterator[int]:
        """Yield the offset at which each sentence of a paragraph ends, all but the last.

        Args:
            text: the paragraph.
            offset: offset of the paragraph in the whole text; it is added to each result.
        """
        paragraph = _Paragraph(text)
        reached = 0
        for marks in _MARKS.finditer(text):
            strength = _strength(text, marks)
            # Marks before `reached` stand in a source that went with its quotation.
            if strength is _Strength.NONE or marks.start() < reached:
                continue
            cut, is_quoted = paragraph.end_of_sentence(marks.end())
            reached = cut
            following = _skip_spaces(text, cut)
            if following == len(text):
                return
            goes_on = text[following] in _GOES_ON and not _NAME_WITH_STOP.match(text, following)
            if goes_on or paragraph.kept_whole.hold(cut):
                continue
            if is_quoted and self._goes_on_quoted.match(text, following):
                continue
            if strength is _Strength.PAUSE:
                is_end = cut > marks.end() or text[following] in _NEW_QUOTATION
            elif strength is _Strength.CLAUSE:
                leads_on = _LEADS_ON.fullmatch(text, following) is not None
                is_end = self.semicolon and not leads_on and not paragraph.kept_clauses.hold(cut)
            else:
                is_end = True
            if is_end:
                yield offset + cut


class JapaneseSegmenter(ChineseSegmenter):
    """Finds the sentences of a Japanese text by the rules of Chinese, with one addition.

    If a particle follows a quotation, the sentence goes on: 「そうだ。」と言った。
    """

    id = f"ja/{VERSION}"
    _goes_on_quoted = re.compile(r"[とっでのはがをにもな]|—")

    def __init__(self, *, semicolon: bool = False) -> None:
        """Make a segmenter.

        Args:
            semicolon: whether ； ends a sentence; it is rare in Japanese.
        """
        super().__init__(semicolon=semicolon)


class _Paragraph:
    """The text of one paragraph, with its pairs of quotation marks and brackets."""

    def __init__(self, text: str) -> None:
        self.text = text
        pairs = _pairs(text)
        stops = [marks.start() for marks in _FULL_STOPS.finditer(text)]
        self.kept_whole = _Intervals(_kept_whole(text, pairs, stops))
        self.kept_clauses = _Intervals(_kept_from_semicolons(pairs, stops))
        self._closing = {end for _, end in pairs}
        notes = [_RAISED, *(kind for kind in _COUNTING if not _has_items(text, kind))]
        self._notes = re.compile(f"(?:{'|'.join(notes)})+")
        self._sources = {
            start: end
            for start, end in pairs
            if text[start] in _ROUND_BRACKETS and not _count(stops, start, end)
        }

    def end_of_sentence(self, end: int) -> tuple[int, bool]:
        """Return where the sentence ends whose last marks end at offset `end`.

        Closing marks after these marks belong to the sentence. So does the source of a quotation in
        brackets (“学而时习之。”（《论语》）), a bracket without a full stop that says who carries
        it out or how it was received (（财政部负责）, （掌声）), and the numbers of footnotes.

        Returns:
            The offset at which the sentence ends, and whether a quotation ends there.
        """
        text = self.text
        cut = last = end
        while True:
            following = _skip_spaces(text, cut)
            if following == len(text) or not self._is_closing(following):
                break
            cut, last = following + 1, following
        is_quoted = cut > end and text[last] in _CLOSING_QUOTES
        start = cut if is_quoted else _skip_spaces(text, cut)
        source_end = self._sources.get(start)
        if source_end is not None and source_end - start <= _LONGEST_WORD:
            bracket = text[start : source_end + 1]
            is_last = _skip_spaces(text, source_end + 1) == len(text)
            is_remark = is_last or _REMARK.search(bracket) is not None
            if _NUMBERING.fullmatch(bracket) or not _FULL_STOPS.match(text, end - 1):
                is_remark = False
            if is_quoted or is_remark:
                cut = source_end + 1
        if notes := self._notes.match(text, cut):
            cut = notes.end()
        return cut, is_quoted

    def _is_closing(self, at: int) -> bool:
        char = self.text[at]
        return char in _CLOSERS or (char == _STRAIGHT and at in self._closing)


class _Intervals:
    """Parts of a paragraph, as intervals of offsets, in which no sentence may end."""

    def __init__(self, intervals: Iterable[tuple[int, int]]) -> None:
        self._rest = iter(intervals)
        self._start, self._end = next(self._rest, (_NEVER, _NEVER))

    def hold(self, place: int) -> bool:
        """Tell whether an interval has `start < place <= end`.

        The place must not be lower than that of the call before.
        """
        while self._end < place:
            self._start, self._end = next(self._rest, (_NEVER, _NEVER))
        return self._start < place


def _skip_spaces(text: str, at: int) -> int:
    """Return the first offset from `at` on at which there is no white space."""
    spaces = _SPACES.match(text, at)
    return spaces.end() if spaces else at


def _pairs(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the opening and closing mark of each pair, sorted by the opening one.

    Marks without a partner do not count.
    """
    found: list[tuple[int, int]] = []
    open_marks: list[tuple[str, int]] = []
    depth: Counter[str] = Counter()
    for mark in _PAIRED.finditer(text):
        at, char = mark.start(), mark.group()
        is_in_word = text[at - 1 : at].isascii() and text[at + 1 : at + 2].isalpha()
        if char == _APOSTROPHE and is_in_word:
            continue
        pair = _PAIR.get(char, char)
        if char in _OPENERS or (char == _STRAIGHT and not depth[pair]):
            open_marks.append((pair, at))
            depth[pair] += 1
        elif depth[pair]:
            while open_marks[-1][0] != pair:
                without_partner, _ = open_marks.pop()
                depth[without_partner] -= 1
            depth[pair] -= 1
            found.append((open_marks.pop()[1], at))
    return sorted(found)


def _has_items(text: str, counting: str) -> bool:
    """Tell whether numbers such as ①②③ begin items in a paragraph and are not those of footnotes.

    They begin items if the first one begins the paragraph, or follows a colon or comma.

    Args:
        text: the paragraph.
        counting: pattern of such a number.
    """
    first = re.search(counting, text)
    before = text[: first.start()].rstrip()[-1:] if first else ""
    return first is not None and (not before or before in _BEFORE_ITEMS)


def _kept_whole(text: str, pairs: list[tuple[int, int]], stops: list[int]) -> list[tuple[int, int]]:
    """Return the brackets and quotations in which no sentence may end.

    Those inside another one are left out.

    Args:
        text: the paragraph.
        pairs: offsets of opening and closing marks.
        stops: offsets of full stops.

    Returns:
        Intervals `(start, end)`: no sentence ends at an offset with `start < offset <= end`.
    """
    kept: list[tuple[int, int]] = []
    reached = -1
    for start, end in pairs:
        if start < reached:
            continue
        stops_inside = _count(stops, start, end)
        follows_word = text[start - 1 : start].isalnum()
        precedes_word = text[end + 1 : end + 2].isalnum()
        if text[start] in _QUOTES:
            is_short = end - start <= _LONGEST_WORD and "。" not in text[start:end]
            is_word = follows_word or _GOES_ON_QUOTED.match(text, end + 1)
            is_phrase = not stops_inside and text[end - 1] not in _DOTS
            if not (is_short and (is_phrase or (stops_inside and is_word))):
                continue
            end += stops_inside > 0
        elif end - start > _LONGEST_BRACKET and stops_inside > 1:
            continue
        elif text[start] in _TITLE_MARKS or (follows_word and precedes_word):
            end += 1
        kept.append((start, end))
        reached = end
    return kept


def _kept_from_semicolons(pairs: list[tuple[int, int]], stops: list[int]) -> list[tuple[int, int]]:
    """Return the brackets and quotations in which ； ends no sentence, as `_kept_whole` does.

    These are the outermost ones that hold at most one full stop.
    """
    kept: list[tuple[int, int]] = []
    for start, end in pairs:
        is_outermost = not kept or start > kept[-1][1]
        if is_outermost and _count(stops, start, end) <= 1:
            kept.append((start, end))
    return kept


def _count(stops: list[int], start: int, end: int) -> int:
    """Return the number of full stops from offset `start` to before offset `end`."""
    return bisect_left(stops, end) - bisect_left(stops, start)


def _strength(text: str, found: re.Match[str]) -> _Strength:
    """Return the kind of the marks that a match has found."""
    marks, start, end = found.group(), found.start(), found.end()
    if not _FULL.isdisjoint(marks):
        return _Strength.FULL
    before, after = text[start - 1 : start], text[end : end + 1]
    # ASCII marks after Latin letters and digits belong to URLs, names and numbers, unless a space
    # follows.
    follows_latin, touches_latin = _is_latin(before), _is_latin(after)
    is_apart = not touches_latin and not (follows_latin and after.isalnum())
    if "?" in marks or "!" in marks:
        return _Strength.FULL if is_apart else _Strength.NONE
    if "；" in marks:
        return _Strength.CLAUSE
    if marks == ";":
        return _Strength.CLAUSE if is_apart and not follows_latin else _Strength.NONE
    if marks not in _DOTS:
        return _Strength.PAUSE
    if not before or before.isspace() or not is_apart:
        return _Strength.NONE
    if _NUMBERED_PART.search(text, max(0, start - _LONGEST_NUMBERED_PART), start):
        return _Strength.NONE
    is_latin_stop = follows_latin and (
        _ABBREVIATION.search(text, max(0, start - _LONGEST_ABBREVIATION), start)
        or (after.isspace() and _precedes_latin(text, end))
    )
    return _Strength.NONE if is_latin_stop else _Strength.FULL


def _is_latin(char: str) -> bool:
    """Tell whether a character is a Latin letter or a digit, also one of full width (Ａ, ５)."""
    return char.isalnum() and (char.isascii() or "\uff10" <= char <= "\uff5a")


def _precedes_latin(text: str, at: int) -> bool:
    """Tell whether a Latin word follows; the stop before it is then part of an English phrase."""
    word = text[at : at + _NEXT_WORD].lstrip()[:1]
    return word.isascii() and word.isalnum()
