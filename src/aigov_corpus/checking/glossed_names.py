"""Whether an English text has one of the English words that the dictionary has for a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from aigov_corpus import patterns as re
from aigov_corpus.alignment.dictionary import list_definitions, list_readings
from aigov_corpus.checking.english_names import list_capitalised, plain
from aigov_corpus.checking.name_explanations import spell
from aigov_corpus.checking.name_index import load_name_index
from aigov_corpus.checking.name_variants import is_same_name, list_other_words
from aigov_corpus.checking.place_characters import are_places_named, is_run_of_places
from aigov_corpus.text.content_words import stem
from aigov_corpus.text.letters import differ_in_one

PREFIX = 4
"""Letters that a name and its adjective share, at least: Turkey, Turkish."""
_ENDING = 2
"""Letters at the end of a name that its adjective may lack."""
_LONGER = 3
"""Letters that the adjective of a name may have more: Canadian has two more than Canada."""
_ADJECTIVE = re.compile(r"(?:ans?|ese|ish|ic|ics|ist|ists|ch|[ei]?s|i|is|ers?|ism)$|-|['’]")
"""Pattern for the ends of adjectives, plurals and names of people that are made of names."""
LATIN = re.compile(r"[a-z][a-z'’-]+")
_TITLES = frozenset(
    (
        "general secretary president premier minister chairman leader communist party republic "
        "people people's county city province prefecture district state autonomous special "
        "administrative region"
    ).split()
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
OF_INSTITUTION = 3
"""Letters of the shortest abbreviation of an institution; US and UK have two."""
_LONG_NAME = 3
"""Words of the shortest name that two bodies may share but for one word."""
_OF_CITY = ("hong", "kong")
"""Last words of glosses of its districts, which English may leave out."""
_ORDINALS = {"i": "first", "ii": "second", "iii": "third", "iv": "fourth"}
"""Roman numerals of glosses, each with the word that may stand for it: the Second World War."""
_OF_PLACE = "(?:i?ans?|ese|ish|ic|i)"
"""Pattern for what stands in adjectives in place of the last vowel of a name: Rome, Roman."""
_SHORTEST_STEM = 3
"""Letters that such a name and its adjective share, at least."""


def has_glossed(name: str, lower: str, initials: Sequence[str], capitalised: Iterable[str]) -> bool:
    """Tell whether a text has one of the English words for a name of the dictionary."""
    words = cut_words(lower)
    if name.startswith(_PARTY) or are_places_named(name, words):
        return True
    if name.startswith(_OWN):
        return _OWN_WORDS.search(lower) is not None or bool(initials)
    glosses = expected_glosses(name)
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
        and not any(_is_other_body(gloss, words, lower) for gloss in glosses)
        and not any(_has_near_letters(gloss, initials) for gloss in glosses)
        and len(expected) > 1
        and all(stem(word) in common for word in expected)
    ):
        return True
    if any(stem(word) not in common or _is_telling(word, capitalised) for word in rendered):
        return True
    if any(rendered.issuperset(gloss) or _is_office(gloss, rendered) for gloss in glosses):
        return True
    if name.endswith(_OFFICES) and any(len(letters) >= OF_INSTITUTION for letters in initials):
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
    return any(len(form) >= PREFIX and form in lower.replace(" ", "") for form in forms)


def _is_other_ministry(name: str, expected: Set[str], lower: str) -> bool:
    """Tell whether a text has another ministry than this one: "Ministry of Health" for 教育部."""
    if not name.endswith("部") or not (found := _MINISTRY.findall(lower)):
        return False
    if len(found) > 1 or found[0].split()[0] not in _MINISTRIES:
        return False
    others = tuple(stem(word) for word in found[0].split() if word not in _SMALL)
    return not any(stem(word).startswith(others) for word in expected)


def _is_other_body(gloss: tuple[str, ...], words: Sequence[str], lower: str) -> bool:
    """Tell whether a text has another body whose name differs by one telling word.

    So "World Trade Organization" is none for 世界卫生组织, the World Health Organization.
    """
    telling = [word for word in gloss if word not in _GENERAL]
    if len(telling) != 1 or len(gloss) < _LONG_NAME or _stands_in(telling[0], words):
        return False
    return re.search(rf"\b{' '.join(gloss).replace(telling[0], '[a-z]+')}\b", lower) is not None


def _has_near_letters(gloss: tuple[str, ...], initials: Sequence[str]) -> bool:
    """Tell whether a text has the letters of another body in place of these: WTO, not WHO."""
    own = "".join(word[0] for word in gloss)
    return (
        len(own) >= OF_INSTITUTION
        and own not in initials
        and any(differ_in_one(own, other) for other in initials)
    )


def _has_variant(
    glosses: Iterable[tuple[str, ...]], words: Sequence[str], capitalised: Iterable[str]
) -> bool:
    """Tell whether a text has a name in another spelling, or another word for the place."""
    with_capital = {plain(word) for word in capitalised}
    there = with_capital.union(word for word in words if len(word) > PREFIX)
    known = load_name_index().chinese_of
    for gloss in glosses:
        if not there.isdisjoint(list_other_words(gloss)):
            return True
        if any(
            is_same_name(word, other)
            for word in gloss
            if len(word) > PREFIX and stem(word) not in load_name_index().common
            for other in with_capital
            if stem(other) not in known or other.startswith(word) or word.startswith(other)
        ):
            return True
    return False


@lru_cache(maxsize=16)  # all names of one Chinese text are looked for in the same English one
def cut_words(lower: str) -> tuple[str, ...]:
    """Return the words of an English text in lower case, also those joined by a hyphen."""
    return tuple(part for word in LATIN.findall(lower) for part in (word, *word.split("-")))


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
    plurals = {f"{word}s", f"{word}es"}
    if word.endswith("ism"):
        plurals |= {f"{word[:-1]}t", f"{word[:-1]}ts"}  # Cubism, Cubists
    prefix = word.removesuffix("ism")[: max(PREFIX, len(word) - _ENDING)]
    return any(
        other == word
        or other in plurals
        or (
            len(prefix) >= PREFIX
            and other.startswith(prefix)
            and len(other) <= len(word) + _LONGER
            and _ADJECTIVE.search(other) is not None
        )
        for other in words
    )


@lru_cache(maxsize=1 << 12)
def expected_glosses(name: str) -> frozenset[tuple[str, ...]]:
    """Return the glosses that the dictionary has of a name, and of its people, as words.

    Words that say what or who somebody is, such as "president", are left out; a district of Hong
    Kong also has a gloss without the city, and what lies in a place one without the place: 西湖 is
    "West Lake in Hangzhou".
    """
    glosses = load_name_index().english_of.get(name, "").split("/")
    found = [tuple(gloss.split()) for gloss in glosses]
    found += [tuple(map(plain, list_capitalised(gloss))) for gloss in list_definitions(f"{name}人")]
    found += [
        tuple(map(plain, list_capitalised(gloss.partition(" in ")[0])))
        for gloss in list_definitions(name)
        if " in " in gloss
    ]
    kept = [tuple(word for word in gloss if word not in _TITLES) for gloss in found]
    kept += [gloss[:-2] for gloss in kept if gloss[-2:] == _OF_CITY]
    return frozenset(gloss for gloss in kept if gloss)
