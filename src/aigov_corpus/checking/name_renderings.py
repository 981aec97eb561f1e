"""The Chinese names of a pair that its English does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import nlargest

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_readings
from aigov_corpus.checking.chinese_names import ChineseName
from aigov_corpus.checking.english_names import (
    is_common,
    list_capitalised,
    list_initials,
    plain,
)
from aigov_corpus.checking.given_names import has_other_given
from aigov_corpus.checking.glossed_names import (
    LATIN,
    OF_INSTITUTION,
    PREFIX,
    cut_words,
    expected_glosses,
    has_glossed,
)
from aigov_corpus.checking.institutions import find_unnamed, has_office
from aigov_corpus.checking.name_explanations import (
    FREE,
    is_known,
    is_place_in_pinyin,
    is_spelled_beside,
    spell,
)
from aigov_corpus.checking.name_index import load_name_index
from aigov_corpus.checking.pinyin_persons import list_persons
from aigov_corpus.checking.place_characters import is_run_of_places, is_seat_of
from aigov_corpus.checking.transliteration import (
    ALIKE,
    ALIKE_ANYWHERE,
    ALIKE_SHORT,
    CHARACTERS,
    best_likeness,
    compare_sounds,
)
from aigov_corpus.text.content_words import stem

_ALIKE_CHINESE = 0.6
"""The same if a Chinese name is given and any English name may be its counterpart."""
_MORE_ALIKE = 0.15
"""How much more an English name must sound like another Chinese name to belong to that one."""
_SPELLED = frozenset({"sound", "short", "dictionary"})
"""Kinds of Chinese names that may be spelled by sound."""
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
"""Pattern for initials with dots, in small letters: u.s."""
_LETTERS = re.compile("[A-Za-z]+")
_POINTING = re.compile(
    r"\b(?:this|that|our|these|both|two) (?:countr|nation|cit|province|region|island|territor)"
)
"""Pattern for English words that point to a place named before: this country."""
_REGNAL_YEAR = re.compile("[元一二三四五六七八九十百廿卅]+年(?!代)")
_YEAR = re.compile(r"\b(?:1\d|20|[3-9])\d\d\b")
_REIGN_EN = re.compile(r"\b(?:year|reign)\s+of\s+(?:the\s+)?(?:Emperor\s+)?[A-Z]")
"""Patterns for the year of an emperor behind his name, for that of our era, which renders both
(光绪三十年 is 1904), and for English that names an emperor."""
_MOST_AROUND = 3
"""Characters before or behind a name that may belong to it."""
_SHORTENED = 4
"""Letters of the longest word that is taken for an abbreviation of another: Ctrl."""
_DIVISIONS = "省市县"
"""Last characters of names of places that English mostly leaves out."""

_Likenesses = Callable[[str], tuple[Mapping[str, float], Sequence[str]]]
"""Returns how much an English word sounds like each Chinese name of its text, 0 to 1, and the two
that it sounds most like."""


@dataclass(frozen=True)
class _English:
    """An English text, as the names of its Chinese are looked for in it."""

    text: str
    """The text itself."""
    lower: str
    """The text in lower case, without accents."""
    initials: Sequence[str]
    """Its abbreviations."""
    capitalised: Sequence[str]
    """Its words with a capital letter."""
    lower_words: frozenset[str]
    """Stems of words that other texts write with a small letter."""
    chinese: str
    """The Chinese text without Latin letters."""

    @cached_property
    def unknown(self) -> Set[str]:
        """Its words with a capital letter that nothing in the Chinese explains."""
        return {word for word in self.capitalised if not is_known(word, self.chinese)}


def list_unrendered(
    names: Sequence[ChineseName], en: str, zh: str, lower_words: frozenset[str]
) -> Iterator[ChineseName]:
    """Yield the Chinese names that an English text does not have."""
    if not names:
        return
    capitalised = [
        word.capitalize() if word.isupper() else word  # DUNLOP
        for word in dict.fromkeys(list_capitalised(en))
        if not word.isupper() or len(word) > PREFIX
    ]
    lower = _DOTTED.sub(lambda found: found[0].replace(".", ""), " ".join(map(plain, en.split())))
    chinese = _LETTERS.sub(" ", zh)
    english = _English(en, lower, list_initials(en), capitalised, lower_words, chinese)
    spelled = dict.fromkeys(name.text for name in names if name.kind in _SPELLED)

    @cache
    def likenesses(word: str) -> tuple[Mapping[str, float], Sequence[str]]:
        """Return how much an English word sounds like each name, and the two it does most."""
        found = {text: best_likeness(word, text.split("·")) for text in spelled}
        return found, nlargest(2, found, key=lambda text: (found[text], text))

    for name in names:
        if name.text in en or (name.kind == "dictionary" and _POINTING.search(en)):
            continue
        is_dated = _REGNAL_YEAR.match(zh, name.end) and _YEAR.search(en)
        if is_dated and not _REIGN_EN.search(en):
            continue
        if has_office(name.text, en):
            continue
        has_other = name.kind in ("person", "dictionary") and has_other_given(name.text, en, zh)
        if has_other or not _is_rendered(name, likenesses, english, zh):
            yield name


def _is_rendered(name: ChineseName, likenesses: _Likenesses, english: _English, zh: str) -> bool:
    """Tell whether an English text has a name of its Chinese, which is in simplified characters."""
    if name.kind == "dictionary" and has_glossed(
        name.text, english.lower, english.initials, english.capitalised
    ):
        return True
    if any(is_seat_of(plain(word), name.text) for word in english.capitalised):
        return True
    # words that nothing but this name explains
    rest = _LETTERS.sub(" ", zh.replace(name.text, " "))
    places = [found.span() for found in re.finditer(re.escape(name.text), english.chinese)]
    free = [
        word
        for word in english.capitalised
        if (
            word in english.unknown
            or not (is_spelled_beside(word, english.chinese, places) or is_known(word, rest))
        )
        and not _is_another(word, name, likenesses)
    ]
    spare = [word for word in free if not is_common(word, english.lower_words)]
    parts = name.text.split("·")
    if name.kind in _SPELLED and zh[name.end : name.end + 1] in [*CHARACTERS]:
        parts.append(f"{parts[-1]}{zh[name.end : name.end + 1]}")  # 吉拉德里 is cut before 里
    if name.kind == "latin":
        is_there = name.text.lower() in english.lower or _is_abbreviated(name.text, english.lower)
        return is_there or is_common(name.text, english.lower_words) or _is_alike(free, parts)
    if name.kind in _SPELLED and _is_part_of_longer(name, free, zh):
        return True
    if name.kind == "person":
        return _has_whole_person(name.text, english, spare)
    if name.kind == "dictionary":
        return _sounds_like_dictionary_name(name.text, parts, free, spare)
    if _is_alike(free, parts):
        return True
    if name.kind == "masked":
        return _has_person(name.text, english.lower)
    if name.kind == "sound" and _is_small_word(parts, english.lower):
        return True
    sounds = max((best_likeness(word, parts) for word in spare), default=0.0)
    if name.kind == "short":
        return sounds >= ALIKE_SHORT or spell(name.text) in english.lower.replace(" ", "")
    return sounds >= _ALIKE_CHINESE or any(
        compare_sounds(word, name.text) >= ALIKE_ANYWHERE for word in english.capitalised
    )


def _is_part_of_longer(name: ChineseName, words: Sequence[str], zh: str) -> bool:
    """Tell whether a name is cut out of a longer one that sounds like an English word.

    The dictionary has 西亚 as West Asia, which 约西亚 (Josiah) and 阿马埃西亚 (Amaesia) end with.

    Args:
        name: the name.
        words: English words that nothing else explains.
        zh: the Chinese text in simplified characters.
    """
    longer = {
        zh[start:end]
        for start in range(max(0, name.start - _MOST_AROUND), name.start + 1)
        for end in range(name.end, name.end + _MOST_AROUND + 1)
        if (start, end) != (name.start, name.end) and FREE.fullmatch(zh[start:end])
    }
    return any(
        compare_sounds(word, part) >= max(ALIKE, compare_sounds(word, name.text))
        for word in words
        if len(word) >= PREFIX
        for part in longer
    )


def _is_small_word(parts: Sequence[str], lower: str) -> bool:
    """Tell whether a name that is spelled by sound is a common word in English: 尼龙 and nylon."""
    return any(
        best_likeness(word, parts) >= ALIKE_ANYWHERE
        for word in cut_words(lower)
        if len(word) > PREFIX
    )


def _is_abbreviated(letters: str, lower: str) -> bool:
    """Tell whether a text has the word that some letters abbreviate: Ctrl, the control key."""
    pattern = re.compile("[a-z]*?".join(map(re.escape, letters.lower())))
    return len(letters) <= _SHORTENED and any(map(pattern.fullmatch, cut_words(lower)))


def _is_alike(words: Iterable[str], parts: Sequence[str]) -> bool:
    """Tell whether one of some English words sounds much like a part of a Chinese name."""
    return any(len(word) >= PREFIX and best_likeness(word, parts) >= ALIKE for word in words)


def _has_whole_person(name: str, english: _English, spare: Iterable[str]) -> bool:
    """Tell whether a text has a Chinese person, in pinyin or by the sound of a spare word."""
    if _has_other_surname(name, english.text):
        return False
    if _has_person(name, english.lower):
        return True
    in_pinyin = list_words_in_pinyin(english.text)
    return any(
        best_likeness(word, [name]) >= ALIKE_SHORT
        for word in spare
        if word not in in_pinyin and not is_place_in_pinyin(plain(word))
    )


def _sounds_like_dictionary_name(
    name: str, parts: Sequence[str], free: Iterable[str], spare: Iterable[str]
) -> bool:
    """Tell whether a text has a name of the dictionary by its sound.

    京津冀 sounds like each of its places, and a Chinese place like many names in pinyin, so the
    sound of these counts nothing.
    """
    if _is_spelled_or_short(name):
        return False
    known = load_name_index().chinese_of
    unknown = (word for word in spare if stem(plain(word)) not in known)
    free = (word for word in free if not _names_another(word, name))
    return _is_alike(free, parts) or any(
        best_likeness(word, parts) >= _ALIKE_CHINESE for word in unknown
    )


def _names_another(word: str, name: str) -> bool:
    """Tell whether the dictionary has an English name for another Chinese one that sounds more so.

    So Slovenia is 斯洛文尼亚, and not 塞尔维亚. But 巴萨 is short for 巴塞罗那.
    """
    others = load_name_index().chinese_of.get(stem(plain(word)), "").split()
    is_short = any(other[0] == name[0] for other in others)
    return not is_short and best_likeness(word, others) > best_likeness(word, [name])


def _is_another(word: str, name: ChineseName, likenesses: _Likenesses) -> bool:
    """Tell whether an English name sounds much more like another Chinese name of its text.

    Bezos is 贝索斯, so it does not say 普林斯顿大学 too, which sounds a little like it.
    """
    found, most = likenesses(word)
    other = max((found[text] for text in most if text != name.text), default=0.0)
    if other < ALIKE:
        return False
    own = found.get(name.text)
    if own is None:
        own = best_likeness(word, name.text.split("·"))
    return other >= own + _MORE_ALIKE


def _is_spelled_or_short(name: str) -> bool:
    """Tell whether a name is a row of abbreviated places, or in English its own pinyin."""
    if is_run_of_places(name):
        return True
    spelled = spell(name.rstrip(_DIVISIONS))
    return any(spelled in "".join(gloss) for gloss in expected_glosses(name))


def list_unnamed(zh: str, en: str) -> Iterator[ChineseName]:
    """Yield the institutions of a Chinese text that the English has no word or abbreviation for."""
    unnamed = list(find_unnamed(zh, en))
    if unnamed and not any(len(letters) >= OF_INSTITUTION for letters in list_initials(en)):
        for start, end in unnamed:
            yield ChineseName(start, end, zh[start:end], "institution")


def _has_person(name: str, lower: str) -> bool:
    """Tell whether a text has the surname or the given name of a Chinese person in pinyin."""
    given = spell(name[1:])
    words = set(LATIN.findall(lower))
    readings = list_readings(name[0])
    if words.intersection((*readings, *(reading.replace("v", "u") for reading in readings))):
        return True
    return bool(given) and given in lower.replace("-", "").replace(" ", "")


def _has_other_surname(name: str, en: str) -> bool:
    """Tell whether a text has the given name of a Chinese person behind another surname only."""
    given, surnames = spell(name[1:]), list_readings(name[0])
    same = [one.surname for one in list_persons(en) if one.given == given]
    return bool(same) and not any(
        surname in surnames for surname in (*same, *LATIN.findall(en.lower()))
    )


def list_words_in_pinyin(en: str) -> frozenset[str]:
    """Return the surnames and given names in pinyin of an English text, which sound as written."""
    persons = list_persons(en)
    return frozenset(word for one in persons for word in en[one.start : one.end].split())
