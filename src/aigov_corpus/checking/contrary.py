"""A word of the source that the translation turned into its contrary: `contrary`.

进口 that became "exports", 之前 that became "after". Such a couple is found if a dictionary glosses
a Chinese word by one of two contraries, the English has the other one, and neither of them has
anything else in the other text that it may render. Negated words are passed.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_definitions, list_gloss_stems
from aigov_corpus.checking.contrary_words import CONTRARIES, GLOSSES
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.scripts import HAN
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words

CODE = "contrary"
_SCORE = 0.6
"""Score of a finding."""
_NEGATED_ZH = re.compile("[不没未无非别勿唔冇反防免阻禁抗克止除去失难拒少][^，。；：、]{0,4}$")
_NEGATED_EN = re.compile(
    r"\b(?:not|no|nor|never|without|less|least|un\w+|prevent\w*|avoid\w*|rather\s+than|instead\s+of"
    r"|against|cannot|hardly|non|anti|reduc\w*|eliminat\w*|stop\w*|end\w*|free\s+from)\b"
    r"[^.,;:]{0,30}$|n['’]t\b[^.,;:]{0,30}$",
    re.IGNORECASE,
)
"""Patterns before a word that turn it into its contrary."""
_BEFORE_ZH = 6
"""Characters before a Chinese word in which it is negated."""
_BEFORE_EN = 50
"""The same for an English word."""
_ENGLISH = re.compile(r"\b[A-Z]?[a-z]+\b")
"""Pattern for an English word that is no acronym."""
_CHINESE = re.compile(f"[{HAN}]+")
_CLEAR = frozenset("前后")
"""Characters that are words whose contrary is looked for; others have too many meanings."""
_NEXT_ENTRY = re.compile(r"\n(?! )")
_OTHER_SENSE = re.compile("前[项款条述段列节章目]|最[大小高低](?=[程限]度)")
"""Pattern for what names a passage before, and no time, and for 最大 in 最大程度, to the utmost."""
_CLAUSE = re.compile(r"(?:^|[.,;:(])\W*$")
"""Pattern before a word that opens an English clause."""
_NOUN = re.compile(r"\s+(?:(?:the|an?|each|every|this|that|your|its|their|our)\s+)?([A-Za-z]+)")
"""Pattern for the noun that "before" or "after" governs."""
_LONGEST_NOUN = 4
"""Characters of the longest Chinese word for it."""
_PIECE = re.compile("[;,]")
"""Pattern for what stands between the meanings in a gloss."""
_ONE_WORD = re.compile(r"\s*(?:(?:to|be|an?|the)\s+)*([A-Za-z]+)(?:[\s-]term)?\s*")
"""Pattern for a meaning of one word: "to export", "short-term", neither "no good" nor "on end"."""
_TERM = frozenset({"term"})
"""Stem of the second word of "short-term", which "long-term" has too."""
_ORDER = frozenset({"before", "prior", "after"})
"""Words of which "X before Y" may render 其后: X，其后Y."""
_TURNED = re.compile(
    r"(?:\s+(?:the|an?|its|their|our|all|any|of|in|to|and|[a-z]+ly)\b)*\s+(?:vulnerab|unemploy|depend"
    r"|pover|wast|barrier|obstac|delay|deficit|burden|in(?:equal|effic|stab|sec)|non-?|un|dis|mis)",
    re.IGNORECASE,
)
"""Pattern for a bad thing behind a word: to "reduce vulnerability" is 增强抵御能力."""
_FARTHEST = 0.25
"""Largest difference between the places of two words, as shares of the length of their texts."""
_SHORT = 60
"""Characters of a Chinese text in which places do not matter."""
_PHRASE = 4
"""Characters of a word that may be two words."""
_COGNATE = 4
"""First letters that stems of one family have in common: "weak" and "weaken"."""
_ENDING = 2
"""Letters that one of these stems may have more than the other; not so "important" and "import"."""
_REMEMBERED = 1 << 16
"""Chinese words whose main glosses are kept in memory."""


class _Pole(NamedTuple):
    """One of two contraries."""

    says: frozenset[str]
    """Stems of English words that surely say it."""
    may_say: frozenset[str]
    """Stems of all English words that may say it."""
    characters: frozenset[str]
    """Chinese characters that may say it."""


class _Word(NamedTuple):
    """A word of a Chinese text."""

    text: str
    """The word, in simplified characters."""
    place: Place
    """Its place in the text."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each word that became its contrary."""
    for unit in units:
        if unit.has_words:
            yield from _check_unit(unit)


def _check_unit(unit: Unit) -> Iterator[Finding]:
    """Yield the findings of one pair."""
    for zh, en in find_contraries(unit.zh, unit.en):
        said, rendered = quote(unit.zh[slice(*zh)]), quote(unit.en[slice(*en)])
        message = f"the Chinese has {said}, the English the contrary ({rendered})"
        yield unit.find_between(CODE, message, zh=zh, en=en, score=_SCORE)


def find_contraries(zh: str, en: str) -> Iterator[tuple[Place, Place]]:
    """Yield the places of Chinese words and of the English contraries that stand for them.

    An English word is told once, at its first place.

    Args:
        zh: a Chinese text.
        en: its English.
    """
    contraries = _load_contraries()
    words = {word.lower() for word in _ENGLISH.findall(en)}
    known = contraries.keys() & words
    stems = frozenset(map(stem, words)) if known else frozenset()
    couples = {
        word: [one for one in contraries[word] if stems.isdisjoint(one[1].may_say)]
        for word in known
    }
    wanted = frozenset(chain.from_iterable(one.says for _, one in chain(*couples.values())))
    chinese = _read_chinese(zh) if wanted else []
    sources = [one for one in chinese if _may_be_replaced(one.text, stems, wanted)]
    if not sources:
        return
    said = {one.text for one in chinese}
    for word, places in _find_places(en, couples).items():
        for pole, contrary in couples[word]:
            about = [one for one in sources if _says(one.text, contrary)]
            if not about or any(_may_say(text, word, pole, contrary) for text in said):
                continue
            if found := _find_couple(zh, en, about, places):
                yield found
                break


def _find_couple(
    zh: str, en: str, sources: Sequence[_Word], places: Iterable[Place]
) -> tuple[Place, Place] | None:
    """Return the first place of an English word with the nearest Chinese word that it may replace.

    Args:
        zh: a Chinese text.
        en: its English.
        sources: Chinese words that say the contrary, in their order.
        places: the places of the English word.
    """
    shares = [one.place[0] / len(zh) for one in sources]
    for place in places:
        share = place[0] / len(en)
        at = bisect(shares, share)
        near = range(max(0, at - 1), min(len(shares), at + 1))
        nearest = min(near, key=lambda number: abs(shares[number] - share))
        source = sources[nearest]
        is_near = len(zh) <= _SHORT or abs(shares[nearest] - share) <= _FARTHEST
        if (
            is_near
            and _cannot_turn(source, zh, en, place)
            and not _is_negated(zh, source.place, en, place)
        ):
            return source.place, place
    return None


def list_entries() -> list[str]:
    """Return the entries of the table of contraries."""
    return _NEXT_ENTRY.split(CONTRARIES.strip())


@cache
def _load_contraries() -> Mapping[str, list[tuple[_Pole, _Pole]]]:
    """Return, for each English word that surely says a pole, its pole and the contrary one."""
    found: dict[str, list[tuple[_Pole, _Pole]]] = {}
    for entry in list_entries():
        fields = [field.strip() for field in entry.split("|")] + ["", ""]
        one, other = _read_pole(fields[0], fields[2]), _read_pole(fields[1], fields[3])
        for words, couple in ((fields[0], (one, other)), (fields[1], (other, one))):
            for word in words.partition("+")[0].split():
                for form in _inflect(word):
                    found.setdefault(form, []).append(couple)
    return found


def _read_pole(words: str, characters: str) -> _Pole:
    """Return a pole from its words in English and its characters in Chinese."""
    says, _, may_say = words.partition("+")
    sure = frozenset(map(stem, says.split()))
    return _Pole(sure, sure | frozenset(map(stem, may_say.split())), frozenset(characters))


def _inflect(word: str) -> Iterable[str]:
    """Return an English word with its regular forms; some of them, as "droped", do not exist."""
    if word.endswith("e"):
        return {word, f"{word}s", f"{word}d", f"{word[:-1]}ing"}
    if word.endswith("y"):
        return {word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"}
    doubled = word + word[-1]  # dropped
    return {word, *(form + end for form in (word, doubled) for end in ("s", "es", "ed", "ing"))}


def _find_places(en: str, wanted: Collection[str]) -> dict[str, list[Place]]:
    """Return the places of those words of an English text that are wanted."""
    found: dict[str, list[Place]] = {}
    for match in _ENGLISH.finditer(en):
        word = match[0].lower()
        if word in wanted:
            found.setdefault(word, []).append(match.span())
    return found


def _read_chinese(zh: str) -> list[_Word]:
    """Return the words of a Chinese text, cut further where the dictionary lacks one."""
    return [
        _Word(word[first:last], (start + first, start + last))
        for word, start, _ in find_words(_OTHER_SENSE.sub("  ", simplify(zh)), lang="zh")
        for first, last in _cut_further(word)
    ]


@lru_cache(maxsize=_REMEMBERED)
def _cut_further(word: str) -> tuple[Place, ...]:
    """Return the places of the parts of a Chinese word that the dictionary has.

    军事设施 has 军事 and 设施, 转弱 has 转 and 弱, and so has 贸易顺差, which the dictionary only
    glosses by two words. A word in other letters has none.
    """
    if not _CHINESE.fullmatch(word):
        return ()
    halves = ((0, len(word) // 2), (len(word) // 2, len(word)))
    is_phrase = len(word) == _PHRASE and not _main_stems(word)
    if is_phrase and all(_main_stems(word[start:end]) for start, end in halves):
        return halves
    if _list_stems(word):
        return ((0, len(word)),)
    if all(_list_stems(word[start:end]) for start, end in halves):
        return halves
    return tuple((at, at + 1) for at in range(len(word)))


@lru_cache(maxsize=_REMEMBERED)
def _list_stems(chinese: str) -> frozenset[str]:
    """Return the stems of all glosses of a Chinese word, also where the dictionary has none."""
    return list_gloss_stems(chinese) | frozenset(map(stem, _load_glosses().get(chinese, ())))


@cache
def _load_glosses() -> Mapping[str, Sequence[str]]:
    """Return the English words for Chinese ones that the dictionary lacks."""
    rows = (line.split("|") for line in GLOSSES.strip().splitlines())
    return {word: english.split() for chinese, english in rows for word in chinese.split()}


def _may_be_replaced(chinese: str, stems: frozenset[str], wanted: frozenset[str]) -> bool:
    """Tell whether a Chinese word says something wanted, and no English word renders it.

    Args:
        chinese: the word.
        stems: the stems of all English words.
        wanted: stems of English words.
    """
    if len(chinese) == 1 and chinese not in _CLEAR:
        return False
    glosses = _list_stems(chinese) - _TERM
    is_wanted = glosses.isdisjoint(stems) and not glosses.isdisjoint(wanted)
    return is_wanted and not wanted.isdisjoint(_main_stems(chinese))


def _says(chinese: str, pole: _Pole) -> bool:
    """Tell whether a Chinese word surely says a pole."""
    is_clear = len(chinese) > 1 or chinese in pole.characters
    return is_clear and not pole.says.isdisjoint(_main_stems(chinese))


@lru_cache(maxsize=_REMEMBERED)
def _may_say(chinese: str, word: str, pole: _Pole, contrary: _Pole) -> bool:
    """Tell whether a Chinese word may be what an English word of a pole renders."""
    stems = _list_stems(chinese)
    if not pole.characters.isdisjoint(chinese) or not pole.says.isdisjoint(stems):
        return True
    return any(_are_cognate(stem(word), gloss) for gloss in stems - contrary.says)


@lru_cache(maxsize=_REMEMBERED)
def _main_stems(word: str) -> frozenset[str]:
    """Return the stems of the glosses of a Chinese word that are one word, as in "to export"."""
    pieces = (piece for gloss in list_definitions(word) for piece in _PIECE.split(gloss))
    found = [one[1].lower() for one in map(_ONE_WORD.fullmatch, pieces) if one]
    return frozenset(map(stem, [*found, *_load_glosses().get(word, ())]))


def _are_cognate(one: str, other: str) -> bool:
    """Tell whether two stems may belong to one family: "weak" and "weaken"."""
    short, long = sorted((one, other), key=len)
    is_near = len(long) - len(short) <= _ENDING and long.startswith(short[:-1])
    return is_near and one[:_COGNATE] == other[:_COGNATE]


def _cannot_turn(source: _Word, zh: str, en: str, place: Place) -> bool:
    """Tell whether "before" stands where it cannot render 后: "X before Y" is X后Y.

    It opens a clause, or stands before what stands before 后: 饭后, "before meals".
    """
    if len(source.text) > 1 and en[slice(*place)].lower() not in _ORDER:
        return True
    if _CLAUSE.search(en, max(0, place[0] - _BEFORE_EN), place[0]):
        return True
    noun = _NOUN.match(en, place[1])
    return noun is not None and any(
        stem(noun[1].lower()) in list_gloss_stems(simplify(zh[start : source.place[0]]))
        for start in range(max(0, source.place[0] - _LONGEST_NOUN), source.place[0])
    )


def _is_negated(zh: str, zh_place: Place, en: str, en_place: Place) -> bool:
    """Tell whether one of two words is negated, or the English one by a bad thing behind it."""
    before_zh = simplify(zh[max(0, zh_place[0] - _BEFORE_ZH) : zh_place[0]])
    before_en = en[max(0, en_place[0] - _BEFORE_EN) : en_place[0]]
    return bool(
        _NEGATED_ZH.search(before_zh)
        or _NEGATED_EN.search(before_en)
        or _TURNED.match(en, en_place[1])
    )
