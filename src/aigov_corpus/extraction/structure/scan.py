"""Collect facts about all paragraphs of a document before blocks are made from them.

The kind of a paragraph depends on others: a number opens a section only if its siblings do, and a
line of the contents occurs again further down as a heading. Nothing in this module keeps a state;
`blocks.py` then goes through the paragraphs one by one. Paragraphs are numbered from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.structure.above_articles import raise_headings_above_articles
from aigov_corpus.extraction.structure.closing import find_mentions, find_signoffs
from aigov_corpus.extraction.structure.contents import find_contents
from aigov_corpus.extraction.structure.quoted import find_quoted
from aigov_corpus.text.markers import Marker, find_marker

_LONGEST_NAMED_ZH = 45
"""Maximum Chinese characters after 第二章 or 附件 in a heading; the longest in the gold has 22."""

_LONGEST_NAMED_EN = 25
"""Maximum English words after `Chapter II` or `Annex` in a heading; the longest has 13."""

_LONGEST_NAMED_SENTENCE_EN = 10
"""Maximum number of English words after such a number if the heading ends with a full stop."""

_MOST_GLUED = 99
"""Highest section number that a letter may follow directly: `12.Scope`, but not 996.ICU."""

_DIGITS = re.compile("[0-9]+")
_PARTED = (" ", "\u3000", "\t", ":", "：", "、", ".", "\xa0")
# What follows a number that is only named: 第二章规定, 第五条中; but not 第二章规划, 第三章中央.
_REFERENCE_ZH = re.compile(
    r"[的、，至或第款项]|规定|所(?![得有属])|中(?![央国华外小介等级医期])|和(?![平解谐睦])"
)
_REFERENCE_EN = re.compile(r"(?:of|and|or|to|through|in|under|above|below|is|are|shall)\b|[,;]")


@dataclass(frozen=True, slots=True)
class Scan:
    """Facts about the paragraphs of a document, collected before blocks are made from them."""

    paras: tuple[Para, ...]
    markers: tuple[Marker | None, ...]
    """For each paragraph, the number with which it begins, or None."""
    contents: frozenset[int]
    """Indexes of the lines of tables of contents."""
    signoffs: frozenset[int]
    """Indexes of the lines that name signers and date."""
    mentions: frozenset[int]
    """Indexes of the lines that only name attachments."""
    quoted: frozenset[int] = frozenset()
    """Indexes of the paragraphs of other texts that are quoted; their numbers count for nothing."""

    def body_markers(self) -> list[tuple[int, Marker]]:
        """Return the index and the number of each numbered paragraph outside tables of contents."""
        return [
            (n, marker)
            for n, marker in enumerate(self.markers)
            if marker is not None and n not in self.contents
        ]

    def has_body(self, n: int) -> bool:
        """Tell whether text, or a number of a higher rank, follows the heading at index `n`."""
        if n + 1 >= len(self.paras) or n + 1 in self.signoffs:
            return False
        marker, following = self.markers[n], self.markers[n + 1]
        if following is None:
            return True
        return marker is not None and following.rank > marker.rank

    def stands_below_colon(self, n: int) -> bool:
        """Tell whether the number at index `n` belongs to a list below a line that ends with `:`.

        The numbers of the list must follow each other without text between them.
        """
        marker = self.markers[n]
        above = n - 1
        while above >= 0 and marker is not None:
            other = self.markers[above]
            if other is None or other.family != marker.family or other.number >= marker.number:
                break
            above -= 1
        return above >= 0 and self.paras[above].text.rstrip().endswith(("：", ":"))


def scan_paragraphs(paras: Sequence[Para], lang: str) -> Scan:
    """Return the facts about the paragraphs of a document in one language."""
    markers = _without_decimals(paras, [_own_marker(para, lang) for para in paras])
    paras = list(paras)
    quoted = find_quoted(paras, markers)
    for n in quoted:
        marker = markers[n]
        if marker is not None and marker.plain and paras[n].kind is None:
            paras[n] = replace(paras[n], kind="item")
        markers[n] = None
    markers = raise_headings_above_articles(paras, markers)
    contents = find_contents(paras, markers)
    signoffs = find_signoffs(paras, markers)
    mentions = find_mentions(paras, markers, contents=contents, signoffs=signoffs)
    return Scan(tuple(paras), tuple(markers), contents, signoffs, mentions, quoted)


def _without_decimals(
    paras: Sequence[Para], markers: Sequence[Marker | None]
) -> list[Marker | None]:
    """Return the numbers with None in place of decimals, versions, dates and names.

    Examples of these are 7.5 级, 10.30 and 996.ICU. A number with a point inside counts sections
    only if a neighbour occurs too: `2.3` needs `2.2` or `2.4`. Only `2.1`, the first, needs none.
    `996.` directly before a letter is part of a name, because it is higher than `_MOST_GLUED`.
    """
    paths = [_decimal_path(para, marker) for para, marker in zip(paras, markers, strict=True)]
    all_paths = set(paths)
    kept: list[Marker | None] = []
    for para, marker, path in zip(paras, markers, paths, strict=True):
        if marker is not None and path:
            *outer, last = path
            neighbours = {(*outer, last - 1), (*outer, last + 1)} & all_paths
            counts = last == 1 or (last > 1 and bool(neighbours))
            if len(path) == 1:
                glued = para.text[marker.end : marker.end + 1].isalpha()
                glued = glued and not para.text[: marker.end].endswith(" ")
                counts = not glued or last <= _MOST_GLUED
            if not counts:
                marker = None
        kept.append(marker)
    return kept


def _decimal_path(para: Para, marker: Marker | None) -> tuple[int, ...]:
    """Return the parts of a number such as `2.1.3` (2, 1 and 3); empty for other markers."""
    if marker is None or marker.family != "dot":
        return ()
    return tuple(map(int, _DIGITS.findall(para.text[: marker.end])))


def _own_marker(para: Para, lang: str) -> Marker | None:
    """Return the number with which a paragraph begins; None if it only refers to a section.

    第五条的规定 and `Article 5 of this Law` are references. So is a marker with a name (第五章)
    before a long sentence; only articles have their text directly after their number.
    """
    if para.kind in ("table_row", "provenance", "title"):
        return None
    marker = find_marker(para.text, para.lang or lang)
    if marker is None or marker.plain:
        return marker
    after = para.text[marker.end :]
    if para.lang == "zh":
        parted = para.text[: marker.end].endswith(_PARTED)
        reference = not parted and _REFERENCE_ZH.match(after) is not None
        long = len(after) > _LONGEST_NAMED_ZH or any(stop in after for stop in "。；")
    else:
        reference = after[:1].islower() or _REFERENCE_EN.match(after) is not None
        words = len(after.split())
        long_sentence = after.endswith(".") and words > _LONGEST_NAMED_SENTENCE_EN
        long = words > _LONGEST_NAMED_EN or after.endswith(";") or long_sentence
    if reference or (long and marker.family != "art"):
        return None
    return marker
