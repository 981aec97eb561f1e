"""A review in one HTML file, for a colleague without this program.

The file holds all rows, the style and the script, and needs no server and no network. Its acts are
those of `edits.jsonl`; the colleague saves that file and sends it back.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from aigov_corpus.corpus.accepted import accept, format_accepted
from aigov_corpus.records import Finding, Pair, Side
from aigov_corpus.reviewing.bitext import Bitext
from aigov_corpus.reviewing.reviewed import make_pair
from aigov_corpus.reviewing.rows import Row
from aigov_corpus.serving.answers import make_environment, read_static
from aigov_corpus.serving.documents import OpenDocument
from aigov_corpus.serving.finding_sentences import translate_finding
from aigov_corpus.serving.findings import correct_english, weigh
from aigov_corpus.serving.pages import page_language
from aigov_corpus.serving.wording import LANGUAGES, words_of
from aigov_corpus.text.section_names import name_section

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
"""Characters that would end or change markup, as JSON writes them."""


def make_standalone(documents: Sequence[OpenDocument], *, language: str = "") -> str:
    """Return the HTML of a review of some documents.

    Args:
        documents: the documents, as their reviews stand now.
        language: language in which the page begins; empty for that of the browser.
    """
    parts = [
        _part(document, rendering) for document in documents for rendering in document.renderings
    ]
    data = {
        "parts": parts,
        "principles": sorted({mark[1] for part in parts for mark in part.pop("principles")}),
        "words": {each: words_of(each) for each in LANGUAGES},
    }
    content = _as_json(data)
    data["language"] = language
    data["id"] = hashlib.sha256(content.encode()).hexdigest()
    style = read_static("review.css").decode()
    names = ("theme.js", "shared.js", "standalone.js")
    script = "\n".join(read_static(name).decode() for name in names)
    return (
        make_environment()
        .get_template("standalone.html")
        .render(
            title=documents[0].title,
            words=words_of("en"),
            data=Markup(_as_json(data)),
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def _as_json(value: object) -> str:
    """Return JSON without a character that is markup."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _hash(content: str) -> str:
    """Return the name by which a content security policy allows a script or a style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _part(document: OpenDocument, rendering: str) -> dict[str, Any]:
    """Return what the page knows of one rendering."""
    bitext = document.review.bitext(rendering)
    first = bitext.pairs[0]
    names: dict[Side, list[str]] = {
        "zh": [name for pair in bitext.pairs for name in pair.zh_ids],
        "en": [name for pair in bitext.pairs for name in pair.en_ids],
    }
    sentences = {
        side: [[name, bitext.texts.sentence(name).text] for name in bitext.texts.in_order(own)]
        for side, own in names.items()
    }
    rows = list(bitext)
    now = {row.members for row in rows}
    marks: set[tuple[str, str]] = set()
    drawn = [_row(document, bitext, row, marks) for row in rows]
    return {
        "document": document.review.document,
        "title": document.title,
        "rendering": rendering,
        "name": document.names[rendering],
        "zh_lang": page_language(first.language_zh),
        "en_lang": page_language(first.language_en),
        "zh": sentences["zh"],
        "en": sentences["en"],
        "rows": drawn,
        "machine": [
            [pair.zh_ids, pair.en_ids, pair.status, pair.score]
            for pair in bitext.pairs
            if (pair.zh_ids, pair.en_ids) not in now
        ],
        # pairs, since a script would put the keys that are numbers before the others
        "sections": [
            [path, titles, {one: name_section(path, chinese=one == "zh") for one in LANGUAGES}]
            for path, titles in document.section_titles(rendering).items()
        ],
        "principles": marks,
    }


def _row(
    document: OpenDocument, bitext: Bitext, row: Row, marks: set[tuple[str, str]]
) -> dict[str, Any]:
    """Return what the page knows of a row; add its principles to `marks`."""
    pair = make_pair(bitext, row, seq=0, tag=document.tagger)
    findings, checked = document.findings(bitext.rendering).open(row)
    own = [("zh", name) for name in pair.principles_zh] + [
        ("en", name) for name in pair.principles_en
    ]
    marks.update(own)
    return {
        "zh": row.zh,
        "en": row.en,
        "status": row.status,
        "score": row.score,
        "texts": row.texts,
        "marks": [[mark.side, mark.principle, mark.is_added] for mark in row.marks],
        "comments": [[comment.by, comment.text, comment.at] for comment in row.comments],
        "accepted": row.accepted,
        "section": pair.section,
        "principles": own,
        "findings": list(_findings(findings, checked)),
        "machine": _as_machine_left(bitext, row),
    }


def _as_machine_left(bitext: Bitext, row: Row) -> list[Any]:
    """Return the machine's status and score of the same row; empty if it made no such row."""
    unit = bitext.unit_of(row)
    return [unit.status, unit.score] if (unit.zh_ids, unit.en_ids) == row.members else []


def _findings(findings: Iterable[Finding], pair: Pair) -> Iterable[dict[str, Any]]:
    """Yield what the page shows of findings, and what an act keeps of each."""
    for finding in findings:
        spans = finding.spans
        places: dict[str, list[list[int]]] = {"zh": [], "en": []}
        for span in spans:
            if span.pair_id == spans[0].pair_id and span.start < span.end:
                places[span.side].append([span.start, span.end])
        yield {
            "severity": finding.severity,
            "code": finding.code,
            "message": finding.message,
            "message_zh": translate_finding(finding.message) or "",
            "weight": weigh(finding),
            "suggestion": finding.suggestion,
            "corrected": correct_english(finding, pair),
            "keep": format_accepted(accept(finding, pair)),
            **places,
        }
