"""Two files of subtitles: what is shown at one time belongs together."""

from __future__ import annotations

from aigov_corpus.embedding.hashing import HashEncoder
from aigov_corpus.extraction import extract
from aigov_corpus.matching import match_documents
from aigov_corpus.segmentation import segment_document


def srt(*cues: tuple[int, int, str]) -> str:
    """A file of subtitles; each cue has two seconds of a minute and a text."""
    return "\n".join(
        f"{n}\n00:00:{start:02},000 --> 00:00:{end:02},000\n{text}\n"
        for n, (start, end, text) in enumerate(cues, 1)
    )


ZH = srt((1, 4, "请留意路灯。谢谢。"), (4, 6, "它们每年"), (6, 8, "检查两次。"), (8, 9, "再见。"))
EN = srt((1, 4, "Mind the lamps."), (4, 8, "They are checked twice a year."), (8, 9, "Bye."))


def fences(zh: str, en: str) -> tuple[tuple[int, int], ...]:
    """The fences between two files."""
    sides = [
        segment_document(extract(text, name="a.srt", lang=lang))
        for text, lang in ((zh, "zh"), (en, "en"))
    ]
    return match_documents(*sides, encoder=HashEncoder(), force=True).fences


def test_a_fence_stands_where_cues_begin_in_both() -> None:
    """A cue is one segment; one that goes on in the other file is no place for a fence."""
    assert fences(ZH, EN) == ((1, 1), (3, 2))


def test_times_of_another_version_say_nothing() -> None:
    """As those of a film that was cut differently."""
    late = srt((11, 13, "Mind the lamps."), (15, 17, "They are checked."), (20, 22, "Bye."))
    assert (1, 1) not in fences(ZH, late)
