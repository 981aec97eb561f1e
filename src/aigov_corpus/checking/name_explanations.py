"""Whether a Chinese text explains a name of the English: by dictionary, pinyin, sound, letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import has_entry, list_readings
from aigov_corpus.checking.chinese_names import ONLY_SOUNDS, list_sounds
from aigov_corpus.checking.english_names import EnglishName, plain
from aigov_corpus.checking.name_index import load_name_index
from aigov_corpus.checking.name_variants import list_places_of
from aigov_corpus.checking.place_characters import is_named_in_run, is_seat_of, stands_for_place
from aigov_corpus.checking.transliteration import ALIKE, ALIKE_ANYWHERE, CHARACTERS, best_likeness
from aigov_corpus.checking.units import Place
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.words import find_words

_ALIKE_AFTER_INITIAL = 0.5
"""The same behind an initial, where less likeness is enough."""
_ALIKE_FREE = 0.8
"""The same for characters that are no words, of whatever sound."""
_LONG_SPELLED = 3
"""Characters of the shortest such name."""
FREE = re.compile(
    "[^\\W\\da-zA-Z的了着过是在有和与及或要会能可就都也从到对向把被将这那其之不没我你您他她它们个一上下中为而且但说"
    "请让使用于所来去很多]+"
)
"""Pattern for a word without characters that are mostly words by themselves."""
_INITIAL = re.compile(r"([A-Z])[·.．]\s?([\u4e00-\u9fff]{1,5})")
"""Pattern for the initial of a person before the surname: L·韦斯."""
_PREFIX = 4
"""Letters that a name and its adjective share, at least: Turkey, Turkish."""
_PEOPLE = frozenset("人语族")
"""Last characters of names for peoples and languages."""
_COMPANY = re.compile("(?:控股|股份|集团|有限|责任|公司)+$")
"""Pattern for the legal form of a company, which its short name lacks: 腾讯控股有限公司."""
_SHORTEST = 2
"""Characters of the shortest name of a place."""
_SHORT_WORD = 3
"""Letters of words that do not explain a name with a longer word: the Fu of Fu Kunbao."""
_ALSO_SOUNDS = "胡齐琼道柴肖简祖葛芝珍蕾蓓薇丝婷芙绮戴敏"
"""Further characters of foreign names, which CC-CEDICT seldom has in them."""
_SOUNDS = frozenset(CHARACTERS)
_RUN_OF_SOUNDS = re.compile(f"[{CHARACTERS}{_ALSO_SOUNDS}]{{2,}}")
"""Pattern for characters in a row that may spell a foreign name."""
_LONG_PINYIN = 6
"""Letters of a place in pinyin that is no word of another language too."""
_LONGEST_PINYIN = 4
"""The most syllables of one English word."""


def explain(name: EnglishName, zh: str) -> bool:
    """Tell whether a text in simplified Chinese explains one of the words of an English name."""
    long_words = [word for word in name.words if len(plain(word)) > _SHORT_WORD]
    if any(explain_word(word, zh) for word in long_words or name.words):
        return True
    # L·韦斯 is Louis Wirth
    after = [run for first, run in _INITIAL.findall(zh) if name.words[0].startswith(first)]
    return bool(after) and best_likeness(name.words[-1], after) >= _ALIKE_AFTER_INITIAL


def is_named_in_full(name: EnglishName, zh: str) -> bool:
    """Tell whether a text in simplified Chinese names what an English name does, in full.

    A single character that may stand for a place, such as 意 for Italy, is no name here.
    """
    return any(_is_word_named(plain(word), zh) for word in name.words)


def _is_word_named(word: str, zh: str) -> bool:
    """Tell whether a text has a Chinese word for an English one, its letters, pinyin or sound."""
    forms = [word, *(place.rpartition(" ")[2] for place in list_places_of(word))]
    glossed = (chinese for form in forms for chinese in _list_glossed(form))
    if any(len(chinese) > 1 and chinese in zh for chinese in glossed) or word in zh.lower():
        return True
    if len(word) > _SHORT_WORD and _is_pinyin(word, zh):
        return True
    return not is_place_in_pinyin(word) and (
        best_likeness(word, [name.text for name in list_sounds(zh)]) >= ALIKE
    )


def count_named(word: str, zh: str) -> int:
    """Return how often a text has the Chinese words for an English one in lower case, in full."""
    return sum(zh.count(chinese) for chinese in _list_glossed(word) if len(chinese) > 1)


def explain_word(word: str, zh: str) -> bool:
    """Tell whether a Chinese text explains a word of an English name."""
    if is_known(word, zh):
        return True
    return not is_place_in_pinyin(plain(word)) and (
        best_likeness(word, [name.text for name in list_sounds(zh)]) >= ALIKE
        or best_likeness(word, _RUN_OF_SOUNDS.findall(zh)) >= ALIKE_ANYWHERE
        or best_likeness(word, _list_unknown(zh)) >= ALIKE
        or best_likeness(word, _list_short(zh)) >= _ALIKE_FREE
        or best_likeness(word, _list_free(zh), least=_LONG_SPELLED) >= _ALIKE_FREE
    )


@lru_cache(maxsize=16)
def _list_free(zh: str) -> tuple[str, ...]:
    """Return the runs of characters of a text that are no words of the dictionary together.

    A translator spells a name with characters of his own: 以赛亚, 米雪儿.
    """
    runs = _list_runs(
        zh, lambda word: FREE.fullmatch(word) and not (len(word) > 1 and has_entry(word))
    )
    return tuple(run for run in runs if len(run) >= _LONG_SPELLED)


@lru_cache(maxsize=16)  # all words of one English text are looked up in the same Chinese one
def _list_unknown(zh: str) -> tuple[str, ...]:
    """Return the runs of words of a text that the dictionary lacks, such as 亚理士 and 多德."""
    runs = _list_runs(zh, lambda word: len(word) > 1 and not has_entry(word))
    return tuple(run for run in runs if len(run) > _SHORTEST and _may_spell(run))


def _list_runs(zh: str, belongs: Callable[[str], object]) -> list[str]:
    """Return words of a text that belong to a run; those that follow each other as one."""
    runs: list[str] = []
    last = -1
    for word, start, end in find_words(zh, lang="zh"):
        if belongs(word):
            if start == last:
                runs[-1] += word
            else:
                runs.append(word)
            last = end
    return runs


@lru_cache(maxsize=16)
def _list_short(zh: str) -> tuple[str, ...]:
    """Return the words of two characters that the dictionary lacks and that may spell a name."""
    words = (word for word, _, _ in find_words(zh, lang="zh"))
    return tuple(
        word
        for word in words
        if len(word) == _SHORTEST and set(word) <= _SOUNDS and not has_entry(word)
    )


def _may_spell(run: str) -> bool:
    """Tell whether nearly all characters of a word spell foreign names, and one mostly does."""
    sounds = sum(character in CHARACTERS for character in run)
    return sounds >= len(run) - 1 and any(character in ONLY_SOUNDS for character in run)


@lru_cache(maxsize=1 << 12)
def is_place_in_pinyin(word: str) -> bool:
    """Tell whether the dictionary has a word as a Chinese name in pinyin, which needs no likeness.

    Beijing sounds like many characters, but only 北京 is written so.
    """
    return len(word) >= _LONG_PINYIN and is_spelled_place(word)


@lru_cache(maxsize=1 << 12)
def is_spelled_place(word: str) -> bool:
    """Tell whether the dictionary has a word, of any length, as a Chinese name in pinyin."""
    chinese = load_name_index().chinese_of.get(stem(word), "").split()
    return any(len(name) >= _SHORTEST and _spells(word, name, 0, len(name)) for name in chinese)


def is_known(word: str, zh: str) -> bool:
    """Tell whether a Chinese text has a word in Latin letters, in pinyin, or as a known name."""
    key = plain(word)
    if key in zh.lower() or word.lower() in zh.lower():  # Raphaël has an accent in both
        return True
    parts = [part for part in key.split("-") if part]
    if any(is_named_in_run(part, zh) or is_seat_of(part, zh) for part in parts):
        return True
    return any(_is_glossed(part, zh) for part in {key, *parts}) or any(
        _is_pinyin(form, zh)
        for part in parts
        for form in {part, part.removesuffix("s")}
        if len(form) > 1
    )


def is_spelled_beside(word: str, zh: str, places: Sequence[Place]) -> bool:
    """Tell whether characters of a Chinese text away from some places read as a word in pinyin.

    It does for most words of a long list of names what `is_known` does, but only once for all
    names. A word with a hyphen, which has parts, it does not find.
    """
    return any(
        all(start + _LONGEST_PINYIN <= first or last <= start for first, last in places)
        for start in _list_spelled(plain(word), zh)
    )


@lru_cache(maxsize=1 << 12)
def _list_spelled(word: str, zh: str) -> tuple[int, ...]:
    """Return the offsets from which on characters of a Chinese text read as a word in pinyin."""
    places = _places_by_letter(zh).get(word[:1], ()) if len(word) > 1 else ()
    return tuple(start for start in places if _spells(word, zh, start, _LONGEST_PINYIN))


def _is_glossed(word: str, zh: str) -> bool:
    """Tell whether a text has a Chinese word that the dictionary glosses with an English name."""
    if any(chinese in zh for chinese in _list_glossed(word)):
        return True
    places = [place.rpartition(" ")[2] for place in list_places_of(word)]
    if any(chinese in zh for place in places for chinese in _list_glossed(place)):
        return True
    return any(stands_for_place(form, zh) for form in (word, stem(word), *places))


@lru_cache(maxsize=1 << 12)
def _list_glossed(word: str) -> tuple[str, ...]:
    """Return the Chinese words that the dictionary glosses with an English name or its beginning.

    Names of peoples and languages come without their last character, and those of companies without
    their legal form, too.
    """
    chinese_of = load_name_index().chinese_of
    forms = [stem(word), *(word[:length] for length in range(len(word) - 1, _PREFIX - 1, -1))]
    known = next((chinese_of[form] for form in forms if form in chinese_of), "")
    names = [*map(_without_people, known.split())]
    short = (_COMPANY.sub("", name) for name in names)
    return tuple(dict.fromkeys([*names, *(name for name in short if len(name) >= _SHORTEST)]))


def _without_people(chinese: str) -> str:
    """Return a name of a people or language without its last character: 芬兰语 becomes 芬兰."""
    return chinese[:-1] if len(chinese) > _SHORTEST and chinese[-1] in _PEOPLE else chinese


@lru_cache(maxsize=1 << 14)
def _readings(character: str) -> frozenset[str]:
    """Return the syllables of a character, and those of the older spelling with ü as u."""
    return frozenset(list_readings(character))


@lru_cache(maxsize=1 << 14)
def _first_letters(character: str) -> frozenset[str]:
    """Return the letters with which the syllables of a character begin."""
    return frozenset(reading[0] for reading in _readings(character))


def _is_pinyin(word: str, zh: str) -> bool:
    """Tell whether consecutive characters of a Chinese text read as a word in pinyin."""
    places = _places_by_letter(zh).get(word[:1], ())
    return any(_spells(word, zh, start, _LONGEST_PINYIN) for start in places)


@lru_cache(maxsize=16)  # all words of one English text are looked up in the same Chinese one
def _places_by_letter(zh: str) -> dict[str, list[int]]:
    """Return the offsets of the characters of a text by each first letter of their readings."""
    places: dict[str, list[int]] = {}
    for start, character in enumerate(zh):
        for letter in _first_letters(character):
            places.setdefault(letter, []).append(start)
    return places


def _spells(word: str, zh: str, start: int, most: int) -> bool:
    """Tell whether the characters from `start` on, at most `most`, read as a word in pinyin."""
    if not word:
        return True
    if start >= len(zh) or most == 0:
        return False
    return any(
        word.startswith(reading) and _spells(word[len(reading) :], zh, start + 1, most - 1)
        for reading in _readings(zh[start])
    )


def spell(characters: str) -> str:
    """Return Chinese characters in pinyin, by the first reading of each."""
    return "".join("".join(list_readings(character)[:1]) for character in characters)
