"""A corpus of pairs that a caller gives."""

from __future__ import annotations

from pathlib import Path

import pytest

import aigov_corpus as ac

GIVEN = [("你好。\n再见 ", "Hello.\tBye"), ("你好。\n再见 ", "Hi."), ("谢谢", ""), ("", "Thanks")]


def test_given_pairs_keep_their_order_and_their_texts() -> None:
    """White space and repeated texts too; each pair has an id of its own."""
    pairs = list(ac.Corpus.from_pairs(GIVEN))
    assert [(pair.zh, pair.en) for pair in pairs] == GIVEN
    assert [pair.status for pair in pairs] == ["given", "given", "omitted", "added"]
    assert [pair.bead for pair in pairs] == ["1-1", "1-1", "1-0", "0-1"]
    assert len({pair.pair_id for pair in pairs}) == len(GIVEN)
    assert [pair.seq for pair in pairs] == [1, 2, 3, 4]


def test_the_source_may_be_english(tmp_path: Path) -> None:
    """Then English is the source of a translation memory."""
    corpus = ac.Corpus.from_pairs([("Hello.", "你好。")], src_lang="en-GB", tgt_lang="zh-TW")
    [pair] = corpus
    assert (pair.zh, pair.en, pair.source_side) == ("你好。", "Hello.", "en")
    [file] = corpus.export("tmx", tmp_path / "x.tmx")
    text = file.read_text("utf-8")
    assert 'srclang="en-GB"' in text
    assert text.index("Hello.") < text.index("你好。")


@pytest.mark.parametrize(
    ("pairs", "languages", "message"),
    [
        ([("a", "b"), "cd"], {}, r"pairs\[1\] is not two texts"),
        ([("a", None)], {}, r"pairs\[0\]\[1\] is None"),
        ([("", " ")], {}, r"pairs\[0\] has no text"),
        ("ab", {}, "pairs is a str"),
        ([("a", "b")], {"src_lang": "fr"}, "the languages are fr and en"),
        ([("a", "b")], {"src_lang": "en"}, "the languages are en and en"),
    ],
)
def test_what_is_no_pair_is_refused(pairs: object, languages: dict[str, str], message: str) -> None:
    """The error names the item."""
    with pytest.raises(ac.errors.UsageError, match=message):
        ac.Corpus.from_pairs(pairs, **languages)  # type: ignore[arg-type]


def test_an_empty_list_is_an_empty_corpus() -> None:
    """As a filter that nothing passes gives one."""
    assert len(ac.Corpus.from_pairs([])) == 0
