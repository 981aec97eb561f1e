"""Names of persons, places and organisations that only one of the two texts has: `name`.

A name of the English is explained by the Chinese if the dictionary knows it, if the Chinese reads
so in pinyin, sounds like it, has it in Latin letters, or if the links of words say so. A name of
the Chinese is looked for in the English in the same ways. A name that many units leave unexplained
is not reported: then it is a habit of the translators, such as "the Party" for 中国共产党.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from aigov_corpus.alignment.dictionary import list_definitions, list_readings
from aigov_corpus.checking.chinese_names import ChineseName, list_sounds
from aigov_corpus.checking.chinese_names import list_names as list_chinese_names
from aigov_corpus.checking.coverage import cover_some
from aigov_corpus.checking.english_names import (
    EnglishName,
    is_common,
    list_capitalised,
    list_initials,
    list_lower_words,
    list_unmentioned,
    plain,
)
from aigov_corpus.checking.english_names import list_names as list_english_names
from aigov_corpus.checking.given_names import has_other_given
from aigov_corpus.checking.institutions import find_unnamed
from aigov_corpus.checking.name_index import load_name_index
from aigov_corpus.checking.pinyin_persons import list_persons
from aigov_corpus.checking.place_characters import (
    are_places_named,
    is_named_in_run,
    is_run_of_places,
    stands_for_place,
)
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.transliteration import CHARACTERS, best_likeness, compare_sounds
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Finding
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.simplified import simplify

CODE = "name"
_ALIKE = 0.75
"""How much a foreign name and Chinese characters that spell a name must sound alike, at least."""
_ALIKE_ANYWHERE = 0.9
"""The same for characters that are parts of common words."""
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
_SURE_LINK = 0.6
"""The strength of a link that explains an English name."""
_OFTEN = 6
"""From so many units without explanation on, a name may be a habit."""
_HABIT = 0.3
"""It is a habit if more than this share of its units has no explanation."""
_OFTEN_NAMED = 50
"""Units that name the theme of a text, at least."""
_THEME = 0.25
"""A name in more than this share of all units is the theme, which a translation need not repeat."""
_PEOPLE = frozenset("人语族")
"""Last characters of names for peoples and languages."""
_SHORTEST = 2
"""Characters of the shortest name of a place."""
_SHORT_WORD = 3
"""Letters of words that do not explain a name with a longer word: the Fu of Fu Kunbao."""
_ALIKE_SHORT = 0.5
"""How much a Chinese name of two characters and an English name must sound alike, at least."""
_ALSO_SOUNDS = "胡齐琼道柴肖简祖葛芝蕾蓓薇丝婷芙绮戴敏"
"""Further characters of foreign names, which CC-CEDICT seldom has in them."""
_RUN_OF_SOUNDS = re.compile(f"[{CHARACTERS}{_ALSO_SOUNDS}]{{2,}}")
"""Pattern for characters in a row that may spell a foreign name."""
_LATIN = re.compile(r"[a-z][a-z'’-]+")
_LETTERS = re.compile("[A-Za-z]+")
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
_OWN = ("中国", "中华")
"""Beginnings of names for which texts of China's own government say "the country", "our"."""
_OWN_WORDS = re.compile(
    r"\b(?:china\w*|chinese|sino\w*|prc|cpc|cppcc|npc|our|ours|we|us|countr(?:y|ies)|nation\w*|state"
    r"|motherland|homeland|home|domestic\w*|mainland|rmb|renminbi|yuan|people['’]?s?|party|beijing|here)\b"
)
"""Pattern for what stands in English for 中国 or what belongs to it."""
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
_LONG_PINYIN = 6
"""Letters of a place in pinyin that is no word of another language too."""
_DIVISIONS = "省市县"
"""Last characters of names of places that English mostly leaves out."""
_LONGEST_PINYIN = 4
"""The most syllables of one English word."""


class _Doubt(NamedTuple):
    """A name without explanation."""

    number: int
    """The number of the unit."""
    name: EnglishName | ChineseName
    """The name."""
    key: str
    """What is counted."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each name that has no counterpart."""
    lower_words = list_lower_words(unit.en for unit in units)
    doubts: list[_Doubt] = []
    seen: Counter[str] = Counter()
    for number, unit in enumerate(units):
        if not unit.has_words or unit.zh == unit.en:
            continue
        zh = simplify(unit.zh)
        names = list_english_names(unit.en, lower_words)
        names += list_unmentioned(unit.en, zh)
        seen.update({_key(name) for name in names})
        chinese = list_chinese_names(zh)
        persons = [name.text for name in chinese if name.kind == "person"]
        doubts += [
            _Doubt(number, name, _key(name))
            for name in names
            if not _explain(name, zh) and not _sounds_like_person(name, persons, unit.en)
        ]
        seen.update({name.text for name in chinese})
        doubts += [
            _Doubt(number, name, name.text)
            for name in _without_counterpart(chinese, unit.en, zh, lower_words)
        ]
        doubts += [_Doubt(number, name, name.text) for name in _list_unnamed(zh, unit.en)]
    doubts = _drop_linked(units, doubts)
    unexplained = Counter(key for key, _ in {(doubt.key, doubt.number) for doubt in doubts})
    for doubt in doubts:
        count = unexplained[doubt.key]
        is_theme = seen[doubt.key] > max(_OFTEN_NAMED, _THEME * len(units))
        if is_theme and isinstance(doubt.name, ChineseName):
            continue
        if count < _OFTEN or count <= _HABIT * seen[doubt.key]:
            yield _report(units[doubt.number], doubt.name)


def _sounds_like_person(name: EnglishName, persons: Sequence[str], en: str) -> bool:
    """Tell whether a word of an English name sounds like one of some Chinese persons."""
    if not persons:
        return False
    in_pinyin = _list_words_in_pinyin(en)
    return any(
        best_likeness(word, persons) >= _ALIKE_SHORT
        for word in name.words
        if word not in in_pinyin and not _is_place_in_pinyin(plain(word))
    )


def _report(unit: Unit, name: EnglishName | ChineseName) -> Finding:
    """Return the finding about a name."""
    place = (name.start, name.end)
    if isinstance(name, EnglishName):
        place = _whole_name(unit.en, place)
        text = quote(unit.en[slice(*place)])
        return unit.find(CODE, "warning", "en", place, f"the Chinese does not name {text}")
    text = quote(unit.zh[slice(*place)])
    message = f"the English does not name {text}"
    return unit.find(CODE, "warning", "en", (0, 0), message, other=place)


def _whole_name(en: str, place: Place) -> Place:
    """Return the place of a name with the surname before it: Zhang is a common word too."""
    start, end = place
    whole = [one.start for one in list_persons(en) if one.start < start < one.end]
    return min([start, *whole]), end


def _list_words_in_pinyin(en: str) -> frozenset[str]:
    """Return the surnames and given names in pinyin of an English text, which sound as written."""
    persons = list_persons(en)
    return frozenset(word for one in persons for word in en[one.start : one.end].split())


def _key(name: EnglishName) -> str:
    """Return the text under which an English name is counted."""
    return " ".join(map(plain, name.words))


def _drop_linked(units: Units, doubts: Sequence[_Doubt]) -> list[_Doubt]:
    """Return the doubts about names that the links of words do not explain either.

    Only English names that the dictionary lacks are explained by links: two countries have similar
    vectors, so the links of a known name may be wrong. Beside a Chinese name without counterpart
    nothing is explained: the one may be what the other was replaced by.
    """
    known = load_name_index().chinese_of
    replaced = {doubt.number for doubt in doubts if isinstance(doubt.name, ChineseName)}

    def may_be_linked(doubt: _Doubt) -> bool:
        return (
            isinstance(doubt.name, EnglishName)
            and doubt.number not in replaced
            and not any(stem(plain(word)) in known for word in doubt.name.words)
        )

    unclear = [doubt for doubt in doubts if may_be_linked(doubt)]
    covered = cover_some(units, dict.fromkeys(doubt.number for doubt in unclear))
    linked = {
        doubt
        for doubt in unclear
        if covered[doubt.number].en.strength(doubt.name.start, doubt.name.end) > _SURE_LINK
    }
    return [doubt for doubt in doubts if doubt not in linked]


def _explain(name: EnglishName, zh: str) -> bool:
    """Tell whether a text in simplified Chinese explains one of the words of an English name."""
    long_words = [word for word in name.words if len(plain(word)) > _SHORT_WORD]
    return any(_explain_word(word, zh) for word in long_words or name.words)


def _explain_word(word: str, zh: str) -> bool:
    """Tell whether a Chinese text explains a word of an English name."""
    if _is_known(word, zh):
        return True
    return not _is_place_in_pinyin(plain(word)) and (
        best_likeness(word, [name.text for name in list_sounds(zh)]) >= _ALIKE
        or best_likeness(word, _RUN_OF_SOUNDS.findall(zh)) >= _ALIKE_ANYWHERE
    )


@lru_cache(maxsize=1 << 12)
def _is_place_in_pinyin(word: str) -> bool:
    """Tell whether the dictionary has a word as a Chinese name in pinyin, which needs no likeness.

    Beijing sounds like many characters, but only 北京 is written so.
    """
    chinese = load_name_index().chinese_of.get(stem(word), "")
    return len(word) >= _LONG_PINYIN and any(_spell(name) == word for name in chinese.split())


def _is_known(word: str, zh: str) -> bool:
    """Tell whether a Chinese text has a word in Latin letters, in pinyin, or as a known name."""
    key = plain(word)
    if key in zh.lower():
        return True
    parts = [part for part in key.split("-") if part]
    if any(is_named_in_run(part, zh) for part in parts):
        return True
    return any(_is_glossed(part, zh) for part in {key, *parts}) or any(
        _is_pinyin(part, zh) for part in parts if len(part) > 1
    )


def _is_glossed(word: str, zh: str) -> bool:
    """Tell whether a text has a Chinese word that the dictionary glosses with an English name."""
    for chinese in _list_glossed(word):
        if chinese in zh:
            return True
    return stands_for_place(word, zh) or stands_for_place(stem(word), zh)


@lru_cache(maxsize=1 << 12)
def _list_glossed(word: str) -> tuple[str, ...]:
    """Return the Chinese words that the dictionary glosses with an English name or its beginning.

    Names of peoples and languages come without their last character.
    """
    chinese_of = load_name_index().chinese_of
    forms = [stem(word), *(word[:length] for length in range(len(word) - 1, _PREFIX - 1, -1))]
    known = next((chinese_of[form] for form in forms if form in chinese_of), "")
    return tuple(dict.fromkeys(map(_without_people, known.split())))


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


def _without_counterpart(
    names: Sequence[ChineseName], en: str, zh: str, lower_words: frozenset[str]
) -> Iterator[ChineseName]:
    """Yield the Chinese names that an English text does not have."""
    if not names:
        return
    lower = " ".join(map(plain, en.split()))
    known = load_name_index().chinese_of
    initials = list_initials(en)
    capitalised = [
        word for word in list_capitalised(en) if not word.isupper() or len(word) > _PREFIX
    ]
    for name in names:
        if name.text in en:
            continue
        if name.kind in ("person", "dictionary") and has_other_given(name.text, en, zh):
            yield name
            continue
        # words that nothing but this name explains
        rest = _LETTERS.sub(" ", zh.replace(name.text, " "))
        free = [
            word
            for word in capitalised
            if not _is_known(word, rest) and not _is_another(word, name, names)
        ]
        spare = [word for word in free if not is_common(word, lower_words)]
        parts = name.text.split("·")
        sounds = max((best_likeness(word, parts) for word in spare), default=0.0)
        # 京津冀 sounds like each of its places, and a Chinese place like many names in pinyin
        has_own_sound = name.kind != "dictionary" or not _is_spelled_or_short(name.text)
        if (
            has_own_sound
            and name.kind != "person"
            and any(len(word) >= _PREFIX and best_likeness(word, parts) >= _ALIKE for word in free)
        ):
            continue
        if name.kind == "latin":
            is_there = name.text.lower() in lower or is_common(name.text, lower_words)
        elif name.kind == "person":
            in_pinyin = _list_words_in_pinyin(en)
            sounds = max(
                (
                    best_likeness(word, parts)
                    for word in spare
                    if word not in in_pinyin and not _is_place_in_pinyin(plain(word))
                ),
                default=0.0,
            )
            is_there = not _has_other_surname(name.text, en) and (
                _has_person(name.text, lower) or sounds >= _ALIKE_SHORT
            )
        elif name.kind == "masked":
            is_there = _has_person(name.text, lower)
        elif name.kind == "short":
            is_there = sounds >= _ALIKE_SHORT or _spell(name.text) in lower.replace(" ", "")
        elif name.kind == "dictionary":
            unknown = [word for word in spare if stem(plain(word)) not in known]
            is_alike = has_own_sound and any(
                best_likeness(word, parts) >= _ALIKE_CHINESE for word in unknown
            )
            is_there = is_alike or _has_glossed(name.text, lower, initials, capitalised)
        else:
            is_there = sounds >= _ALIKE_CHINESE or any(
                compare_sounds(word, name.text) >= _ALIKE_ANYWHERE for word in capitalised
            )
        if not is_there:
            yield name


def _is_another(word: str, name: ChineseName, names: Iterable[ChineseName]) -> bool:
    """Tell whether an English name sounds much more like another Chinese name of its text.

    Bezos is 贝索斯, so it does not say 普林斯顿大学 too, which sounds a little like it.
    """
    others = [one.text for one in names if one.kind in _SPELLED and one.text != name.text]
    if not others:
        return False
    likeness = best_likeness(word, name.text.split("·"))
    least = max(_ALIKE, likeness + _MORE_ALIKE)
    return any(best_likeness(word, other.split("·")) >= least for other in others)


def _is_spelled_or_short(name: str) -> bool:
    """Tell whether a name is a row of abbreviated places, or in English its own pinyin."""
    if is_run_of_places(name):
        return True
    spelled = _spell(name.rstrip(_DIVISIONS))
    return any(spelled in "".join(gloss) for gloss in _expected_glosses(name))


def _list_unnamed(zh: str, en: str) -> Iterator[ChineseName]:
    """Yield the institutions of a Chinese text that the English has no word or abbreviation for."""
    unnamed = list(find_unnamed(zh, en))
    if unnamed and not any(len(letters) >= _OF_INSTITUTION for letters in list_initials(en)):
        for start, end in unnamed:
            yield ChineseName(start, end, zh[start:end], "dictionary")


def _has_glossed(
    name: str, lower: str, initials: Sequence[str], capitalised: Iterable[str]
) -> bool:
    """Tell whether a text has one of the English words for a name of the dictionary.

    Args:
        name: the Chinese name.
        lower: the English text in lower case, without accents.
        initials: the abbreviations of the English text.
        capitalised: the words of the English text that have a capital letter.
    """
    words = _cut(lower)
    if name.startswith(_PARTY) or are_places_named(name, words):
        return True
    if name.startswith(_OWN):
        return _OWN_WORDS.search(lower) is not None or bool(initials)
    glosses = _expected_glosses(name)
    common = load_name_index().common
    expected = frozenset(word for gloss in glosses for word in gloss)
    if not expected:
        return True
    rendered = {word for word in expected if _stands_in(word, words)}
    # a name made of common words, such as 外交部, may be rendered by some of them
    if rendered and len(expected) > 1 and all(stem(word) in common for word in expected):
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

    Words that say what or who somebody is, such as "president", are left out.
    """
    glosses = load_name_index().english_of.get(name, "").split("/")
    found = [tuple(gloss.split()) for gloss in glosses]
    found += [tuple(map(plain, list_capitalised(gloss))) for gloss in list_definitions(f"{name}人")]
    kept = (tuple(word for word in gloss if word not in _TITLES) for gloss in found)
    return frozenset(gloss for gloss in kept if gloss)


def _spell(characters: str) -> str:
    """Return Chinese characters in pinyin, by the first reading of each."""
    return "".join("".join(list_readings(character)[:1]) for character in characters)


def _has_person(name: str, lower: str) -> bool:
    """Tell whether a text has the surname or the given name of a Chinese person in pinyin."""
    given = _spell(name[1:])
    words = set(_LATIN.findall(lower))
    readings = list_readings(name[0])
    if words.intersection((*readings, *(reading.replace("v", "u") for reading in readings))):
        return True
    return bool(given) and given in lower.replace("-", "").replace(" ", "")


def _has_other_surname(name: str, en: str) -> bool:
    """Tell whether a text has the given name of a Chinese person behind another surname only."""
    given, surnames = _spell(name[1:]), list_readings(name[0])
    same = [one.surname for one in list_persons(en) if one.given == given]
    return bool(same) and not any(
        surname in surnames for surname in (*same, *_LATIN.findall(en.lower()))
    )
