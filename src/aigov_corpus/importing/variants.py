"""Choose the Chinese and the English text of units that may hold many languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.extraction.noise import find_script
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.importing.given import GivenUnit
from aigov_corpus.records import Side
from aigov_corpus.text.language_codes import LANGUAGE_NAMES, base_language, normalise_code
from aigov_corpus.text.row_numbers import describe_rows
from aigov_corpus.text.scripts import detect_language

_SAMPLE_TEXTS = 2_000
"""Texts from which a language, or the script of the Chinese, is found."""
_SHARED = frozenset({"ja", "jp", "ko", "kr", "vi", "vn"})
"""Beginnings of codes, right and wrong ones, of other languages with Chinese characters."""
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx", "x"})
"""Codes that name no language."""


@dataclass(slots=True)
class RawUnit:
    """A unit of a file as it stands there, before its two texts are chosen."""

    number: int
    """Number of the unit in the file, from 1."""
    texts: list[tuple[str, str]] = field(default_factory=list)
    """`(language, text)` for each text, in their order; the language is empty if unknown."""
    source: str = ""
    """Language code of the source; empty if the file does not name it."""
    facts: dict[str, Any] = field(default_factory=dict)
    """Values for columns of the pair."""
    pair_id: str = ""


@dataclass(frozen=True, slots=True)
class AlignedTexts:
    """What a file of aligned texts holds."""

    units: tuple[GivenUnit, ...]
    languages: tuple[str, str]
    """Language codes of the sources and of the translations."""
    notes: tuple[str, ...] = ()
    """Sentences about what is not as one would expect, or was left out."""
    is_aligned: bool = False
    """Whether the file says that an aligner paired its texts."""


def side_of(code: str) -> Side | None:
    """Return `zh` or `en` for the code of a Chinese or English text, and None for any other."""
    try:
        base = base_language(code)
    except UsageError:
        return None
    return "zh" if base == "zh" else "en" if base == "en" else None


def name_script(texts: Iterable[str]) -> str:
    """Return the code of Chinese texts: `zh-Hant` for Traditional characters, otherwise `zh`."""
    paras = (Para(text, lang="zh") for text in islice(texts, _SAMPLE_TEXTS))
    return "zh-Hant" if find_script(paras) == "Hant" else "zh"


def find_code(texts: Iterable[str]) -> str:
    """Return `zh`, `zh-Hant` or `en`, by the characters of texts; empty if they have no letters."""
    sample = list(islice(filter(str.strip, texts), _SAMPLE_TEXTS))
    found = detect_language(" ".join(sample))
    return name_script(sample) if found == "zh" else found


def choose_texts(
    units: Sequence[RawUnit], *, wanted: Sequence[str], name: str, noun: str = "unit"
) -> AlignedTexts:
    """Return the Chinese and English texts of units, with the source first.

    If a file has several kinds of Chinese or of English, the one that most units have counts, and
    in a unit without it any other.

    Args:
        units: the units.
        wanted: codes that the user prefers, such as `zh-TW`; the first is the source.
        name: name of the file, for messages.
        noun: what a unit is called in messages.

    Raises:
        InvalidInputError: the file lacks one of the languages.
        UsageError: a code that the user names does not occur in the file.
    """
    meant = _find_meant(units)
    for unit in units if meant else ():
        unit.texts = [(meant.get(code, code), text) for code, text in unit.texts]
        unit.source = meant.get(unit.source, unit.source)
    codes = Counter(code for unit in units for code, text in unit.texts if code or text.strip())
    ranked = {side: _rank(codes, side, wanted, name) for side in ("zh", "en")}
    _require_both(ranked, codes, name)
    source_side = _source_side(units, wanted)
    chosen: list[GivenUnit] = []
    dropped: Counter[str] = Counter()
    repeated: Counter[str] = Counter()
    one_sided: list[int] = []
    empty: list[int] = []
    for unit in units:
        best = {side: _pick(unit.texts, ranked[side]) for side in ("zh", "en")}
        kept = [at for at in best.values() if at is not None]
        taken = [unit.texts[at][0] for at in kept]
        for at, (code, text) in enumerate(unit.texts):
            if at not in kept and text.strip():
                (repeated if code in taken else dropped)[code] += 1
        texts = {side: unit.texts[at] if at is not None else ("", "") for side, at in best.items()}
        if not any(text.strip() for _, text in texts.values()):
            empty.append(unit.number)
            continue
        if not all(text.strip() for _, text in texts.values()):
            one_sided.append(len(chosen) + 1)
        chosen.append(_given(unit, texts, source_side))
    notes = [
        f"the language '{code}' is read as {LANGUAGE_NAMES[base_language(read)]}, which its texts "
        "are"
        for code, read in meant.items()
    ]
    notes += _notes(dropped, repeated, one_sided, empty, noun)
    first, second = ("zh", "en") if source_side == "zh" else ("en", "zh")
    languages = (_spelled(ranked[first][0]), _spelled(ranked[second][0]))
    return AlignedTexts(tuple(chosen), languages, tuple(notes))


def _find_meant(units: Sequence[RawUnit]) -> dict[str, str]:
    """Return what codes mean that programs made up, such as CHS and ENU, where a side lacks texts.

    The characters of the texts show it. For Chinese a code of another language counts as well,
    unless that language is written in the same characters.
    """
    sides = {code: side_of(code) for code in {code for unit in units for code, _ in unit.texts}}
    meant: dict[str, str] = {}
    if {"zh", "en"} <= set(sides.values()):
        return meant
    for made_up in sorted(code for code, side in sides.items() if code and not side):
        read = find_code(text for unit in units for code, text in unit.texts if code == made_up)
        side = read[:2]
        is_free = made_up[:2].lower() not in _SHARED if side == "zh" else not _is_code(made_up)
        if side and side not in sides.values() and is_free:
            meant[made_up] = read
    return meant


def _is_code(code: str) -> bool:
    """Tell whether a text is the code of a language."""
    try:
        return base_language(code) not in _NO_LANGUAGE
    except UsageError:
        return False


def _given(unit: RawUnit, texts: Mapping[str, tuple[str, str]], source_side: Side) -> GivenUnit:
    """Return a unit with its two texts, the source of the file first."""
    order = ("zh", "en") if source_side == "zh" else ("en", "zh")
    (src_code, src), (tgt_code, tgt) = (texts[side] for side in order)
    own = side_of(unit.source) if unit.source else None
    facts = unit.facts | ({"source_side": own} if own and own != source_side else {})
    return GivenUnit(src, tgt, facts, unit.pair_id, (_spelled(src_code), _spelled(tgt_code)))


def _rank(codes: Counter[str], side: str, wanted: Sequence[str], name: str) -> list[str]:
    """Return the codes of one side that a file has, the best first."""
    found = [code for code, _ in codes.most_common() if side_of(code) == side]
    asked = [normalise_code(code) for code in wanted if base_language(code) == side]
    exact = [code for code in found if _spelled(code) in asked]
    if asked and "-" in asked[0] and found and not exact:
        raise UsageError(
            f"no text has the language {asked[0]}",
            source=name,
            remedy=f"choose of those that occur: {', '.join(found)}",
        )
    return [*exact, *(code for code in found if code not in exact)]


def _spelled(code: str) -> str:
    """Return a code in one spelling; an empty code stays empty."""
    return normalise_code(code) if code else ""


def _require_both(ranked: Mapping[str, Sequence[str]], codes: Counter[str], name: str) -> None:
    """Raise an error if a file lacks Chinese or English."""
    missing = [side for side in ("zh", "en") if not ranked[side]]
    if missing:
        held = ", ".join(code or "a language without a name" for code in codes) or "no text"
        lacks = LANGUAGE_NAMES[missing[0]]
        raise InvalidInputError(
            f"it holds no {lacks} text; what it holds is {held}",
            source=name,
            remedy="give a file with Chinese and English texts",
        )


def _source_side(units: Iterable[RawUnit], wanted: Sequence[str]) -> Side:
    """Return the side that is the source: as the user says, as most units say, or the first."""
    if wanted and (side := side_of(wanted[0])):
        return side
    said: Counter[Side] = Counter()
    first: Counter[Side] = Counter()
    for unit in units:
        if own := side_of(unit.source) if unit.source else None:
            said[own] += 1
        for code, _ in unit.texts:
            if side := side_of(code):
                first[side] += 1
                break
    return (said or first or Counter[Side]({"zh": 1})).most_common(1)[0][0]


def _pick(texts: Sequence[tuple[str, str]], ranked: Sequence[str]) -> int | None:
    """Return the index of the first text in the best of the languages; None if there is none."""
    for wanted in ranked:
        for at, (code, text) in enumerate(texts):
            if code == wanted and text.strip():
                return at
    return None


def _notes(
    dropped: Counter[str],
    repeated: Counter[str],
    one_sided: Sequence[int],
    empty: Sequence[int],
    noun: str,
) -> list[str]:
    """Return sentences about what was not taken.

    Args:
        dropped: how many texts of each other language there are.
        repeated: how many further texts of a language that was taken there are.
        one_sided: numbers of the pairs with one text.
        empty: numbers of the units of the file without a text.
        noun: what a unit is called.
    """
    notes = []
    if dropped:
        listed = ", ".join(f"{code or 'no language'} ({count})" for code, count in dropped.items())
        notes.append(
            f"texts that were left out, by language: {listed}; to take one of them, name it with "
            "--src-lang or --tgt-lang"
        )
    if repeated:
        listed = ", ".join(f"{code or 'no language'} ({count})" for code, count in repeated.items())
        notes.append(
            f"further texts that a {noun} has in one language were left out, and its first one was "
            f"taken: {listed}; put each into a {noun} of its own"
        )
    if one_sided:
        notes.append(
            f"{len(one_sided)} with a text in one language only: {describe_rows(one_sided)}"
        )
    if empty:
        notes.append(
            f"{len(empty)} without Chinese and English were left out: "
            f"{describe_rows(empty, noun=noun)}"
        )
    return notes
