"""The signature of a result."""

from __future__ import annotations

from aigov_corpus.records import Alignment, Bead, Signature


def test_a_signature_renders_its_parts_in_one_order_and_shortens_hashes() -> None:
    """Seven digits of each source; every other part as it is."""
    full = Signature(
        sources=("a" * 64, "b" * 64),
        segmenters=("zh/1", "en/1"),
        encoder="use@1",
        aligner="crf-zh-en,max8",
        taxonomy="principles/1",
        version="0.1.0",
        omitted="0.1,seed1",
    )
    assert str(full) == (
        "src:aaaaaaa+bbbbbbb|seg:zh/1+en/1|enc:use@1|align:crf-zh-en,max8|tag:principles/1|v:0.1.0"
        "|omit:0.1,seed1"
    )


def test_a_part_without_a_value_is_left_out() -> None:
    """The aligner knows no segmenters and no taxonomy."""
    assert str(Signature(encoder="use@1", version="0.1.0")) == "enc:use@1|v:0.1.0"


def test_an_alignment_holds_the_record_and_gives_the_line() -> None:
    """Programs read `made_by`, people read `signature`."""
    alignment = Alignment((Bead((0,), ()),), 1, 0, Signature(aligner="in-order"))
    assert alignment.made_by.aligner == "in-order"
    assert alignment.signature == "align:in-order"
