"""The Chinese names of a pair that its English does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from heapq import nlargest

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_definitions, list_readings
from aigov_corpus.checking.chinese_names import ChineseName
from aigov_corpus.checking.english_names import (
    is_common,
    list_capitalised,
    list_initials,
    plain,
)
from aigov_corpus.checking.given_names import has_other_given
from aigov_corpus.checking.institutions import find_unnamed, has_office
from aigov_corpus.checking.name_explanations import (
    FREE,
    is_known,
    is_place_in_pinyin,
    is_spelled_beside,
    spell,
)
from aigov_corpus.checking.name_index import load_name_index
from aigov_corpus.checking.name_variants import is_same_name, list_other_words
from aigov_corpus.checking.pinyin_persons import list_persons
from aigov_corpus.checking.place_characters import are_places_named, is_run_of_places
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
_PREFIX = 4
"""Letters that a name and its adjective share, at least: Turkey, Turkish."""
_ENDING = 2
"""Letters at the end of a name that its adjective may lack."""
_LONGER = 3
"""Letters that the adjective of a name may have more: Canadian has two more than Canada."""
_ADJECTIVE = re.compile(r"(?:ans?|ese|ish|ic|ics|ist|ists|ch|[ei]?s|i|is|ers?|ism)$|-|['’]")
"""Pattern for the ends of adjectives, plurals and names of people that are made of names."""
_LATIN = re.compile(r"[a-z][a-z'’-]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
"""Pattern for initials with dots, in small letters: u.s."""
_LETTERS = re.compile("[A-Za-z]+")
_POINTING = re.compile(
    r"\b(?:this|that|our|these|both|two) (?:countr|nation|cit|province|region|island|territor)"
)
"""Pattern for English words that point to a place named before: this country."""
_TITLES = frozenset(
    {
        "general",
        "secretary",
        "president",
        "premier",
        "minister",
        "chairman",
        "leader",
        "communist",
        "party",
        "republic",
        "people",
        "people's",
        "county",
        "city",
        "province",
        "prefecture",
        "district",
        "state",
        "autonomous",
        "special",
        "administrative",
        "region",
    }
)
"""Words in glosses of names that say what or who somebody is."""
_PARTY = ("中共", "党")
"""Beginnings of names that translators leave out or render by "leadership"."""
_OWN = ("中国", "中华", "中方")
"""Beginnings of names for which texts of China's own government say "the country", "our"."""
_OWN_WORDS = re.compile(
    r"\b(?:china\w*|chinese|taiwan\w*|sino\w*|prc|cpc|cppcc|npc|our|ours|we"
    r"|us|countr(?:y|ies)|nation\w*|state"
    r"|motherland|homeland|home|domestic\w*|mainland|rmb|renminbi|yuan|people['’]?s?|party|beijing"
    r"|here)\b"
)
"""Pattern for English words that may stand for 中国, or for people and bodies of that country."""
_GENERAL = frozenset(
    (
        "university college institute school academy national international united states kingdom "
        "south north east west southern northern eastern western central new great sea ocean river "
        "lake mount mountain island islands bay gulf street road bank company group corporation "
        "news agency daily times press congress committee council ministry department office "
        "bureau court army force forces church temple palace museum hospital league union "
        "association organization organisation federation world day festival war dynasty red black "
        "white big old first second third public social development economic security peace"
    ).split()
)
"""Words that many names have, so that one of them alone does not render a name."""
_MINISTRY = re.compile(
    r"\b(?:ministry|minister|department) (?:of|for) ((?:[a-z]+(?: and |, )?){1,6})"
)
_SMALL = frozenset({"and", "the", "of", "in", "has", "have", "is", "to", "on"})
_MINISTRIES = frozenset(
    (
        "agriculture civil commerce culture defence defense ecology education emergency finance "
        "foreign health housing human industry justice land public railways science transport "
        "veterans water"
    ).split()
)
"""Patterns for an English ministry, and the words by which ministries begin."""
_REGNAL_YEAR = re.compile("[元一二三四五六七八九十百廿卅]+年(?!代)")
_YEAR = re.compile(r"\b(?:1\d|20|[3-9])\d\d\b")
_REIGN_EN = re.compile(r"\b(?:year|reign)\s+of\s+(?:the\s+)?(?:Emperor\s+)?[A-Z]")
"""Patterns for the year of an emperor behind his name, for that of our era, which renders both
(光绪三十年 is 1904), and for English that names an emperor."""
_THINGS = {
    "桥": "bridge",
    "山": "mountain",
    "湖": "lake",
    "江": "river",
    "河": "river",
    "岛": "island",
    "城": "city",
    "港": "port",
    "门": "gate",
    "村": "village",
    "镇": "town",
}
"""Last characters of names that may be things: 大桥 is a person, and a large bridge."""
_OFFICES = ("部", "局", "会", "院", "委", "署", "办", "厅", "处", "银行")
"""Ends of the names of offices, which English may abbreviate in its own way."""
_OF_INSTITUTION = 3
"""Letters of the shortest abbreviation of an institution; US and UK have two."""
_OF_CITY = ("hong", "kong")
"""Last words of glosses of its districts, which English may leave out."""
_MOST_AROUND = 3
"""Characters before or behind a name that may belong to it."""
_SHORTENED = 4
"""Letters of the longest word that is taken for an abbreviation of another: Ctrl."""
_ORDINALS = {"i": "first", "ii": "second", "iii": "third", "iv": "fourth"}
"""Roman numerals of glosses, each with the word that may stand for it: the Second World War."""
_OF_PLACE = "(?:i?ans?|ese|ish|ic|i)"
"""Pattern for what stands in adjectives in place of the last vowel of a name: Rome, Roman."""
_SHORTEST_STEM = 3
"""Letters that such a name and its adjective share, at least."""
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
        if not word.isupper() or len(word) > _PREFIX
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
    if name.kind == "dictionary" and _has_glossed(
        name.text, english.lower, english.initials, english.capitalised
    ):
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
        if len(word) >= _PREFIX
        for part in longer
    )


def _is_small_word(parts: Sequence[str], lower: str) -> bool:
    """Tell whether a name that is spelled by sound is a common word in English: 尼龙 and nylon."""
    return any(
        best_likeness(word, parts) >= ALIKE_ANYWHERE for word in _cut(lower) if len(word) > _PREFIX
    )


def _is_abbreviated(letters: str, lower: str) -> bool:
    """Tell whether a text has the word that some letters abbreviate: Ctrl, the control key."""
    pattern = re.compile("[a-z]*?".join(map(re.escape, letters.lower())))
    return len(letters) <= _SHORTENED and any(map(pattern.fullmatch, _cut(lower)))


def _is_alike(words: Iterable[str], parts: Sequence[str]) -> bool:
    """Tell whether one of some English words sounds much like a part of a Chinese name."""
    return any(len(word) >= _PREFIX and best_likeness(word, parts) >= ALIKE for word in words)


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
    return _is_alike(free, parts) or any(
        best_likeness(word, parts) >= _ALIKE_CHINESE for word in unknown
    )


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
    return any(spelled in "".join(gloss) for gloss in _expected_glosses(name))


def list_unnamed(zh: str, en: str) -> Iterator[ChineseName]:
    """Yield the institutions of a Chinese text that the English has no word or abbreviation for."""
    unnamed = list(find_unnamed(zh, en))
    if unnamed and not any(len(letters) >= _OF_INSTITUTION for letters in list_initials(en)):
        for start, end in unnamed:
            yield ChineseName(start, end, zh[start:end], "institution")


def _has_glossed(
    name: str, lower: str, initials: Sequence[str], capitalised: Iterable[str]
) -> bool:
    """Tell whether a text has one of the English words for a name of the dictionary."""
    words = _cut(lower)
    if name.startswith(_PARTY) or are_places_named(name, words):
        return True
    if name.startswith(_OWN):
        return _OWN_WORDS.search(lower) is not None or bool(initials)
    glosses = _expected_glosses(name)
    if is_run_of_places(name) and any("-" in word for gloss in glosses for word in gloss):
        # 中印, china-india: "China" alone does not name it; 京津冀 may be Jing-Jin-Ji
        return spell(name) in re.sub(r"[\s–-]", "", lower)
    common = load_name_index().common
    expected = frozenset(word for gloss in glosses for word in gloss)
    if not expected:
        return True
    if _has_variant(glosses, words, [*capitalised, *initials]):
        return True
    rendered = {word for word in expected if _stands_in(word, words)}
    # a name made of common words, such as 外交部, may be rendered by some of them
    if (
        rendered
        and not _is_other_ministry(name, expected, lower)
        and len(expected) > 1
        and all(stem(word) in common for word in expected)
    ):
        return True
    if any(stem(word) not in common or _is_telling(word, capitalised) for word in rendered):
        return True
    if any(rendered.issuperset(gloss) or _is_office(gloss, rendered) for gloss in glosses):
        return True
    if name.endswith(_OFFICES) and any(len(letters) >= _OF_INSTITUTION for letters in initials):
        return True
    thing = _THINGS.get(name[-1], "")
    if thing and thing not in expected and any(word.startswith(thing) for word in words):
        return True
    first_letters = {word[0] for word in expected}
    shortened = tuple("".join(word[0] for word in gloss) for gloss in glosses if len(gloss) > 1)
    if any(set(letters) <= first_letters or letters.startswith(shortened) for letters in initials):
        return True
    spelled = ["".join(list_readings(character)[:1]) for character in name]
    forms = {"".join(spelled), "".join(spelled[1:]), "".join(spelled[:-1])}
    return any(len(form) >= _PREFIX and form in lower.replace(" ", "") for form in forms)


def _is_other_ministry(name: str, expected: Set[str], lower: str) -> bool:
    """Tell whether a text has another ministry than this one: "Ministry of Health" for 教育部."""
    if not name.endswith("部") or not (found := _MINISTRY.findall(lower)):
        return False
    if len(found) > 1 or found[0].split()[0] not in _MINISTRIES:
        return False
    others = tuple(stem(word) for word in found[0].split() if word not in _SMALL)
    return not any(stem(word).startswith(others) for word in expected)


def _has_variant(
    glosses: Iterable[tuple[str, ...]], words: Sequence[str], capitalised: Iterable[str]
) -> bool:
    """Tell whether a text has a name in another spelling, or another word for the place."""
    with_capital = {plain(word) for word in capitalised}
    there = with_capital.union(word for word in words if len(word) > _PREFIX)
    known = load_name_index().chinese_of
    for gloss in glosses:
        if not there.isdisjoint(list_other_words(gloss)):
            return True
        if any(
            is_same_name(word, other)
            for word in gloss
            if len(word) > _PREFIX and stem(word) not in load_name_index().common
            for other in with_capital
            if stem(other) not in known or other.startswith(word) or word.startswith(other)
        ):
            return True
    return False


@lru_cache(maxsize=16)  # all names of one Chinese text are looked for in the same English one
def _cut(lower: str) -> tuple[str, ...]:
    """Return the words of an English text in lower case, also those joined by a hyphen."""
    return tuple(part for word in _LATIN.findall(lower) for part in (word, *word.split("-")))


def _is_office(gloss: Iterable[str], rendered: Set[str]) -> bool:
    """Tell whether a name such as National People's Congress is rendered by one of its words."""
    return bool(rendered) and _GENERAL.issuperset(gloss) and not rendered.isdisjoint(gloss)


def _is_telling(word: str, capitalised: Iterable[str]) -> bool:
    """Tell whether a common word, such as "trump", is a name here: capitalised and not general."""
    return word not in _GENERAL and any(plain(other) == word for other in capitalised)


def _stands_in(word: str, words: Sequence[str]) -> bool:
    """Tell whether a text has a word, or an adjective or plural made of it: Turkey, Turkish."""
    if (ordinal := _ORDINALS.get(word)) and ordinal in words:
        return True
    bare = word.rstrip("aeiouy")
    if _SHORTEST_STEM <= len(bare) < len(word):
        adjective = re.compile(re.escape(bare) + _OF_PLACE)
        if any(map(adjective.fullmatch, words)):
            return True
    prefix = word.removesuffix("ism")[: max(_PREFIX, len(word) - _ENDING)]
    return any(
        other == word
        or (
            len(prefix) >= _PREFIX
            and other.startswith(prefix)
            and len(other) <= len(word) + _LONGER
            and _ADJECTIVE.search(other) is not None
        )
        for other in words
    )


@lru_cache(maxsize=1 << 12)
def _expected_glosses(name: str) -> frozenset[tuple[str, ...]]:
    """Return the glosses that the dictionary has of a name, and of its people, as words.

    Words that say what or who somebody is, such as "president", are left out; a district of Hong
    Kong also has a gloss without the city.
    """
    glosses = load_name_index().english_of.get(name, "").split("/")
    found = [tuple(gloss.split()) for gloss in glosses]
    found += [tuple(map(plain, list_capitalised(gloss))) for gloss in list_definitions(f"{name}人")]
    kept = [tuple(word for word in gloss if word not in _TITLES) for gloss in found]
    kept += [gloss[:-2] for gloss in kept if gloss[-2:] == _OF_CITY]
    return frozenset(gloss for gloss in kept if gloss)


def _has_person(name: str, lower: str) -> bool:
    """Tell whether a text has the surname or the given name of a Chinese person in pinyin."""
    given = spell(name[1:])
    words = set(_LATIN.findall(lower))
    readings = list_readings(name[0])
    if words.intersection((*readings, *(reading.replace("v", "u") for reading in readings))):
        return True
    return bool(given) and given in lower.replace("-", "").replace(" ", "")


def _has_other_surname(name: str, en: str) -> bool:
    """Tell whether a text has the given name of a Chinese person behind another surname only."""
    given, surnames = spell(name[1:]), list_readings(name[0])
    same = [one.surname for one in list_persons(en) if one.given == given]
    return bool(same) and not any(
        surname in surnames for surname in (*same, *_LATIN.findall(en.lower()))
    )


def list_words_in_pinyin(en: str) -> frozenset[str]:
    """Return the surnames and given names in pinyin of an English text, which sound as written."""
    persons = list_persons(en)
    return frozenset(word for one in persons for word in en[one.start : one.end].split())
