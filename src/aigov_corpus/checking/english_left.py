"""English left in the Chinese text that is no name: `english-left`.

Names, acronyms, code, addresses and the labels of buttons stay in Latin letters. English that
should have been translated is a run of words with “the”, “of” or the like in it; and, if Chinese is
the translation, a word in lower case that stands in one Chinese text only. A text that has many of
these, such as a manual with its commands, keeps them on purpose; they are one finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from aigov_corpus import patterns as re
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.scripts import HAN, HAN_CHARACTER

CODE = "english-left"
_RUN = re.compile(
    r"(?<![\w@/.:#$%`<>=\"'“‘(（\[【《「-])[A-Za-z][A-Za-z’'-]*(?:[ ,]+[A-Za-z][A-Za-z’'-]*)*"
    r"(?![\w@/:#%`<>=(\"'”’)）\]】》」-]|\.\w)"
)
"""Pattern for English words outside of brackets, quotation marks, code and addresses."""
_LITTLE_WORDS = frozenset(
    {"the", "of", "and", "to", "is", "are", "was", "were", "with", "by", "that", "has", "have"}
)
_ALSO_LITTLE = frozenset({"in", "on", "for", "at", "from", "or", "as", "a", "an"})
"""Further words that names have: Software in the Public Interest."""
_GLOSS = re.compile(rf"\s*[(（](?!第)[^()（）]*[{HAN}]")
"""Pattern behind English that the Chinese explains in brackets."""
_NAME_GOES_ON = re.compile(r"\s+[A-Z]")
"""Pattern behind the beginning of a name: Developer Certificate of, before Origin(DCO)."""
_RUN_ON = re.compile(r"^[\sA-Za-z’'-]+")
_LEAST_WORDS = 3
"""Words of a run with a function word, at least; “of” may belong to a name: Bank of China."""
_WORD = re.compile("[a-z]{3,}")
_LABEL_BEFORE = re.compile(
    "(?:[点點][击擊选選]|[单單双雙][击擊]|按下|按|[选選][择擇中])[“「]?\\s*$"
)
_LABEL_BEHIND = re.compile(
    "\\s*[”」]?(?:按[钮鈕]|菜[单單]|[选選][项項]|[对對][话話]框|窗口|[标標][签籤]|命令|[键鍵]"
    "|复选框)"
)
"""Patterns before and behind the label of a button or a menu: 点击 Save and close 按钮."""
_FEW = 1
"""Number of single words up to which each is a finding, in any text; of two, both may be code."""
_SHARE = 0.01
"""Share of pairs with such a word up to which each is a finding: of four manuals that keep their
commands 5 to 8 % have such a word, of other texts none to 1 %."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each Chinese text with English that is no name, about its first piece."""
    words = _count_words(units)
    single: list[tuple[Unit, re.Match[str]]] = []
    for unit in units:
        if not unit.has_both or not HAN_CHARACTER.search(unit.zh) or unit.zh == unit.en:
            continue
        pieces = [found for found in _RUN.finditer(unit.zh) if not _is_meant(found)]
        if left := next((found for found in pieces if _is_sentence(found)), None):
            yield _report(unit, left)
        elif unit.target == "zh":
            one = (
                found
                for found in pieces
                if _WORD.fullmatch(found[0])
                and words[found[0]] == 1
                and not _is_code(found[0], unit.en)
            )
            single += [(unit, found) for found in islice(one, 1)]
    if len(single) <= max(_FEW, _SHARE * len(units)):
        yield from (_report(unit, found) for unit, found in single)
    else:
        yield _report_all(single)


def _count_words(units: Units) -> Counter[str]:
    """Return in how many Chinese translations each word in lower case stands."""
    words: Counter[str] = Counter()
    for unit in units:
        if unit.target == "zh":
            words.update(set(_WORD.findall(unit.zh)))
    return words


def _report(unit: Unit, found: re.Match[str]) -> Finding:
    """Return the finding about a piece of English."""
    message = f"English is left in the Chinese: {quote(found[0])}"
    other = _find_same(unit, found[0])
    return unit.find(CODE, "error", "zh", found.span(), message, other=other, score=0.8)


def _report_all(single: list[tuple[Unit, re.Match[str]]]) -> Finding:
    """Return the one finding about the words that a text keeps in many pairs."""
    (first, found), *others = single
    message = (
        f"English words stand in the Chinese of {len(single)} pairs, such as {quote(found[0])}; "
        "most may be there on purpose, as commands are"
    )
    return first.find(
        CODE, "warning", "zh", found.span(), message, other=_find_same(first, found[0]), score=0.3,
        elsewhere=[(unit.pair, "zh") for unit, _ in others],
    )  # fmt: skip


def _find_same(unit: Unit, text: str) -> Place | None:
    """Return the place of a piece of English in the English text, or None if it is not there."""
    at = unit.en.find(text)
    return (at, at + len(text)) if at >= 0 else None


def _is_meant(found: re.Match[str]) -> bool:
    """Tell whether a piece of English is a label, a quotation, or explained in Chinese."""
    if found.string.count('"', 0, found.start()) % 2 and '"' in found.string[found.end() :]:
        return True
    return bool(
        _LABEL_BEFORE.search(found.string, 0, found.start())
        or _LABEL_BEHIND.match(found.string, found.end())
        or _GLOSS.match(_RUN_ON.sub("", found.string[found.end() :], count=1))
    )


def _is_sentence(run: re.Match[str]) -> bool:
    """Tell whether a run is English text: it has a little word, and others in lower case.

    So has what ends with a little word, such as “Example for the”, which is cut out of a sentence.
    """
    words = re.findall("[A-Za-z’'-]+", run[0])
    no_content = _LITTLE_WORDS | _ALSO_LITTLE
    in_lower_case = [word for word in words if word.islower() and word not in no_content]
    if len(words) < _LEAST_WORDS or _LITTLE_WORDS.isdisjoint(words):
        return False
    is_cut = words[-1] in no_content and not _NAME_GOES_ON.match(run.string, run.end())
    return bool(in_lower_case) or is_cut


def _is_code(word: str, en: str) -> bool:
    """Tell whether an English text has a word as code or in quotation marks, or as an acronym."""
    if re.search(rf"[`\"“‘'<]{re.escape(word)}[`\"”’'>]", en):
        return True
    return (
        re.search(rf"\b{word}\b", en) is None and re.search(rf"\b{word.upper()}\b", en) is not None
    )
