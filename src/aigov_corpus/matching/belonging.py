"""Whether two documents belong together, that is, whether they are one text in two languages.

This is decided before anything is aligned, because the aligner would return a result for any two
texts. The figures from `measurements.py` are compared with the thresholds below. If a figure is so
bad that the documents cannot belong together, that is an *objection*. If it is only unusual and a
person should look at it, that is a *doubt*. The thresholds were set by hand, from pairs of
documents that belong together and pairs that do not. docs/sections.md lists these pairs and their
figures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from aigov_corpus.embedding.use import remember_apart
from aigov_corpus.errors import MismatchError
from aigov_corpus.matching.likeness import Likeness
from aigov_corpus.matching.measurements import Measurements, SectionCount, measure
from aigov_corpus.protocols import Encoder
from aigov_corpus.records import Segmented
from aigov_corpus.text.language_codes import base_language

NAMES = ("the Chinese", "the English")
"""How the Chinese and the English document are called in messages, if the caller gives no names."""

# `found` must be at least _FOUND + _FOUND_SHORT / root of the number of pieces, because short texts
# have more of it by chance.
_FOUND = 0.1
_FOUND_SHORT = 0.35
_FOUND_DOUBTFUL = 1.5  # there is a doubt below this multiple of that least value

_IN_ORDER = 0.6  # `in_order` below which there is an objection
_IN_ORDER_DOUBTFUL = 0.8  # `in_order` below which there is a doubt

_COVERED = 0.65  # objection if both texts have less `covered`; doubt if one has
_LONG = 40  # `covered` is judged if the shorter text has this many pieces

# Shares of sections are compared with these values times `strength`: free translations have weak
# counterparts everywhere.
_SECTIONS = 0.6  # share of the better text below which there is an objection
_SECTIONS_DOUBTFUL = 0.9  # share of the better text below which there is a doubt
_ENOUGH_SECTIONS = 6  # shares are judged if both texts have this many sections

_MOST_LISTED = 8  # so many sections without a counterpart are named in a message

_LEAST_PIECES = 3  # with fewer pieces in the shorter text there are only doubts

# Any encoder that knows both languages matches these sentences. They were written for this test.
_KNOWN_TRANSLATIONS = (
    ("今天下午三点开会。", "The meeting is at three o'clock this afternoon."),
    ("河里有很多鱼。", "There are many fish in the river."),
    ("各国应当保护个人数据。", "All countries should protect personal data."),
    ("他把钥匙忘在家里了。", "He left his keys at home."),
    ("我们支持发展中国家的能力建设。", "We support capacity building in developing countries."),
    ("冬天这里常常下雪。", "It often snows here in winter."),
)
_asked: dict[str, bool] = {}
"""Whether an encoder matches them, by the id of the encoder."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """The decision whether two documents belong together, and the figures that it rests on."""

    measured: Measurements | None
    """The figures. None if nothing was measured, because the encoder does not know both languages
    or a text is empty."""
    objections: tuple[str, ...] = ()
    """The reasons why the two documents do not belong together. Empty if there are none."""
    doubts: tuple[str, ...] = ()
    """What a person should check before relying on the result. Empty if there is nothing."""


def judge_belonging(
    zh: Segmented,
    en: Segmented,
    likeness: Likeness,
    *,
    encoder: Encoder,
    names: tuple[str, str] = NAMES,
) -> Belonging:
    """Decide whether two documents belong together.

    If the documents are Chinese and English but the encoder does not know both languages, nothing
    is measured, and a doubt says so. If the documents are in other languages, or if they are very
    short, there are only doubts and no objections, because the thresholds come from longer Chinese
    and English texts.

    Args:
        zh: the Chinese text, or any other one.
        en: the English text, or any other one.
        likeness: what `compare` returned for these two texts.
        encoder: the encoder that they were compared with.
        names: what to call the two documents in objections and doubts.
    """
    chinese_and_english = {base_language(text.document.lang) for text in (zh, en)} == {"zh", "en"}
    if chinese_and_english and not knows_chinese_and_english(encoder):
        doubt = (
            f"it was not checked whether {names[0]} and {names[1]} belong together, because the "
            f"encoder {encoder.id} cannot match Chinese sentences with their translations"
        )
        return Belonging(None, doubts=(doubt,))
    for text, name in zip((zh, en), names, strict=True):
        if not text.segments:
            return Belonging(None, doubts=(f"{name} has no sentence",))
    measured = measure(zh, en, likeness)
    judged = _Judgement(measured)
    judged.judge_found()
    judged.judge_order()
    judged.judge_coverage(names)
    judged.judge_sections(names)
    if chinese_and_english and measured.shorter >= _LEAST_PIECES:
        return Belonging(measured, tuple(judged.objections), tuple(judged.doubts))
    return Belonging(measured, doubts=(*judged.objections, *judged.doubts))


def require_belonging(belonging: Belonging, *, names: tuple[str, str] = NAMES) -> None:
    """Raise an error if two documents do not belong together.

    Raises:
        MismatchError: there are objections. The message contains all of them.
    """
    if belonging.objections:
        raise MismatchError(
            f"{names[0]} and {names[1]} do not seem to belong together: "
            + "; ".join(belonging.objections),
            remedy="give one text in both languages, in the same version",
        )


def knows_chinese_and_english(encoder: Encoder) -> bool:
    """Return whether an encoder matches a few Chinese sentences with their English translations.

    An encoder is asked once in a process.
    """
    name = encoder.id
    if name not in _asked:
        with remember_apart():  # or the first document would be encoded in other company
            _asked[name] = _matches_translations(encoder)
    return _asked[name]


def _matches_translations(encoder: Encoder) -> bool:
    """Return whether the translation of each of some sentences is the nearest one."""
    zh, en = (encoder.encode([pair[side] for pair in _KNOWN_TRANSLATIONS]) for side in (0, 1))
    nearest = (zh @ en.T).argmax(axis=1)
    return bool(nearest.tolist() == list(range(len(_KNOWN_TRANSLATIONS))))


def least_found(pieces: int) -> float:
    """Return the smallest value of `Measurements.found` that two matching texts can have.

    Args:
        pieces: the number of body pieces of the shorter text.
    """
    return _FOUND + _FOUND_SHORT / math.sqrt(pieces)


class _Judgement:
    """Collects the objections and doubts about two documents, one figure after another."""

    def __init__(self, measured: Measurements) -> None:
        """Begin without objections and doubts."""
        self.measured = measured
        self.objections: list[str] = []
        self.doubts: list[str] = []

    def _compare(self, value: float, *, least: float, doubtful: float, reason: str) -> None:
        """Add an objection if a value is below `least`, else a doubt if it is below `doubtful`."""
        if value < least:
            self.objections.append(reason)
        elif value < doubtful:
            self.doubts.append(reason)

    def judge_found(self) -> None:
        """Judge how much of the shorter text has a counterpart at the same place of the order."""
        found = self.measured.found
        least = least_found(self.measured.shorter)
        self._compare(
            found,
            least=least,
            doubtful=_FOUND_DOUBTFUL * least,
            reason=f"only {found:.0%} of the shorter text clearly has a counterpart in the same "
            "order",
        )

    def judge_order(self) -> None:
        """Judge whether pieces with a clear counterpart come in the same order in both texts."""
        in_order = self.measured.in_order
        if in_order is None:
            return
        self._compare(
            in_order,
            least=_IN_ORDER,
            doubtful=_IN_ORDER_DOUBTFUL,
            reason=f"the order differs: only {in_order:.0%} of the sentences with a clear "
            "counterpart follow each other in both",
        )

    def judge_coverage(self, names: tuple[str, str]) -> None:
        """Judge whether long parts of both texts have no counterpart. Short texts are not judged.

        If only one of the texts has such parts, the other is an excerpt. `building.coverage` says
        so, once both are aligned.
        """
        if self.measured.shorter < _LONG:
            return
        zh, en = self.measured.covered
        reason = (
            f"no counterpart was found near {1 - zh:.0%} of {names[0]} and {1 - en:.0%} of "
            f"{names[1]}"
        )
        if max(zh, en) < _COVERED:
            self.objections.append(reason)

    def judge_sections(self, names: tuple[str, str]) -> None:
        """Judge how many sections have a counterpart. Texts with few sections are not judged."""
        zh, en = self.measured.zh_sections, self.measured.en_sections
        if min(zh.total, en.total) < _ENOUGH_SECTIONS:
            return
        strength = min(1.0, self.measured.strength)  # 8 of 8 sections are never too few
        least = _SECTIONS * strength
        doubtful = _SECTIONS_DOUBTFUL * strength
        worse, better = sorted([zh.share, en.share])
        reason = (
            f"only {zh.matched} of {zh.total} sections of {names[0]} and "
            f"{en.matched} of {en.total} sections of {names[1]} have a counterpart"
            f"{_list_lonely(zh, names[0])}{_list_lonely(en, names[1])}"
        )
        self._compare(better, least=least, doubtful=doubtful, reason=reason)
        if worse < least and better >= doubtful:
            self.doubts.append(reason)


def _list_lonely(sections: SectionCount, name: str) -> str:
    """Return which sections of a text have no counterpart, as the rest of a sentence."""
    shown = sections.lonely[:_MOST_LISTED]
    if not shown:
        return ""
    more = len(sections.lonely) - len(shown)
    listed = ", ".join(shown) + (f" and {more} more" if more else "")
    return f"; without one in {name}: {listed}"
