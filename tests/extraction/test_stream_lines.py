"""Lines of a stream, read in pieces."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.extraction import lines
from aigov_corpus.extraction.lines import iter_lines

TEXTS = st.lists(st.text(alphabet="路灯a é。", max_size=6), min_size=1, max_size=6)


def read(data: bytes, encoding: str = "utf-8") -> list[str]:
    """Return the lines of some bytes."""
    return list(iter_lines(io.BytesIO(data), encoding=encoding, name="zh.txt"))


@given(TEXTS, st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-8-sig"]), st.integers(1, 8))
def test_pieces_of_any_size_give_the_same_lines(
    texts: list[str], encoding: str, chunk: int
) -> None:
    """A character, a Windows line end or a mark of byte order may lie in two pieces."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "CHUNK", chunk)
        assert read("\n".join(texts).encode(encoding), encoding) == texts
        assert read("\r\n".join(texts).encode(encoding), encoding) == texts


def test_windows_line_ends_are_taken_off() -> None:
    """The last line is there even if it is empty; no bytes are one empty line."""
    assert read(b"one\r\ntwo\r\n") == ["one", "two", ""]
    assert read(b"") == [""]


def test_wrong_bytes_are_named_by_their_place() -> None:
    """With the encoding that they may be in."""
    with pytest.raises(InvalidInputError) as caught:
        read(("A" * 10 + "我们的国家是人民的国家。").encode("gb18030"))
    assert (caught.value.source, caught.value.place) == ("zh.txt", "byte 10")
    assert "--encoding gb18030" in caught.value.remedy
    with pytest.raises(InvalidInputError, match="there is a NUL"):
        read(b"abc\x00")
    with pytest.raises(UsageError, match="no encoding called 'latin-99'"):
        read(b"", "latin-99")


@pytest.mark.parametrize("encoding", ["base64", "hex", "rot13", "undefined"])
def test_a_codec_of_other_data_is_no_encoding(encoding: str) -> None:
    """Python knows codecs that make no text of bytes."""
    with pytest.raises(UsageError, match="no encoding called"):
        read("灯".encode(), encoding)


def test_utf_16_without_a_mark_is_refused_with_what_it_looks_like() -> None:
    """Python's decoder wants a byte order mark, and its error has no place."""
    with pytest.raises(InvalidInputError, match="it has no byte order mark") as caught:
        read("路灯由区政府管理。\n".encode(), "utf-16")
    assert "--encoding utf-8" in caught.value.remedy
