"""Pairs for the tests of checks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aigov_corpus.checking import check_pairs
from aigov_corpus.records import Finding, Pair


def make_pair(zh: str, en: str, **fields: Any) -> Pair:
    """Return a pair of two texts; its id is made from them."""
    name = hashlib.sha256(f"{zh}\n{en}".encode()).hexdigest()[:16]
    values: dict[str, Any] = {
        "pair_id": f"doc/en/{name}",
        "document": "doc",
        "rendering": "en",
        "seq": 1,
        "section": "0",
        "section_title_zh": "",
        "section_title_en": "",
        "kind": "paragraph",
        "zh": zh,
        "en": en,
        "language_zh": "zh",
        "language_en": "en",
        "zh_ids": (f"zh-{name}",) if zh else (),
        "en_ids": (f"en-{name}",) if en else (),
        "bead": f"{int(bool(zh))}-{int(bool(en))}",
        "score": 1.0 if zh and en else None,
        "status": "auto",
        "principles": (),
        "principles_zh": (),
        "principles_en": (),
        "principle_evidence": (),
        "near_misses": (),
        "source_url_zh": "",
        "source_url_en": "",
        "sha256_zh": "",
        "sha256_en": "",
        "licence_en": "",
        "signature": "src:1|align:crf|v:1",
    }
    return Pair(**values | fields)


def find(codes: str, *texts: tuple[str, str], **fields: Any) -> list[Finding]:
    """Return what a check, or several with blanks between, find in Chinese and English texts."""
    pairs = [
        make_pair(zh, en, pair_id=f"doc/en/{number}", **fields)
        for number, (zh, en) in enumerate(texts)
    ]
    return check_pairs(pairs, only=codes.split())


def read_verdicts(name: str, kind: str) -> Iterator[tuple[str, str, str]]:
    """Yield the verdict, the Chinese and the English of each row of a kind in a table beside."""
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        row_kind, _, rest = line.partition("\t")
        if row_kind == kind:
            verdict, zh, en = rest.split("\t")
            yield verdict, zh, en
