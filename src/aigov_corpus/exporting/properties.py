"""What a unit of a translation file says about a pair beside its texts, and names of languages."""

from __future__ import annotations

from aigov_corpus.records import Pair
from aigov_corpus.text.characters import one_line, xml_text
from aigov_corpus.text.language_codes import USUAL_REGIONS


def properties_of(pair: Pair) -> list[tuple[str, str]]:
    """Return the properties of a pair in order, as `(name, value)`; values may be empty."""
    return [
        ("x-doc", pair.document),
        ("x-rendering", pair.rendering),
        ("x-section", pair.section),
        ("x-section-title-zh", pair.section_title_zh),
        ("x-section-title-en", pair.section_title_en),
        ("x-kind", pair.kind),
        *(("x-principle", principle) for principle in pair.principles),
        *(("x-principle-zh", principle) for principle in pair.principles_zh),
        *(("x-principle-en", principle) for principle in pair.principles_en),
        ("x-score", "" if pair.score is None else str(pair.score)),
        ("x-status", pair.status),
        ("x-bead", pair.bead),
        ("x-part", "yes" if any("@" in name for name in (*pair.zh_ids, *pair.en_ids)) else ""),
        ("x-moved-to", pair.moved_to),
        ("x-moved-score", "" if pair.moved_score is None else str(pair.moved_score)),
        ("x-source-url-zh", pair.source_url_zh),
        ("x-source-url-en", pair.source_url_en),
        ("x-licence-en", pair.licence_en),
    ]


def language_tag(language: str) -> str:
    """Return the tag of a language; a language without script and region gets its usual region."""
    tag = language.replace("_", "-")
    return USUAL_REGIONS.get(tag, tag)


def clean_value(value: str) -> str:
    """Return a text on one line, without characters that XML forbids."""
    return one_line(xml_text(value))
