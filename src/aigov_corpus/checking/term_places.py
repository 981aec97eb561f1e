"""Where the terms of a termbase stand in the sources, without those inside longer ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.term_forms import list_tokens, singular
from aigov_corpus.checking.units import Place
from aigov_corpus.records import Side
from aigov_corpus.termbases import TermEntry
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

_LONGEST_ACRONYM = 5
"""Letters of the longest term that counts in capitals alone."""

_SLASH = re.compile(r"\s+/\s+|／")
_IN_BRACKETS = re.compile(r"[（(]([^（()）]*)[)）]")
_SHORTEST_FORM = 2
"""Characters of the shortest form of a term with brackets or slashes."""


class SoughtTerm(NamedTuple):
    """A term of the source, with what all entries say about its rendering."""

    term: str
    """The term as the termbase has it."""
    allowed: tuple[str, ...]
    """Terms of the other language that render it, the preferred one first."""
    forbidden: tuple[str, ...]
    """Terms of the other language that must not render it."""


class TermPlace(NamedTuple):
    """A term at a place of a source."""

    wanted: SoughtTerm
    place: Place


class TermIndex:
    """Finds the terms of a termbase in texts of one language.

    Args:
        entries: the entries.
        side: the language of the texts.
    """

    def __init__(self, entries: Iterable[TermEntry], side: Side) -> None:
        self._side = side
        other: Side = "en" if side == "zh" else "zh"
        merged: dict[tuple[str, ...], SoughtTerm] = {}
        for entry in entries:
            allowed = tuple(form for term in entry.terms(other) for form in list_forms(term))
            own = (form for term in entry.terms(side) for form in list_forms(term))
            for term in own:
                if key := self._key(term):
                    known = merged.get(key, SoughtTerm(term, (), ()))
                    merged[key] = SoughtTerm(
                        known.term,
                        tuple(dict.fromkeys(known.allowed + allowed)),
                        known.forbidden + entry.forbidden(other),
                    )
        self._by_first: dict[str, list[tuple[tuple[str, ...], SoughtTerm]]] = defaultdict(list)
        for key, wanted in merged.items():
            self._by_first[key[0]].append((key, wanted))
        for known_terms in self._by_first.values():
            known_terms.sort(key=lambda item: -len(item[0]))

    def _key(self, term: str) -> tuple[str, ...]:
        """Return what is compared: characters of a Chinese term, words of an English one."""
        if self._side == "zh":
            return tuple(simplify(term).lower())
        return _singulars(term)

    def find(self, text: str) -> list[TermPlace]:
        """Return the terms of a text, in order; a term inside a longer one is left out."""
        found = self._find_chinese(text) if self._side == "zh" else self._find_english(text)
        found.sort(key=lambda item: (item.place[0], -item.place[1]))
        kept: list[TermPlace] = []
        end = -1
        for item in found:
            if item.place[1] > end:
                kept.append(item)
                end = item.place[1]
        return kept

    def _find_chinese(self, text: str) -> list[TermPlace]:
        plain = simplify(text)
        words = find_words(plain, lang="zh")
        starts = {start for _, start, _ in words}
        ends = {end for _, _, end in words}
        lowered = plain.lower()
        if len(lowered) != len(plain):
            lowered = plain
        found = []
        for start in range(len(plain)):
            for key, wanted in self._by_first.get(lowered[start], ()):
                end = start + len(key)
                if lowered[start:end] != "".join(key):
                    continue
                if (start in starts or not plain[start].isalnum()) and (
                    end in ends or not plain[end - 1].isalnum()
                ):
                    found.append(TermPlace(wanted, (start, end)))
                    break
        return found

    def _find_english(self, text: str) -> list[TermPlace]:
        tokens = list_tokens(text)
        keys = _singulars(text)
        found = []
        for at, key in enumerate(keys):
            for term_keys, wanted in self._by_first.get(key, ()):
                if (keys[at : at + len(term_keys)]) != term_keys:
                    continue
                place = (tokens[at].start, tokens[at + len(term_keys) - 1].end)
                if _fits(wanted.term, text[slice(*place)]):
                    found.append(TermPlace(wanted, place))
                    break
        return found


def list_forms(term: str) -> tuple[str, ...]:
    """Return a term with what its brackets and slashes offer: 强制性公积金（强积金）, 股票／股本.

    The term itself is the first.
    """
    forms = [term]
    for form in _SLASH.split(term):
        forms.append(form)
        if found := _IN_BRACKETS.search(form):
            forms.append(form[: found.start()] + form[found.end() :])
            if found.end() == len(form) or found[1].isupper():  # no part of the name of a law
                forms.append(found[1])
    whole = (" ".join(form.split()) for form in forms)
    return tuple(dict.fromkeys(form for form in whole if len(form) >= _SHORTEST_FORM))


def _singulars(text: str) -> tuple[str, ...]:
    """Return the words of an English text in small letters, without the ending of a plural."""
    return tuple(singular(text[token.start : token.end].lower()) for token in list_tokens(text))


def _fits(term: str, written: str) -> bool:
    """Tell whether words of a text are a form of an English term.

    Small letters are no acronym, and the singular of one word is another term: "security" is none
    of "securities".
    """
    if term.isupper() and len(term) <= _LONGEST_ACRONYM:
        return written.startswith(term)
    is_plural = " " not in term and singular(term.lower()) != term.lower()
    return not is_plural or written.lower() == term.lower()
