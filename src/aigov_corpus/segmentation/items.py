"""Items of a list that stand on one line, such as `1.) Open the door 2.) Close it`.

A *marker* is the number or letter in front of an item. Markers of one style that count up by one
are a *chain*. A chain is a list if its first marker stands where a sentence may begin. Markers
after a comma or `and` number the parts of one sentence: (1) growth, (2) safety and (3) peace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from aigov_corpus import patterns as re
from aigov_corpus.segmentation.stop_rules import StopRules

BULLETS = frozenset("•▪●■◆‣∙⁃◦")
"""Signs that begin an item of a list."""

_MARKER = re.compile(
    rf"(?<!\S)(?:[{''.join(sorted(BULLETS))}*–-]\s?)?"
    r"(?P<open>[(\[]?)(?P<value>\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})(?P<close>\.?[)\]]|\.)"
    r"(?=\s|(?<=\d\.)[A-Z]|(?<=[)\]])\w)"
)
_NUMERALS = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
_NUMERALS += ["x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix"]
# Characters before a marker that are searched for the words before it.
_LOOK_BACK = 40
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_ENDED = re.compile(r"[.!?:…。！？：][\"'”’)\]]*\s*$")
_CLAUSE_ENDED = re.compile(r"[;；]\s*$")
# Marks behind which a number goes on with its sentence.
_GOES_ON = re.compile(r"[,，、(\[/&+=<>~–—-]\s*$")


@dataclass
class _Chain:
    """Markers of one style that count up."""

    last: int
    """Number of its last marker."""
    begins_paragraph: bool
    starts: list[int] = field(default_factory=list)
    """Offset of each marker."""
    is_sentence: bool = False
    """Whether its markers number the parts of one sentence."""


def item_starts(text: str, start: int, end: int, *, rules: StopRules) -> list[int]:
    """Return the offset of each item of the lists in a paragraph, ascending.

    Args:
        text: the whole text.
        start: offset at which the paragraph begins.
        end: offset at which it ends.
        rules: the word lists of the language.
    """
    chains: list[_Chain] = []
    growing: dict[tuple[str, str, str], _Chain] = {}
    for marker in _MARKER.finditer(text, start, end):
        at = marker.start()
        before = text[max(start, at - _LOOK_BACK) : at]
        begins = at == start or _ends_sentence(before, rules)
        for style, value in _readings(marker):
            chain = growing.get(style)
            if chain is not None and value == chain.last + 1:
                _extend(chain, marker, before, rules)
            elif chain is not None and value == chain.last + 2 and begins and _is_numeral(marker):
                chain.last = value - 1  # the item between is left out, as in a repealed law
                _extend(chain, marker, before, rules)
            elif begins and (value == 1 or at == start):
                growing[style] = _Chain(value, at == start, [at])
                chains.append(growing[style])
    lists = [chain for chain in chains if len(chain.starts) > 1 and not chain.is_sentence]
    return sorted({at for chain in lists for at in chain.starts})


def _readings(marker: re.Match[str]) -> Iterator[tuple[tuple[str, str, str], int]]:
    """Yield each style and number that a marker may have: `i` is a letter and a Roman numeral."""
    opening, value, closing = marker.group("open", "value", "close")
    if value.isdecimal():
        yield (opening, "1", closing), int(value)
        return
    case = "a" if value.islower() else "A"
    # A. is mostly the initial of a name.
    if len(value) == 1 and (case == "a" or closing != "."):
        yield (opening, case, closing), ord(value.lower()) - ord("a") + 1
    if value.lower() in _NUMERALS and (value.islower() or value.isupper()):
        yield (opening, f"{case} numeral", closing), _NUMERALS.index(value.lower())


def _is_numeral(marker: re.Match[str]) -> bool:
    """Tell whether a marker is a Roman numeral of two letters or more, in lower case: `iv.`."""
    value = marker.group("value")
    return len(value) > 1 and value.islower()


def _extend(chain: _Chain, marker: re.Match[str], before: str, rules: StopRules) -> None:
    """Add a marker to a chain, or note that the chain only numbers parts of a sentence.

    Args:
        chain: a chain whose last number is one less than that of the marker.
        marker: the marker.
        before: the characters before it.
        rules: the word lists of the language.
    """
    if not _ends_sentence(before, rules):
        is_clause = _CLAUSE_ENDED.search(before) is not None
        if _GOES_ON.search(before) or (is_clause and not chain.begins_paragraph):
            chain.is_sentence = True
        word = _WORD_BEFORE.search(before)
        if word is not None and word.group(1).lower() in rules.joining:
            chain.is_sentence = True
        elif word is not None and _expects_number(before, rules):
            return
        following = marker.string[marker.end() : marker.end() + 2].strip()[:1]
        if marker.group("open") and not following.isupper():
            chain.is_sentence = True
    chain.last += 1
    chain.starts.append(marker.start())


def _expects_number(before: str, rules: StopRules) -> bool:
    """Tell whether a number behind these characters belongs to their last word: see item 2.

    It does not if an ordinal stands before that word: the first item.
    """
    *earlier, last = map(str.lower, _WORD.findall(before))
    return last in rules.before_numbers and rules.ordinals.isdisjoint(earlier[-2:])


def _ends_sentence(before: str, rules: StopRules) -> bool:
    """Tell whether a sentence, or an introduction to a list, ends with these characters."""
    if not _ENDED.search(before):
        return False
    word = _WORD_BEFORE.search(before)
    return word is None or word.group(1).lower() not in rules.numbered
