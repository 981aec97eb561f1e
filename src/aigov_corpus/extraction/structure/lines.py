"""Tell by the letters of a line alone whether it can be a title, a heading, or the opening of a text."""

from __future__ import annotations

import re
from typing import Literal

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.text.markers import Marker

Shape = Literal["alone", "sentence", "run-in", "text"]
BLANKS = re.compile(r"[\s\u3000]+")
_LEAD_ZH = re.compile(r"[^。！？；;!?：:]{2,30}[。]|[^。！？；;!?：:，,]{1,15}[：:]")
_LEAD_EN = re.compile(r"[“\"(]?[A-Z][^.;!?:]{3,110}[.:](?=\s+[A-Z“\"(0-9])")


def heading_key(text: str) -> str:
    """A heading's text for comparison with its line in a table of contents: letters only, no page number."""
    return re.sub(r"[\d\W_]+", "", text).lower()


def is_bare(text: str, lang: str, *, most: int = 30) -> bool:
    """Whether a line could be a title or heading: short, and not a sentence."""
    text = text.strip()
    if not text or text.startswith(("- ", "•", "·", "●", "（", "(", "http")):
        return False
    if lang == "en":
        return (
            len(text.split()) <= most / 2
            and text[-1] not in ".;:,!…。；：，"
            and not re.search(r"[.;!?]\s", re.sub(r"\b(?:No|Mr|Ms|Dr|U\.S|vs|St)\.\s", "", text))
            and (text[0].isupper() or text[0].isdigit() or text[0] in "“\"'‘[《")
        )
    return (
        len(text) <= most
        and text[-1] not in "。；：，、！;:,!…）)"
        and not re.search("[。；;]", text)
    )


def find_shape(para: Para, marker: Marker) -> tuple[Shape, int]:
    """Tell what stands behind a number, and where the text begins if a heading opens its paragraph."""
    rest = para.text[marker.end :].strip()
    if not rest or para.heading:
        return "alone", 0
    if (para.lang or "zh") == "zh":
        if len(rest) <= 45 and not re.search("[。！？；;]", rest) and rest[-1] not in "，、,":
            return "alone", 0
        lead = _LEAD_ZH.match(para.text[marker.end :].lstrip())
    else:
        words = rest.split()
        if (
            len(words) <= 20
            and rest[-1] not in ".;,!?"
            and not rest[0].islower()
            and ". " not in rest
        ):
            return "alone", 0
        lead = _LEAD_EN.match(rest)
        if len(words) <= 14 and rest[-1] == "." and not re.search(r"[.;!?]\s", rest):
            return "sentence", 0
    if lead is None or (para.lang == "en" and len(lead.group().split()) > 14):
        return "text", 0
    if lead.end() == len(rest):
        return "sentence", 0
    return "run-in", len(para.text) - len(para.text[marker.end :].lstrip()) + lead.end()
