"""Words that stand twice in a row, and sentences that stand twice in one text: `doubled`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from operator import eq

from aigov_corpus import patterns as re
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding, Side, other_side
from aigov_corpus.text.scripts import HAN

CODE = "doubled"
_MOST_WORDS = 5
"""English words that may follow themselves, at most."""
_LEAST_CHARACTERS = 3
"""Chinese characters that may follow themselves, at least."""
_WITHOUT_MARKS = dict.fromkeys(map(ord, '.,;:!?()[]{}<>/|"“”„«»*=+…—–-'), " ") | dict.fromkeys(
    map(ord, "'’‘")
)
"""Table that turns marks beside words into blanks, and drops apostrophes."""
_ENGLISH = re.compile(
    r"(?<![\w$%@.{<\\-])(?P<once>[A-Za-z][\w’'-]*+(?:\s++[A-Za-z][\w’'-]*+){0,4})"
    r"(?P<again>\s++(?P=once)\b)+(?![’'-]\w)",
    re.IGNORECASE,
)
"""Pattern for one to five words that follow themselves, with nothing but white space between. The
first of a "low-power power line" is a part of a longer word, that of "$found found" a variable."""
_NUMBERS = re.compile(r"(?<!\S)(?P<once>[\d.,%]+)(?P<again>\s+(?P=once)(?!\S)){2,}")
"""Pattern for a number that stands three times in a row; twice is a table or a list."""
_CHINESE = re.compile(rf"(?P<once>[{HAN}]{{3,20}}?)(?P<again>(?P=once))+")
"""Pattern for three Chinese characters or more that follow themselves; 研究研究 is a word."""
_OF = "的"
"""Character with which a phrase may follow itself: 返回的语言的语言代码, "the code of"."""
_MAY_STAND_TWICE = frozenset(
    (
        "that had blah so very far long much many more no yes bye ha hear there now well come go "
        "half in on"
    ).split()
)
"""English words that may follow themselves: I know that that is so."""
_NUMBERED = re.compile(r"\s*\d")
"""Pattern behind the name of a part of the text: Section 3."""
_TWICE = 2
_WORDS_BETWEEN = frozenset({"and", "by", "after", "to", "on", "in", "or"})
"""Words that join a word to itself on purpose: step by step by step."""
_QUESTION_WORD = re.compile(r"\b(?:wh|how)\w*\s+$", re.IGNORECASE)
"""Pattern for a word behind which a clause may end as the next one begins: wherever you are."""
_SENTENCE = re.compile("(?<![^。！？.!?\n])[^。！？.!?\n]{12,}[。！？.!?]")
"""Pattern for a sentence that is long enough to stand twice by mistake only."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each run of words, and each sentence, that is repeated."""
    for unit in units:
        for found in _ENGLISH.finditer(unit.en) if _may_be_doubled(unit.en) else ():
            if found[0] not in unit.zh and not _is_meant(found) and not _is_kept(unit.zh, found):
                yield _finding(unit, "en", found)
        for found in _NUMBERS.finditer(unit.en):
            if found["once"] * _TWICE not in "".join(unit.zh.split()):
                yield _finding(unit, "en", found)
        for found in _CHINESE.finditer(unit.zh) if _has_run_again(unit.zh) else ():
            if len(set(found["once"])) > 1 and not found["once"].startswith(_OF):
                yield _finding(unit, "zh", found)
        yield from _find_sentences(unit, unit.target)


def _may_be_doubled(en: str) -> bool:
    """Tell whether an English text has words that `_ENGLISH` may find; it takes longer."""
    words = en.lower().translate(_WITHOUT_MARKS).split()
    if len(set(words)) == len(words):
        return False
    return any(
        sum(map(eq, words, words[length:])) >= length for length in range(1, _MOST_WORDS + 1)
    )


def _has_run_again(zh: str) -> bool:
    """Tell whether a Chinese text has a run of characters twice that `_CHINESE` may find."""
    runs = [zh[at : at + _LEAST_CHARACTERS] for at in range(len(zh) - _LEAST_CHARACTERS + 1)]
    return len(set(runs)) < len(runs)


def _is_kept(zh: str, found: re.Match[str]) -> bool:
    """Tell whether a Chinese text keeps a word as code: "the file with name name" for 名为 name 的.

    Where it has both words (`found[0]`), both texts quote a table.
    """
    word = found["once"]
    return (
        word.islower() and re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", zh) is not None
    )


def _is_meant(found: re.Match[str]) -> bool:
    """Tell whether words stand twice on purpose: that that, Walla Walla, bit by bit by bit."""
    words = found["once"].split()
    if all(len(word) == 1 and word not in "aAI" for word in words):
        return True  # columns of a table
    times = len(found[0].split()) // len(words)
    if times > _TWICE:
        return False
    if len(words) == 1:
        if _is_placeholder(found):
            return True
        is_name = all(word[0].isupper() and word[1:].islower() for word in found[0].split())
        return found["once"].lower() in _MAY_STAND_TWICE or is_name
    if _QUESTION_WORD.search(found.string, 0, found.start()):
        return True
    return len(words) == _TWICE and not _WORDS_BETWEEN.isdisjoint(words)


def _is_placeholder(found: re.Match[str]) -> bool:
    """Tell whether the same word is written in two ways on purpose: see section Section 3, N n."""
    first, second = found["once"], found["again"].strip()
    is_title = first.islower() and second.istitle() and _NUMBERED.match(found.string, found.end())
    return bool(is_title) or {first, second} == {first.lower(), first.upper()}


def _finding(unit: Unit, side: Side, found: re.Match[str]) -> Finding:
    """Return the finding about words that follow themselves."""
    message = f"{quote(found['once'])} stands there twice: {quote(found[0])}"
    return unit.find(CODE, "error", side, found.span(), message, suggestion=found["once"])


def _find_sentences(unit: Unit, side: Side) -> Iterator[Finding]:
    """Yield a finding for each sentence that the translation has more often than the source.

    How often the source has one sentence is the count of its most frequent one.
    """
    seen: dict[str, Place] = {}
    source = Counter(found[0].strip() for found in _SENTENCE.finditer(unit.text(other_side(side))))
    most = max(source.values(), default=1)
    if most > 1:
        return
    for found in _SENTENCE.finditer(unit.text(side)):
        sentence = found[0].strip()
        if sentence in seen:
            message = f"this sentence stands there twice: {quote(sentence)}"
            yield unit.find(CODE, "error", side, found.span(), message)
        seen[sentence] = found.span()
