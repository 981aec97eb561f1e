"""Characters that file formats forbid."""

from __future__ import annotations

from aigov_corpus.text.characters import one_line, xml_text


def test_a_space_replaces_what_xml_forbids() -> None:
    """Tabs and line ends stay; control characters and lone surrogates do not."""
    assert xml_text("a\tb\x00c\x0bd\ufffee\n") == "a\tb c d e\n"


def test_a_text_is_put_on_one_line() -> None:
    """Everything that ends a line becomes one space; ideographic and no-break spaces stay."""
    assert one_line(" a\r\n\u2028b\x85c\u3000d\u00a0e ") == "a b c\u3000d\u00a0e"
