"""Where a term stands in a text, whatever its form: plural, hyphen, case, words in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.units import Place
from aigov_corpus.records import Side
from aigov_corpus.text.content_words import list_content_words, stem
from aigov_corpus.text.simplified import simplify

_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9&]+(?:\.(?=\d)[0-9]+)?")
_POSSESSIVE = re.compile(r"(?<=[A-Za-z])['’]s?\b")
_BRACKETS = re.compile('[《》〈〉「」『』“”"（）()]')
_SPELLINGS = (
    (re.compile("^(cent|met|theat|fib|lit)re"), r"\1er"),
    (re.compile("^(program)me"), r"\1"),
    (re.compile("^(lab|fav|hon|neighb|behavi|col|harb|endeav)our"), r"\1or"),
    (re.compile("^(licen|defen|offen|practi)[cs]e"), r"\1se"),
    (re.compile("^(catalog|dialog)ue"), r"\1"),
    (re.compile("^(mod|trav|lab|cance|signa)ll(?=e[dr]|ing)"), r"\1l"),
)
"""British spellings with the American ones."""
_INSERTED = 3
"""Words, or Chinese characters, that may stand between the parts of a term: 信贷及市场风险."""
_SHORTEST_PLURAL = 4
"""Letters of a word such as "ties" that is not taken for the plural of one with y."""
_FORM = frozenset("的之及与和或")
"""Chinese characters that join the parts of a term."""
_SAME_CHARACTERS = str.maketrans({"巿": "市"})
"""Characters that are often taken for others."""
_SHORTEST_ROOT = 4
"""Letters of the shortest word of which another may be made: land, landowner."""
_ROOT_SHARE = 0.55
"""Its letters as a share of the other word's, at least: "intern" is no root of international."""
_COMMON_LETTERS = 5
"""Letters at the beginning that other words with one root have in common, at least; what is left
of each is an ending."""
_ENDING = re.compile(
    "(?:i?al|i?t?i?[sz]m|i?st|[mstz]|ic|iti?|li?|ment|iv|i?on|or|e?r|ed|ing|i?an|e|i|y|ship|anc|enc"
    "|"
    "at(?:or|ion|iv|ori?)?|ari|ori)?"
)
"""Pattern for endings, after the stemmer has cut the word."""
_SHORTEST_WORD = 2
"""Letters of the shortest word whose initial is part of an acronym."""


class Token(NamedTuple):
    """A word of an English text."""

    key: str
    """Its stem in one spelling; words with the same key count as forms of one word."""
    start: int
    end: int
    is_content: bool
    """Whether the word has a meaning of its own: not "the" and "of"."""


@lru_cache(maxsize=1 << 12)
def list_tokens(text: str) -> tuple[Token, ...]:
    """Return the words of an English text; a hyphen, slash or apostrophe ends a word."""
    plain = _POSSESSIVE.sub(lambda found: " " * len(found[0]), text)
    return tuple(
        Token(_key(found[0].lower()), *found.span(), _is_content(found[0].lower()))
        for found in _WORD.finditer(plain)
    )


@lru_cache(maxsize=1 << 15)
def _key(word: str) -> str:
    """Return the stem of a word in American spelling."""
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return stem(singular(word))


def singular(word: str) -> str:
    """Return an English word without the ending of a plural: policies, boxes, processes."""
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL:
        return f"{word[:-3]}y"
    if re.search("(?:s|x|z|ch|sh)es$", word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=1 << 15)
def _is_content(word: str) -> bool:
    return bool(list_content_words(word, lang="en"))


def content_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the words of a term that have a meaning; of all words if none has."""
    tokens = list_tokens(text)
    return tuple(token.key for token in tokens if token.is_content) or tuple(
        token.key for token in tokens
    )


def find_exact(text: str, term: str, side: Side) -> list[Place]:
    """Return the places of a term whose words follow each other; form words may be between them."""
    if side == "zh":
        return find_chinese(text, term)
    keys = content_keys(term)
    tokens = _content_tokens(text, keys)
    found = [
        (tokens[at].start, tokens[at + len(keys) - 1].end)
        for at in range(len(tokens) - len(keys) + 1)
        if all(tokens[at + number].key == key for number, key in enumerate(keys))
    ]
    return found or _find_joined(text, term)


def _content_tokens(text: str, keys: Iterable[str]) -> list[Token]:
    """Return the words of a text that have a meaning, or that a term has."""
    wanted = set(keys)
    return [token for token in list_tokens(text) if token.is_content or token.key in wanted]


def _find_joined(text: str, term: str) -> list[Place]:
    """Return the places where a term is written with other blanks and hyphens: e-banking."""
    letters = [re.escape(letter) for letter in re.sub(r"[\W_]+", "", term)]
    if len(letters) <= _INSERTED or not term.isascii():
        return []
    pattern = r"[\s‐-―-]?".join(letters)
    return [found.span() for found in re.finditer(rf"\b{pattern}s?\b", text, re.IGNORECASE)]


def find_chinese(text: str, term: str) -> list[Place]:
    """Return the places of a Chinese term; the script, case and brackets do not matter."""
    plain = simplify(text).lower()
    wanted = _BRACKETS.sub("", simplify(term).lower())
    if not wanted:
        return []
    gap = '[《》〈〉「」『』“”"（）() ]?'
    pattern = gap.join(map(re.escape, wanted))
    return [found.span() for found in re.finditer(pattern, plain)]


def find_loose(text: str, term: str, side: Side) -> bool:
    """Tell whether all parts of a term stand close together, in any order or with words between."""
    if side == "zh":
        return _find_spread(simplify(text).lower(), simplify(term).lower())
    keys = Counter(content_keys(term))
    if sum(keys.values()) == 1:
        return False
    tokens = _content_tokens(text, keys)
    width = sum(keys.values()) + _INSERTED
    for at, token in enumerate(tokens):
        if token.key in keys:
            window = Counter(other.key for other in tokens[at : at + width])
            if not keys - window:
                return True
    return False


def _find_spread(text: str, term: str) -> bool:
    """Tell whether the characters of a Chinese term follow each other with few others between."""
    characters = [character for character in term if character.isalnum()]
    if len(characters) <= 2:
        return False
    for found in re.finditer(re.escape(characters[0]), text):
        at, end = found.start(), found.start() + len(characters) + _INSERTED + 1
        for character in characters[1:]:
            at = text.find(character, at + 1, end)
            if at < 0:
                break
        else:
            return True
    return False


def find_acronym(text: str, term: str) -> bool:
    """Tell whether an English text has the initials of a term as an acronym: FSB."""
    words = [found[0] for found in _WORD.finditer(term)]
    if len(words) < _SHORTEST_WORD:
        return False
    contents = [word for word in words if _is_content(word.lower())]
    for chosen in (words, contents):
        initials = "".join(word[0] for word in chosen).upper()
        if len(initials) >= _SHORTEST_WORD and re.search(
            rf"\b{re.escape(initials)}s?\b", text, re.IGNORECASE if len(initials) > 3 else 0
        ):
            return True
    return False


def list_keys(text: str, side: Side) -> tuple[str, ...]:
    """Return what is compared of a piece of text: stems of words, or Chinese characters."""
    if side == "en":
        return content_keys(text)
    plain = simplify(text).lower().translate(_SAME_CHARACTERS)
    return tuple(character for character in plain if character.isalnum() and character not in _FORM)


def is_part(keys: Sequence[str], term: str, side: Side) -> bool:
    """Tell whether a piece of text has only words of a term ("the Ordinance"), or all of them.

    English words count in any form, and so do words that are derived from them: municipal for
    "municipality".
    """
    wanted = set(list_keys(term, side))
    if not keys or set(keys) <= wanted or wanted <= set(keys):
        return bool(keys)
    if side == "zh":
        return False
    return all(_has_form(key, wanted) for key in keys) or all(
        _has_form(key, keys) for key in wanted
    )


def _has_form(key: str, others: Iterable[str]) -> bool:
    """Tell whether a word is one of others, derived from it, or the other way round."""
    return any(key == other or _are_related(key, other) for other in others)


@lru_cache(maxsize=1 << 15)
def _are_related(one: str, other: str) -> bool:
    """Tell whether two English words have one root: municipal, municipality; land, landowner."""
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST_ROOT and long.startswith(short):
        return len(short) >= _ROOT_SHARE * len(long)
    pairs = enumerate(zip(short, long, strict=False))
    common = next((at for at, (first, second) in pairs if first != second), len(short))
    return common >= _COMMON_LETTERS and all(
        _ENDING.fullmatch(word[common:]) for word in (short, long)
    )
