"""Chinese that is written in ASCII is read, or refused with what to do."""

from __future__ import annotations

import quopri
from urllib.parse import quote

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract

LINES = ["路灯管理条例", "为了加强路灯的管理，制定本条例。", "路灯应当在黄昏点亮，在清晨熄灭。"]
TEXT = "\n".join(LINES)


@pytest.mark.parametrize("encoding", ["utf-7", "hz"])
def test_an_encoding_of_seven_bits_is_decoded(encoding: str) -> None:
    """Its bytes are all ASCII."""
    document = extract(TEXT.encode(encoding), name="a.txt")
    assert document.lang == "zh"
    assert [block.text for block in document.blocks] == LINES
    assert document.meta["encoding"] == encoding


def test_quotation_marks_in_utf_7() -> None:
    """In English nothing but marks shows the encoding; a sum and a number show none."""
    text = "The cost – “forty” – is paid."
    assert extract(text.encode("utf-7"), name="a.txt").blocks[0].text == text
    for plain in ("The number is +8613800138000.", "A+BCD-E, C+FGH-I, 1+234-5."):
        assert extract(plain, name="a.txt").blocks[0].text == plain


def test_iso_2022_is_refused() -> None:
    """With the command that converts it."""
    with pytest.raises(InvalidInputError, match="iconv -f ISO-2022-CN"):
        extract(b"\x1b$)A\x0e<:Ky2;\x0f\n", name="a.txt")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.replace("\n", " ").encode("unicode_escape"),
        quopri.encodestring(TEXT.encode()),
        quote(TEXT, safe=" \n").encode(),
    ],
)
def test_escapes_are_refused(data: bytes) -> None:
    """With what decodes them; a text that tells of a few of them is read."""
    with pytest.raises(InvalidInputError, match="characters are written as escapes"):
        extract(data, name="a.txt")
    about = f"Such as {data.decode()[:24]} are called escapes in the books."
    assert extract(about, name="a.txt").blocks


def test_addresses_may_have_escapes() -> None:
    """A list of pages is no text in escapes, however short what stands beside them."""
    links = "\n".join(f"See https://example.org/{quote(line)}" for line in LINES)
    assert len(extract(links, name="a.txt", lang="en").blocks) == len(LINES)


def test_references_to_characters_are_read() -> None:
    """As in a page; a text about one keeps it."""
    references = "".join(f"&#{ord(char)};" for char in LINES[1])
    assert extract(f"{references}\n", name="a.txt").blocks[0].text == LINES[1]
    assert extract("&#20013; is 中.", name="a.txt", lang="en").blocks[0].text == "&#20013; is 中."
