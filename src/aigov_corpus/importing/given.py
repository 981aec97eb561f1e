"""Turn given units, each a source text and its translation, into pairs, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from importlib.metadata import version
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.errors import UsageError
from aigov_corpus.records import FIRST_SECTION, Pair, Side, Signature, Status
from aigov_corpus.segmentation.ids import name_pair, name_sentences
from aigov_corpus.text.language_codes import base_language, normalise_code
from aigov_corpus.text.scripts import HAN_CHARACTER, HANGUL, KANA
from aigov_corpus.text.values import require_text

_LATIN = re.compile("[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_SIDES: tuple[Side, ...] = ("zh", "en")
_FACTS = frozenset(field.name for field in fields(Pair)) - {
    *("pair_id", "seq", "zh", "en", "zh_ids", "en_ids", "bead", "language_zh", "language_en"),
}
"""Columns whose values a given unit may bring with it."""
_UNKNOWN_ALIGNER = "given"
"""Name of an aligner in signatures of pairs whose file does not say which one paired them."""


@dataclass(frozen=True, slots=True)
class GivenUnit:
    """A source text and its translation, with what is known about them."""

    src: str
    """The source text, unchanged; empty if there is none."""
    tgt: str
    """The translation, unchanged; empty if there is none."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Values for columns of the pair, such as `score` or `section`."""
    pair_id: str = ""
    """Id that the unit has; empty to make one of its texts."""
    languages: tuple[str, str] = ("", "")
    """Language codes of the source and the translation; empty for those of the whole file."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What all units of one file or list share."""

    src_lang: str
    """Language code of the source texts, Chinese or English, with script and region if known."""
    tgt_lang: str
    """Language code of the translations: the other one of the two languages."""
    document: str
    """Id of the document."""
    rendering: str
    """Id of the rendering."""
    sha256: str = ""
    """SHA-256 of the file in hexadecimal; empty if there is none."""
    is_aligned: bool = False
    """Whether an aligner paired the texts, so that an empty one was not forgotten."""

    @property
    def source_side(self) -> Side:
        """The side of a pair that holds the source text."""
        return "zh" if base_language(self.src_lang) == "zh" else "en"


def choose_languages(src_lang: str, tgt_lang: str) -> tuple[str, str]:
    """Return the language codes of source and target in one spelling.

    Raises:
        UsageError: one is no language code, or the two are not Chinese and English.
    """
    codes = normalise_code(src_lang), normalise_code(tgt_lang)
    if {base_language(code) for code in codes} != set(_SIDES):
        raise UsageError(
            f"the languages are {codes[0]} and {codes[1]}, and a corpus is Chinese and English",
            remedy="write zh and en, or en and zh",
        )
    return codes


def read_languages(src_lang: str | None, tgt_lang: str | None) -> tuple[str, ...]:
    """Return the codes of source and target, or nothing if the user names neither.

    If only one is named, the other language is the other one of Chinese and English.

    Raises:
        UsageError: one is no language code, or the two are not Chinese and English.
    """
    if src_lang is None and tgt_lang is None:
        return ()
    named = normalise_code(src_lang or tgt_lang or "")
    other = "en" if base_language(named) == "zh" else "zh"
    return choose_languages(src_lang or other, tgt_lang or other)


def read_list(pairs: Iterable[Sequence[str]]) -> list[GivenUnit]:
    """Return the units of a list of `(source, translation)` in Python.

    Raises:
        UsageError: an item is not two texts, or both of its texts are empty. The error names the
            item, counted from 0.
    """
    remedy = "pass a list of pairs: [(source, translation), …]"
    if isinstance(pairs, (str, bytes, Mapping)) or not isinstance(pairs, Iterable):
        raise UsageError(f"pairs is a {type(pairs).__name__}", remedy=remedy)
    if hasattr(pairs, "columns"):
        raise UsageError(
            f"pairs is a {type(pairs).__name__}, whose items are not its rows",
            remedy='pass two of its columns: zip(table["zh"], table["en"])',
        )
    units = []
    for index, item in enumerate(pairs):
        if hasattr(item, "tolist"):  # a row of an array
            item = item.tolist()
        if isinstance(item, (str, bytes)) or not isinstance(item, Sequence) or len(item) != 2:
            raise UsageError(f"pairs[{index}] is not two texts", remedy=remedy)
        src, tgt = (
            require_text(text, name=f"pairs[{index}][{side}]") for side, text in enumerate(item)
        )
        if not src.strip() and not tgt.strip():
            raise UsageError(f"pairs[{index}] has no text", remedy="leave it out")
        units.append(GivenUnit(src, tgt))
    return units


def make_pairs(units: Sequence[GivenUnit], origin: Origin) -> list[Pair]:
    """Return a pair for each unit, in the same order, with the texts unchanged.

    Each text counts as one sentence. A pair has no score and the status `given`, unless the unit
    brings others. Texts of white space alone count as none.

    Raises:
        AigovError: two different texts have the same hash.
    """
    is_zh_first = origin.source_side == "zh"
    texts = {
        side: [unit.src if (side == origin.source_side) else unit.tgt for unit in units]
        for side in _SIDES
    }
    ids = {side: _name_texts(texts[side], side) for side in _SIDES}
    signature = str(
        Signature(
            sources=(origin.sha256,) * 2 if origin.sha256 else (),
            aligner=_UNKNOWN_ALIGNER if origin.is_aligned else "",
            version=version("aigov-corpus"),
        )
    )
    shared = _shared_values(origin, signature)
    pairs = []
    for seq, unit in enumerate(units, start=1):
        zh, en = (unit.src, unit.tgt) if is_zh_first else (unit.tgt, unit.src)
        zh_ids, en_ids = ids["zh"][seq - 1], ids["en"][seq - 1]
        languages = unit.languages if is_zh_first else unit.languages[::-1]
        # built at once: replacing fields of a record takes most of the time for a large memory
        values = shared | {"status": _status(zh_ids, en_ids)}
        values.update((name, value) for name, value in unit.facts.items() if name in _FACTS)
        values.update(seq=seq, zh=zh, en=en, zh_ids=zh_ids, en_ids=en_ids)
        values["bead"] = f"{len(zh_ids)}-{len(en_ids)}"
        values["language_zh"] = languages[0] or shared["language_zh"]
        values["language_en"] = languages[1] or shared["language_en"]
        values["pair_id"] = unit.pair_id or name_pair(
            values["document"], values["rendering"], zh_ids, en_ids
        )
        pairs.append(Pair(**values))
    return pairs


def find_exchanged(pairs: Iterable[Pair]) -> list[int]:
    """Return the numbers of the pairs whose English is Chinese, and whose Chinese is not."""
    return [
        pair.seq
        for pair in pairs
        if HAN_CHARACTER.search(pair.en)
        and not HAN_CHARACTER.search(pair.zh)
        and _LATIN.search(pair.zh)
    ]


def find_foreign(pairs: Sequence[Pair]) -> list[tuple[str, list[int]]]:
    """Return what the texts of a side are instead of Chinese or English, if half of them are.

    Single rows in another language are nothing unusual: names, quotations, what nobody translated.

    Returns:
        For each such thing, a sentence about it, and the numbers of the pairs.
    """
    both = [pair for pair in pairs if pair.has_both and pair.zh != pair.en]
    kinds = {
        "the text that the file calls Chinese has Japanese or Korean letters": [
            pair.seq for pair in both if KANA.search(pair.zh) or HANGUL.search(pair.zh)
        ],
        "the text that the file calls Chinese has no Chinese character": [
            pair.seq
            for pair in both
            if _LETTER.search(pair.zh)
            and not HAN_CHARACTER.search(pair.zh)
            and not KANA.search(pair.zh)
            and not HANGUL.search(pair.zh)
            and not HAN_CHARACTER.search(pair.en)  # else the two are exchanged
        ],
        "the text that the file calls English is mostly Chinese": [
            pair.seq
            for pair in both
            if HAN_CHARACTER.search(pair.zh)
            and len(HAN_CHARACTER.findall(pair.en)) > len(_LATIN.findall(pair.en))
        ],
    }
    return [(what, rows) for what, rows in kinds.items() if rows and 2 * len(rows) >= len(both)]


def _name_texts(texts: Sequence[str], side: Side) -> list[tuple[str, ...]]:
    """Return the ids of each text, one or none; those of all texts are different."""
    names = iter(name_sentences((text for text in texts if text.strip()), lang=side))
    return [(next(names),) if text.strip() else () for text in texts]


def _status(zh_ids: tuple[str, ...], en_ids: tuple[str, ...]) -> Status:
    """Return the status of a pair of which nothing else is known."""
    if not en_ids:
        return "omitted"
    return "given" if zh_ids else "added"


def _shared_values(origin: Origin, signature: str) -> dict[str, Any]:
    """Return the values by column that all pairs of an origin share, if a unit has no other."""
    languages = (origin.src_lang, origin.tgt_lang)
    zh, en = languages if origin.source_side == "zh" else languages[::-1]
    values: dict[str, Any] = dict.fromkeys(
        ("section_title_zh", "section_title_en", "source_url_zh", "source_url_en", "licence_en"), ""
    )
    values |= dict.fromkeys(
        (
            *("principles", "principles_zh", "principles_en"),
            *("principle_evidence", "near_misses"),
        ),
        (),
    )
    return values | {
        "document": origin.document,
        "rendering": origin.rendering,
        "section": FIRST_SECTION,
        "kind": "paragraph",
        "language_zh": zh,
        "language_en": en,
        "score": None,
        "sha256_zh": origin.sha256,
        "sha256_en": origin.sha256,
        "signature": signature,
        "source_side": origin.source_side,
    }
