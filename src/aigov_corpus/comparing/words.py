"""Chinese words that two renderings render otherwise, or that only one of them renders.

Word links say which English words render a Chinese word. If the two renderings have different words
for it, that is a difference. If one has words for it and the other has no link and nothing at this
place, the other lacks it. The two renderings control each other: what both render freely is said
by neither check.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from aigov_corpus.comparing.groups import Group, LinkedGroup
from aigov_corpus.comparing.records import NOWHERE, Difference, Kind, Place
from aigov_corpus.comparing.wording import Gap, Word, Wording, has_meaning, key_of
from aigov_corpus.terms.linked import LinkedPair
from aigov_corpus.terms.renderings import render
from aigov_corpus.text.content_words import list_content_words
from aigov_corpus.text.numerals import find_numbers

# The strengths were set by reading twenty segments of news with two renderings; other segments of
# the same news are what docs/renderings.md measures.
_RENDERED = 0.5
"""Strength of a link above which a word is rendered, if it is so in both renderings …"""
_HALF_RENDERED = 0.3
"""… or if one link is stronger than this and the other is sure."""
_SURELY_RENDERED = 0.6
"""Strength of a link above which a word is surely rendered, if only one rendering has it …"""
_NOT_RENDERED = 0.25
"""… and the strength that its links in the other rendering must not exceed."""
_SHARE_OWN = 0.8
"""Share of words with a meaning that only one rendering has, in a place that is all its own."""
_WEAK = 0.35
"""Strength above which a link shows, together with the words around, what an English word
renders."""
_LONGEST_REPLACED = 4
"""Number of words, at most, that stand in place of each other between the same words of both
renderings."""
_LIKE = 0.7
"""Share of common words of two renderings of which one was made from the other."""
_FEWEST_WORDS = 3
"""English words with a meaning that one rendering has more, without links, at least."""
_LONGEST_GAP = 3
"""Common words between two words that are quoted together, at most."""
_SHORTEST_TERM = 2
"""Characters of the shortest term."""
_SAME_BEGINNING = 5
"""Letters at the beginning that forms of one word have in common: industry, industrial."""
_SHORT_BEGINNING = 4
"""Letters of a word that is the beginning of another: safe, safety."""


@dataclass(slots=True)
class _Found:
    """Neighbouring Chinese words, and the English words of both renderings that are about them."""

    zh: list[int]
    """Numbers of the Chinese words; none if no link says which."""
    base: set[int]
    """Numbers of words that only the base has."""
    other: set[int]
    """Numbers of words that only the other rendering has."""
    gap: int = -1
    """Number of the gap, for words that one rendering lacks."""
    strength: float = 0.0
    """Strength of the weaker link; 0 if only one rendering has a link."""

    @property
    def is_lacking(self) -> bool:
        """Whether one of the renderings has nothing."""
        return not self.base or not self.other

    def absorb(self, other: _Found) -> None:
        """Take in what another find has."""
        self.zh += [number for number in other.zh if number not in self.zh]
        self.base |= other.base
        self.other |= other.other


def compare_word_choice(linked: LinkedGroup, nominal: Collection[str]) -> Iterator[Difference]:
    """Yield what the two renderings of a group render otherwise, and what one of them lacks.

    Args:
        linked: the group.
        nominal: the Chinese words that name something.
    """
    search = _Search(linked)
    found = _join(_leave_explained(search.list_rendered()), search)
    found += search.list_replaced(found)
    found += search.list_unlinked(found)
    for one in found:
        yield _difference(linked.group, search, one, nominal)


class _Search:
    """The words of a group, and which of them are free to be a difference."""

    def __init__(self, linked: LinkedGroup) -> None:
        self.linked = linked
        self.wording: Wording = linked.group.wording
        self.zh: Sequence[Word] = linked.base.zh
        partners = self.wording.partners
        self.free_base = _list_free(self.wording.words, partners, linked.group.base.text)
        self.free_other = _list_free(
            self.wording.others, set(partners.values()), linked.group.other.text
        )
        self._starts = [gap.start for gap in self.wording.gaps]
        self._other_starts = [gap.other_start for gap in self.wording.gaps]

    def list_rendered(self) -> Iterator[_Found]:
        """Yield a find for each Chinese word that is rendered otherwise, or by one rendering."""
        base_best = self.linked.base.strengths.max(axis=1, initial=0)
        other_best = self.linked.other.strengths.max(axis=1, initial=0)
        for number, (word, start, end) in enumerate(self.zh):
            if not list_content_words(word, lang="zh"):
                continue
            in_base = self._words_for(self.linked.base, start, end) & self.free_base
            in_other = self._words_for(self.linked.other, start, end) & self.free_other
            strengths = float(base_best[number]), float(other_best[number])
            found = _Found([number], in_base, in_other, strength=min(strengths))
            if in_base and in_other and _are_both_rendered(*strengths):
                if not self._say_same(in_base, in_other):
                    yield found
            elif in_base and strengths[0] > _SURELY_RENDERED and strengths[1] < _NOT_RENDERED:
                yield from self._look_beside(number, in_base, is_base=True)
            elif in_other and strengths[1] > _SURELY_RENDERED and strengths[0] < _NOT_RENDERED:
                yield from self._look_beside(number, in_other, is_base=False)

    def list_replaced(self, found: Iterable[_Found]) -> list[_Found]:
        """Return a find for each short gap in which both renderings have words of their own.

        The same words before and after it tell that they stand for each other, even if links do
        not.
        """
        taken_base = {number for one in found for number in one.base}
        taken_other = {number for one in found for number in one.other}
        more = []
        for number, gap in enumerate(self.wording.gaps):
            base = self._free_in(gap, is_base=True)
            other = self._free_in(gap, is_base=False)
            longest = max(gap.end - gap.start, gap.other_end - gap.other_start)
            if not base or not other or longest > _LONGEST_REPLACED:
                continue
            if base & taken_base or other & taken_other or self._say_same(base, other):
                continue
            more.append(_Found(self._rendered_by(base, other), base, other, number))
        return more

    def _rendered_by(self, base: Iterable[int], other: Iterable[int]) -> list[int]:
        """Return the numbers of the Chinese words that English words of a gap render."""
        columns = [self.linked.base.strengths[:, number] for number in base]
        columns += [self.linked.other.strengths[:, number] for number in other]
        best = {int(column.argmax()) for column in columns if column.max(initial=0) > _WEAK}
        return sorted(
            number for number in best if list_content_words(self.zh[number][0], lang="zh")
        )

    def list_unlinked(self, found: Iterable[_Found]) -> list[_Found]:
        """Return a find for each gap where one rendering has some words more, without links."""
        taken_base = {number for one in found for number in one.base}
        taken_other = {number for one in found for number in one.other}
        more = []
        for number, gap in enumerate(self.wording.gaps):
            base = self._free_in(gap, is_base=True)
            other = self._free_in(gap, is_base=False)
            is_own = self._are_own(gap, base, is_base=True)
            if len(base) >= _FEWEST_WORDS and is_own and not other and not base & taken_base:
                more.append(_Found([], base, set(), number))
            is_own = self._are_own(gap, other, is_base=False)
            if len(other) >= _FEWEST_WORDS and is_own and not base and not other & taken_other:
                more.append(_Found([], set(), other, number))
        # where the renderings have little in common, links alone say whether something is lacking
        is_like = self.wording.likeness >= _LIKE
        return [one for one in more if is_like or self.is_unlinked(one)]

    def is_unlinked(self, one: _Found) -> bool:
        """Tell whether no link says which Chinese words the words of one rendering are about."""
        is_base = bool(one.base)
        numbers = one.base or one.other
        strengths = [self.strength_of(number, is_base=is_base) for number in numbers]
        return not one.zh and sum(strengths) / len(strengths) < _NOT_RENDERED

    def strength_of(self, number: int, *, is_base: bool) -> float:
        """Return the strength of the strongest link of an English word."""
        strengths = (self.linked.base if is_base else self.linked.other).strengths
        return float(strengths[:, number].max(initial=0))

    def _words_for(self, pair: LinkedPair, start: int, end: int) -> set[int]:
        """Return the numbers of the English words that render a piece of the Chinese."""
        first, last = render(pair, "zh", start, end)
        return {
            number for number, word in enumerate(pair.en) if word[1] >= first and word[2] <= last
        }

    def _look_beside(self, number: int, words: set[int], *, is_base: bool) -> Iterator[_Found]:
        """Yield a find for a Chinese word that only one rendering has a link to.

        If the other rendering has words without links at this place, they are what it has instead.
        If many words stand there, nothing is clear, and nothing is yielded.
        """
        starts = self._starts if is_base else self._other_starts
        gap = bisect_right(starts, min(words)) - 1
        instead = {
            word
            for word in self._free_in(self.wording.gaps[gap], is_base=not is_base)
            if self.strength_of(word, is_base=not is_base) < _RENDERED  # else it renders another
        }
        found = self.wording.gaps[gap]
        longest = max(found.end - found.start, found.other_end - found.other_start)
        if not instead or longest <= _LONGEST_REPLACED:
            sides = (words, instead) if is_base else (instead, words)
            yield _Found([number], *sides, gap=gap)

    def _free_in(self, gap: Gap, *, is_base: bool) -> set[int]:
        """Return the words with a meaning that one rendering has in a gap, and the other lacks."""
        if is_base:
            return set(range(gap.start, gap.end)) & self.free_base
        return set(range(gap.other_start, gap.other_end)) & self.free_other

    def _are_own(self, gap: Gap, free: Collection[int], *, is_base: bool) -> bool:
        """Tell whether hardly any word of a gap stands elsewhere in the other rendering."""
        words = self.wording.words if is_base else self.wording.others
        numbers = range(gap.start, gap.end) if is_base else range(gap.other_start, gap.other_end)
        meaningful = [number for number in numbers if has_meaning(words[number][0])]
        return len(free) >= _SHARE_OWN * len(meaningful)

    def _say_same(self, base: Collection[int], other: Collection[int]) -> bool:
        """Tell whether words are forms of each other, or a name and its initials."""
        first = [self.wording.words[number][0] for number in sorted(base)]
        second = [self.wording.others[number][0] for number in sorted(other)]
        if _is_short_for(first, second) or _is_short_for(second, first):
            return True
        return all(any(_are_forms(one, two) for two in second) for one in first) or all(
            any(_are_forms(one, two) for one in first) for two in second
        )


def _are_both_rendered(first: float, second: float) -> bool:
    """Tell whether both renderings render a Chinese word, by the strengths of its links."""
    weaker, stronger = sorted((first, second))
    return weaker > _RENDERED or (weaker > _HALF_RENDERED and stronger > _SURELY_RENDERED)


def _list_free(words: Sequence[Word], common: Collection[int], text: str) -> set[int]:
    """Return the numbers of words with meaning that the other text lacks; numbers are no words."""
    numbers = [(mention.start, mention.end) for mention in find_numbers(text, lang="en")]
    return {
        number
        for number, (word, start, end) in enumerate(words)
        if number not in common
        and has_meaning(word)
        and not any(first < end and start < last for first, last in numbers)
    }


def _are_forms(one: str, other: str) -> bool:
    """Tell whether two English words are forms of one word."""
    first, second = key_of(one), key_of(other)
    short, long = sorted((first, second), key=len)
    if first[:_SAME_BEGINNING] == second[:_SAME_BEGINNING] and len(short) >= _SAME_BEGINNING:
        return True
    return len(short) >= _SHORT_BEGINNING and long.startswith(short)


def _is_short_for(short: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether one word is the initials of several words."""
    initials = "".join(word[0].upper() for word in words)
    return len(short) == 1 and len(words) > 1 and short[0].rstrip("s") == initials


def _leave_explained(found: Iterable[_Found]) -> list[_Found]:
    """Return finds without those whose English words belong to another find, by stronger links."""
    listed = list(found)
    base: set[int] = set()
    other: set[int] = set()
    kept: list[_Found] = []
    for one in sorted(listed, key=lambda one: -one.strength):
        is_new = not (one.base and one.base <= base) and not (one.other and one.other <= other)
        is_next = any(one.zh[0] - 1 in two.zh or one.zh[0] + 1 in two.zh for two in kept)
        if is_new or (is_next and one.strength):
            kept.append(one)
            base |= one.base
            other |= one.other
    return [one for one in listed if one in kept]


def _join(found: Iterable[_Found], search: _Search) -> list[_Found]:
    """Return finds, those that are about one phrase joined."""
    joined: list[_Found] = []
    for one in found:
        for before in joined:
            if _belongs(before, one, search):
                before.absorb(one)
                break
        else:
            joined.append(one)
    return joined


def _belongs(before: _Found, one: _Found, search: _Search) -> bool:
    """Tell whether two finds are about one phrase."""
    if before.is_lacking != one.is_lacking or bool(before.base) != bool(one.base):
        return False
    if before.is_lacking:
        return before.gap == one.gap >= 0 or bool(before.base & one.base | before.other & one.other)
    if search.zh[max(before.zh)][2] == search.zh[min(one.zh)][1]:
        return _touch(before.base, one.base) and _touch(before.other, one.other)
    is_same_word = {search.zh[number][0] for number in before.zh} >= {search.zh[one.zh[0]][0]}
    return is_same_word and bool(before.base & one.base or before.other & one.other)


def _touch(first: set[int], second: set[int]) -> bool:
    """Tell whether two sets of words have one in common, or stand side by side."""
    is_next = max(first) + 1 == min(second) or max(second) + 1 == min(first)
    return is_next or bool(first & second)


def _difference(group: Group, search: _Search, one: _Found, nominal: Collection[str]) -> Difference:
    """Return a find as a difference."""
    zh_place = (search.zh[min(one.zh)][1], search.zh[max(one.zh)][2]) if one.zh else (0, 0)
    base = _span(search.wording.words, one.base)
    other = _span(search.wording.others, one.other)
    base_row, base_place = group.base.locate(*base) if one.base else (group.first, NOWHERE)
    other_row, place = group.other.locate(*other) if one.other else (group.first, NOWHERE)
    row = group.row_at(zh_place[0]) if one.zh else (base_row if one.base else other_row)
    zh = _quote_chinese(group.zh, [search.zh[number] for number in sorted(one.zh)])
    texts = (
        _quote(group.base.text, search.wording.words, one.base),
        _quote(group.other.text, search.wording.others, one.other),
    )
    kind = _kind(one, zh, search, nominal)
    return Difference(
        kind,
        row,
        group.other.rendering,
        group.base.rendering,
        _message(kind, group, zh, texts),
        zh=zh,
        base_text=texts[0],
        text=texts[1],
        base_row=base_row,
        base_place=base_place,
        other_row=other_row,
        place=place,
    )


def _quote_chinese(text: str, words: Sequence[Word]) -> str:
    """Return Chinese words as they stand in the text, with … where others stand between them."""
    pieces: list[str] = []
    last = -1
    for _, start, end in words:
        if start == last:
            pieces[-1] += text[start:end]
        else:
            pieces.append(text[start:end])
        last = end
    return " … ".join(dict.fromkeys(pieces))


def _quote(text: str, words: Sequence[Word], numbers: Collection[int]) -> str:
    """Return English words as they stand in the text, with … where many stand between them."""
    runs = (text[words[run[0]][1] : words[run[-1]][2]] for run in _list_runs(numbers))
    return " … ".join(dict.fromkeys(runs))


def _span(words: Sequence[Word], numbers: Collection[int]) -> Place:
    """Return the place of the first run of some words; twice the same offset for none."""
    if not numbers:
        return NOWHERE
    run = _list_runs(numbers)[0]
    return words[run[0]][1], words[run[-1]][2]


def _list_runs(numbers: Collection[int]) -> list[list[int]]:
    """Return the numbers of words in runs, in which at most a few other words stand between."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number - runs[-1][-1] <= _LONGEST_GAP + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _kind(one: _Found, zh: str, search: _Search, nominal: Collection[str]) -> Kind:
    """Return the kind of a find."""
    if one.is_lacking:
        return "adds" if search.is_unlinked(one) else "lacks"
    words = [search.zh[number][0] for number in one.zh]
    return "term" if len(zh) >= _SHORTEST_TERM and all(w in nominal for w in words) else "word"


def _message(kind: Kind, group: Group, zh: str, texts: tuple[str, str]) -> str:
    """Return what differs, in one clause."""
    names = group.base.rendering, group.other.rendering
    if kind in ("term", "word"):
        about = f"{zh}: " if zh else ""
        return f"{about}{names[0]} has “{texts[0]}”, {names[1]} has “{texts[1]}”"
    (having, text), lacking = (
        ((names[0], texts[0]), names[1]) if texts[0] else ((names[1], texts[1]), names[0])
    )
    if kind == "adds":
        return f"only {having} has “{text}”"
    about = f" for {zh}" if zh else ""
    return f"{lacking} has nothing{about}; {having} has “{text}”"
