"""Lines that close a text: the signers with the date, and the names of attachments."""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.extraction.paragraphs import HEADING_BY_LOOKS, Para
from aigov_corpus.extraction.structure.broken_titles import DOCUMENT_KIND
from aigov_corpus.extraction.structure.lines import could_be_heading
from aigov_corpus.text.markers import Marker
from aigov_corpus.text.months import MONTH_NAMES

_MOST_SIGNERS = 3
"""Maximum number of lines above the date that name the signers."""

_ZH_YEAR = r"(?:\d{4}|[零〇○ОOo一二三四五六七八九]{4})"
_ZH_NUMBER = r"[\d一二三四五六七八九十]{1,3}"
_ZH_DATE = rf"{_ZH_YEAR}\s*年\s*{_ZH_NUMBER}\s*月\s*{_ZH_NUMBER}\s*日"
_EN_MONTH = rf"(?:{MONTH_NAMES})"
_EN_DATE = rf"{_EN_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_EN_MONTH},?\s+\d{{4}}"
_DATE = re.compile(rf"[（(]?(?:{_ZH_DATE}|{_EN_DATE})[)）]?")
_EN_KIND = re.compile(
    r"(?:Report|Speech|Remarks|Law|Act|Regulations?|Provisions|Rules|Measures|Notice|Decision"
    r"|Opinions?|Agreement|Convention|Protocol|Statement|Declaration)\b"
)
# 特此公告, 现予公告 and 现发布本公告 end a text; they are no title.
_LAST_WORDS = re.compile(
    f"^特此|(?:^|，)现(?:予|将|就|发布|公布|印发)|本(?:{DOCUMENT_KIND.pattern})"
)
_SIGNED_AND_DATED = re.compile(rf"\S{{2,30}}[\s\u3000]+{_ZH_DATE}")


def find_signoffs(paras: Sequence[Para], markers: Sequence[Marker | None]) -> frozenset[int]:
    """Return the indexes of the lines that sign a text: a date, and the signers above it.

    A date before the first line of running text does not sign anything.
    """
    signoffs: set[int] = set()
    text_seen = False
    for n, para in enumerate(paras):
        line = para.text.strip()
        if para.kind == "signoff":
            signoffs.add(n)
        if para.kind is not None or (n > 0 and _dates_title(line, paras[n - 1])):
            continue
        if text_seen and (_DATE.fullmatch(line) or _SIGNED_AND_DATED.fullmatch(line)):
            signoffs.add(n)
            signoffs |= _signers_above(n, paras, markers)
        text_seen = text_seen or not could_be_heading(line, para.lang)
    return frozenset(signoffs)


def _dates_title(line: str, above: Para) -> bool:
    """Tell whether a line is a date in brackets below the title of a further text."""
    in_brackets = line.startswith(("(", "（")) and _DATE.fullmatch(line) is not None
    if not in_brackets or _LAST_WORDS.search(above.text):
        return False
    kind = _EN_KIND.match(above.text) or DOCUMENT_KIND.search(above.text)
    return kind is not None and could_be_heading(above.text, above.lang)


def _signers_above(date: int, paras: Sequence[Para], markers: Sequence[Marker | None]) -> set[int]:
    """Return the indexes of the lines directly above a date that name the signers."""
    signers: set[int] = set()
    for n in range(date - 1, max(date - 1 - _MOST_SIGNERS, -1), -1):
        para = paras[n]
        # the signer may be in bold
        heading_by_markup = para.heading not in (0, HEADING_BY_LOOKS)
        if para.kind is not None or heading_by_markup or markers[n]:
            break
        if not could_be_heading(para.text, para.lang):
            break
        signers.add(n)
    return signers


def find_mentions(
    paras: Sequence[Para],
    markers: Sequence[Marker | None],
    *,
    contents: frozenset[int],
    signoffs: frozenset[int],
) -> frozenset[int]:
    """Return the indexes of the lines that only list attachments by name, such as 附件：1.… 2.….

    They stand above a sign-off or at the end of the document. The attachments themselves may
    follow.
    """
    mentions: set[int] = set()
    for n, marker in enumerate(markers):
        if marker is None or marker.family != "annex" or n in contents:
            continue
        end = _end_of_list(n, paras, markers)
        titled = paras[n].text[marker.end :].strip() != ""
        if end in signoffs or (end == len(paras) and titled):
            mentions.update(range(n, end))
    return frozenset(mentions)


def _end_of_list(start: int, paras: Sequence[Para], markers: Sequence[Marker | None]) -> int:
    """Return the index after the last numbered line of a list of attachments."""
    end = start + 1
    while end < len(paras):
        marker = markers[end]
        if marker is None or marker.family not in ("annex", "dot") or "。" in paras[end].text:
            break
        end += 1
    return end
