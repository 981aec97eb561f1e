"""Files that hold a third language beside Chinese and English."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aigov_corpus.extraction import extract, extract_bilingual

TEXTS = [
    ("路灯由市政府管理。", "The lamps are kept by the government of the city.",
     "Os candeeiros são mantidos pelo governo da cidade e do distrito."),
    ("总则", "General Provisions", "Disposições Gerais"),
    ("损坏的路灯应当更换。", "A lamp that is broken shall be replaced by the office.",
     "Um candeeiro que não funciona é substituído pelos serviços do município."),
    ("每年公布结果。", "The results are published in the gazette of the city.",
     "Os resultados são publicados no boletim da cidade em cada ano."),
]  # fmt: skip


def as_text(rows: list[tuple[str, ...]]) -> str:
    """A text with a line for each."""
    return "\n".join(text for row in rows for text in row)


def as_table(rows: list[tuple[str, ...]]) -> str:
    """A page with a table."""
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return f"<html><body><table>{cells}</table></body></html>"


@pytest.mark.parametrize("write", [as_text, as_table])
@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1)])
def test_the_third_language_is_left_out(
    write: Callable[[list[tuple[str, ...]]], str], order: tuple[int, ...]
) -> None:
    """With its headings, which stand at the same place; the ledger has all of it."""
    zh, en = extract_bilingual(write([tuple(row[n] for n in order) for row in TEXTS]))
    assert [block.text for block in zh.blocks] == [row[0] for row in TEXTS]
    assert [block.text for block in en.blocks] == [row[1] for row in TEXTS]
    left = [piece.text for piece in en.left_out if piece.reason == "other language"]
    assert left == [row[2] for row in TEXTS]


def test_two_languages_stay() -> None:
    """Chinese with Portuguese, and English that quotes some."""
    rows = [(zh, pt) for zh, _, pt in TEXTS]
    assert len(extract_bilingual(as_text(rows))[1].blocks) == len(TEXTS)
    quoting = "\n".join([*(en for _, en, _ in TEXTS), TEXTS[0][2]])
    assert TEXTS[0][2] in [block.text for block in extract(quoting, lang="en").blocks]


def test_a_text_that_is_not_english_is_announced() -> None:
    """Unless its language is named."""
    text = "\n".join(pt for _, _, pt in TEXTS)
    assert "another language" in extract(text, lang="en").meta["warnings"][0]
    assert extract(text, lang="pt").meta["warnings"] == []
    assert extract("\n".join(en for _, en, _ in TEXTS), lang="en").meta["warnings"] == []


def test_the_language_that_is_named_stays() -> None:
    """A text in Portuguese may quote Chinese and English; one in English still leaves it out."""
    named = [block.text for block in extract(as_text(TEXTS), lang="pt").blocks]
    assert all(pt in named for _, _, pt in TEXTS)
    english = [block.text for block in extract(as_text(TEXTS), lang="en").blocks]
    assert not any(pt in english for _, _, pt in TEXTS)
