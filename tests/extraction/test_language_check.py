"""A text in another language than its user named is refused, as far as its script shows it."""

from __future__ import annotations

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import check_document_language, check_language, extract
from aigov_corpus.records import Block, Document

CHINESE = "加强城市道路照明管理，保障公共安全。"
ENGLISH = "Street lamps are mended within three days."


@pytest.mark.parametrize(
    ("text", "lang", "looks"),
    [
        (ENGLISH, "zh", "it is not Chinese but looks English"),
        (ENGLISH, "zh-TW", "it is not Chinese but looks English"),
        (CHINESE, "en", "it is not English but looks Chinese"),
        (CHINESE, "fr", "it is not fr but looks Chinese"),
    ],
)
def test_the_other_script_is_an_error(text: str, lang: str, looks: str) -> None:
    """The error names the file, what was asked for and what the text looks like."""
    with pytest.raises(InvalidInputError) as caught:
        check_language(text, lang, name="lamps.txt")
    assert (caught.value.source, caught.value.reason) == ("lamps.txt", looks)


@pytest.mark.parametrize(
    ("text", "lang"),
    [(CHINESE, "zh"), (ENGLISH, "en-GB"), (ENGLISH, "de"), (CHINESE, "ko"), ("2024 / 7", "zh")],
)
def test_what_the_script_does_not_show_passes(text: str, lang: str) -> None:
    """A language of the same script, one that is not known, and a text without letters."""
    check_language(text, lang, name="lamps.txt")


def test_a_text_that_quotes_much_of_the_other_language_passes() -> None:
    """Its lines in its own language show that it is the right file."""
    check_language("\n".join([CHINESE, *[ENGLISH] * 3]), "zh", name="report.md")
    check_language("\n".join([ENGLISH, *[CHINESE] * 2]), "en", name="report.md")


def test_provenance_lines_of_a_document_may_be_in_any_language() -> None:
    """An English credit above a short Chinese text says nothing about the text."""
    blocks = (
        Block("provenance", "Translated by the Office of Street Lamps and Public Works", "zh"),
        Block("paragraph", CHINESE, "zh"),
    )
    check_document_language(Document("灯", "zh", blocks), name="lamps.txt")
    with pytest.raises(InvalidInputError, match=r"lamps\.txt: it is not English"):
        check_document_language(Document("灯", "en", blocks), name="lamps.txt")


def test_japanese_that_is_read_as_chinese_is_told() -> None:
    """Its characters are Chinese ones for a third; a name with の in a Chinese text is none."""
    japanese = "人工知能は新しい分野です。\n\n安全は発展の前提です。\n"
    told = [warning for warning in extract(japanese).meta["warnings"] if "Japanese" in warning]
    assert len(told) == 1
    assert "--lang ja" in told[0]
    assert not extract(japanese, lang="ja").meta["warnings"]
    assert not extract(f"{CHINESE}\n\n味の素公司位于东京。\n").meta["warnings"]
