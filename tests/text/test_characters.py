"""Characters that file formats forbid."""

from __future__ import annotations

import json

from aigov_corpus.text.characters import escape_line_ends, one_line, resolve_references, xml_text


def test_a_space_replaces_what_xml_forbids() -> None:
    """Tabs and line ends stay; control characters and lone surrogates do not."""
    assert xml_text("a\tb\x00c\x0bd\ufffee\n") == "a\tb c d e\n"


def test_a_text_is_put_on_one_line() -> None:
    """Everything that ends a line becomes one space; ideographic and no-break spaces stay."""
    assert one_line(" a\r\n\u2028b\x85c\u3000d\u00a0e ") == "a b c\u3000d\u00a0e"


def test_references_of_any_length_stand_for_a_character() -> None:
    """Zeros before a number count for nothing; a number that is too large is U+FFFD."""
    assert resolve_references("&amp;&#20013;&#x4e2d;&nosuch; & &#;") == "&中中&nosuch; & &#;"
    assert (
        resolve_references(f"&#{'0' * 5000}20013;|&#{'9' * 5000};|&#{'9' * 5000}")
        == "中|\ufffd|\ufffd"
    )


def test_json_has_line_ends_only_where_it_ends_a_line() -> None:
    """The same value, in a text that `splitlines` does not cut."""
    line = escape_line_ends(json.dumps({"zh": "一\u2028二\u2029三\x85四"}, ensure_ascii=False))
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"zh": "一\u2028二\u2029三\x85四"}
