"""Subtitles: each cue is a paragraph; numbers, times and marks are left out, in the ledger."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigov_corpus.extraction import extract, extract_bilingual
from aigov_corpus.extraction.ledger import count_letters
from aigov_corpus.records import Document

IN_TURN = """1
00:00:01,000 --> 00:00:03,500
Mind the street lamps,
please.

1
00:00:01,000 --> 00:00:03,500
请留意
路灯。

2
00:00:03,500 --> 00:00:05,000
They are checked twice a year.

2
00:00:03,500 --> 00:00:05,000
路灯每年检查两次。
"""

IN_EACH_CUE = """WEBVTT
Kind: captions

STYLE
::cue { color: red }

NOTE checked by hand

opening
00:01.000 --> 00:03.500 align:start position:10%
<v Li>请留意路灯。</v>
Mind the <i>street</i> lamps, please &amp; thanks.

00:03.500 --> 00:05.000
路灯每年检查两次。
They are checked <00:04.000>twice a year.
"""


def texts(document: Document) -> list[str]:
    """Return the texts of the blocks."""
    return [block.text for block in document.blocks]


def test_languages_in_turn() -> None:
    """Cues of the same times are one paragraph of the file; their lines are joined."""
    zh, en = extract_bilingual(IN_TURN, name="talk.srt")
    assert texts(zh) == ["请留意路灯。", "路灯每年检查两次。"]
    assert texts(en) == ["Mind the street lamps, please.", "They are checked twice a year."]
    assert [block.paragraph for block in zh.blocks] == [block.paragraph for block in en.blocks]
    assert {piece.reason for piece in zh.left_out} == {"markup"}
    assert zh.meta["warnings"] == []


def test_languages_in_each_cue() -> None:
    """WebVTT: headers, styles, notes, names of cues, tags and times are no text."""
    zh, en = extract_bilingual(IN_EACH_CUE)
    assert texts(zh) == ["请留意路灯。", "路灯每年检查两次。"]
    assert texts(en) == [
        "Mind the street lamps, please & thanks.",
        "They are checked twice a year.",
    ]
    left_out = {piece.text: piece.reason for piece in zh.left_out}
    assert left_out["NOTE checked by hand"] == "comment"
    assert left_out["opening"] == left_out["<v Li>"] == left_out["<00:04.000>"] == "markup"


OF_ASS = r"""[Script Info]
; made by hand
Title: lamps

[V4+ Styles]
Format: Name, Fontname
Style: zh,Song

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,zh,,0,0,0,,draft
Dialogue: 0,0:00:03.00,0:00:05.00,zh,,0,0,0,,路灯每年，\n检查两次。{approved}
Dialogue: 0,0:00:01.00,0:00:03.00,zh,,0,0,0,,{\i1}请留意路灯。{\i0}
Dialogue: 1,0:00:01.00,0:00:03.00,zh,,0,0,0,,{\i1}请留意路灯。{\i0}
Dialogue: 0,0:00:01.00,0:00:03.00,en,,0,0,0,,Mind the street lamps,\Nplease.
Dialogue: 0,0:00:03.00,0:00:05.00,en,,0,0,0,,They are {\b1}checked{\b0} twice a year.
Dialogue: 0,0:00:03.00,0:00:05.00,en,,0,0,0,,{\p1}m 0 0 l 100 0 100 100{\p0}
"""


def test_events_of_ass() -> None:
    """In the order of their times; styles, marks, remarks, shadows and drawings are no text."""
    zh, en = extract_bilingual(OF_ASS, name="talk.ass")
    assert texts(zh) == ["请留意路灯。", "路灯每年，检查两次。"]
    assert texts(en) == ["Mind the street lamps, please.", "They are checked twice a year."]
    assert [block.paragraph for block in zh.blocks] == [block.paragraph for block in en.blocks]
    assert zh.meta["warnings"] == []
    left_out = {piece.text: piece.reason for piece in zh.left_out}
    assert left_out["; made by hand"] == left_out["{approved}"] == "comment"
    assert left_out[r"{\i1}请留意路灯。{\i0}"] == "duplicate"
    assert left_out["m 0 0 l 100 0 100 100"] == left_out[r"{\b1}"] == "markup"


def test_a_font_in_ass_is_no_other_text() -> None:
    """Its letters looked like marks of reStructuredText, for which the file was refused."""
    font = "\n[Fonts]\nfontname: lamp.ttf\n5``A``9::\n\n !`B`__ &amp;\n"
    document = extract(OF_ASS + font, lang="zh", both_sides=True)
    assert texts(document) == ["请留意路灯。", "路灯每年，检查两次。"]
    assert document.meta["warnings"] == []


def test_ass_without_a_list_of_fields() -> None:
    """The fields are those of the format; a comma in the text is text."""
    text = "[Script Info]\n[Events]\nDialogue: Marked=0,0:00:01.00,0:00:02.00,,,0,0,0,,Yes, go.\n"
    document = extract(text, lang="en")
    assert (texts(document), document.meta["times"]) == (["Yes, go."], [(1.0, 2.0)])


def test_a_mark_of_ass_without_an_end_is_text() -> None:
    """It was looked through once for each sign of a drawing, which took minutes."""
    mark = "{" + r"\p1" * 50_000
    text = f"[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,Go. {mark}\n"
    assert texts(extract(text, lang="en")) == [f"Go. {mark}"]


def test_one_language() -> None:
    """Two persons in a cue are two paragraphs; a number in a line of its own is text."""
    document = extract(
        "1\n0:00:01,0 --> 0:00:02,0\n- 路灯呢？\n- 检查了。\n\n2\n0:00:02,0 --> 0:00:03,0\n"
        "{\\an8}一共有\n30\n盏。\n",
        name="x.srt",
        lang="zh",
    )
    assert texts(document) == ["- 路灯呢？", "- 检查了。", "一共有", "30", "盏。"]


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_files_of_every_system(line_end: str) -> None:
    """Also with a byte order mark."""
    data = IN_TURN.replace("\n", line_end).encode("utf-8-sig")
    assert texts(extract(data, name="talk.srt", lang="en"))[1] == "They are checked twice a year."


LINES = ["1", "{}", "<i>{}</i>", "- {}", "", "NOTE {}", "00:00:01,000 --> 00:00:02,000", "{} -->"]


@settings(max_examples=50, deadline=None)
@given(
    st.booleans(),
    st.lists(st.tuples(st.sampled_from(LINES), st.text("路灯abc", min_size=1)), max_size=15),
)
def test_nothing_is_lost(is_vtt: bool, lines: list[tuple[str, str]]) -> None:
    """Whatever the lines look like, each letter is in a block or left out."""
    filled = [line.format(word) for line, word in lines]
    text = "\n".join(["WEBVTT" if is_vtt else "1", "0:01,0 --> 0:02,0", "路灯。", *filled])
    document = extract(text, name="x.srt", lang="zh")
    assert not [each for each in document.meta["warnings"] if "accounted" in each]
    found = count_letters([*texts(document), *(piece.text for piece in document.left_out)])
    wanted = count_letters([text])
    assert all(found[letter] == wanted[letter] for letter in "路灯abc")


def test_the_times_of_cues_are_facts() -> None:
    """In seconds, one pair for each block of a file in one language."""
    document = extract("1\n00:01:01,500 --> 00:01:03,000\nMind the lamps.\n", name="a.srt")
    assert document.meta["times"] == [(61.5, 63.0)]
    assert "times" not in extract_bilingual(IN_TURN, name="talk.srt")[0].meta


@pytest.mark.parametrize(
    "text",
    [
        "1\n\n0:01,0 --> 0:02,0\n\nMind the lamps.\n\n2\n\n0:03,0 --> 0:04,0\n\n30\n",
        "1\r\r\n0:01,0 --> 0:02,0\r\r\nMind the lamps.\r\r\n\r\r\n2\r\r\n0:03,0 --> 0:04,0"
        "\r\r\n30\r\r\n",
        "1\n0:00:01,0 -> 0:00:02,0\nMind the lamps.\n\n2\n00：00：03，0 --> 00：00：04，0\n30\n",
        "1\n00:00:01:000 --> 00:00:02:000\nMind the lamps.\n\n2\n"
        "00:00:03:000 --> 00:00:04:000\n30\n",
        "0:00:01.000,0:00:02.000\nMind the lamps.\n\n0:00:03.000,0:00:04.000\n30\n",
        "\u202a1\n0:00:01,0 --> 0:00:02,0\nMind\\hthe lamps.\n\n2\n0:00:03,0 --> 0:00:04,0\n30\n",
        "1\n0:00:01, 000 --> 0:00:02 ,000\nMind the lamps.\n\n\ufeff2\n"
        "0:00:03,000 → 0:00:04,000\n\ufeff30\n",
    ],
    ids=["blank lines", "CR CR LF", "arrows", "colons", "sbv", "marks", "blanks"],
)
def test_files_as_other_programs_write_them(text: str) -> None:
    """Numbers and times are no text, however they are written; a number that is text stays."""
    document = extract(text, name="x.srt", lang="en")
    assert texts(document) == ["Mind the lamps.", "30"]
    assert document.meta["times"] == [(1.0, 2.0), (3.0, 4.0)]


def test_negative_times_are_no_text() -> None:
    """Times that were shifted too far back."""
    times = "-00:00:01,000 --> -00:00:00,500"
    text = f"1\n{times}\nMind the lamps.\n\n2\n00:00:00,000 --> 00:00:01,000\n30\n"
    assert texts(extract(text, name="x.srt", lang="en")) == ["Mind the lamps.", "30"]


def test_captions_that_roll_up() -> None:
    """Each line stands once, as YouTube's captions are said."""
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n \nmind<00:01.500><c> the lamps</c>\n\n"
        "00:02.000 --> 00:02.010\nmind the lamps\n \n\n"
        "00:02.010 --> 00:03.000\nmind the lamps\nplease<00:02.500><c> do</c>\n"
    )
    document = extract(text, name="x.vtt")
    assert texts(document) == ["mind the lamps", "please do"]
    assert [x.text for x in document.left_out if x.reason == "duplicate"] == ["mind the lamps"] * 2
    chorus = "1\n0:01,0 --> 0:02,0\nGo!\n\n2\n0:02,0 --> 0:03,0\nGo!\n\n3\n0:03,0 --> 0:04,0\nStop."
    assert texts(extract(chorus, name="x.srt")) == ["Go!", "Go!", "Stop."]


def test_line_breaks_and_readings_of_a_cue() -> None:
    r"""`\\N` parts two languages; the pronunciation above characters is left out."""
    text = (
        "1\n0:01,0 --> 0:02,0\n再见。\\NGoodbye.\n\n"
        "2\n0:02,0 --> 0:03,0\n<ruby>漢<rt>kan</rt></ruby>字\n"
    )
    zh, en = extract_bilingual(text, name="x.srt")
    assert (texts(zh), texts(en)) == (["再见。", "漢字"], ["Goodbye."])
    assert [piece.text for piece in zh.left_out if piece.reason == "reading"] == ["kan"]


@pytest.mark.parametrize("settings", ["A:middle", "T:10% S:20%", "align:start", "X1:9 X2:20"])
def test_settings_behind_the_times_are_no_text(settings: str) -> None:
    """Of WebVTT, of its first drafts, and of SubRip."""
    text = f"1\n00:00:01,000 --> 00:00:02,000  {settings}\n灯具应当检查。\n"
    assert texts(extract(text, name="a.srt", lang="zh")) == ["灯具应当检查。"]


@pytest.mark.parametrize(
    "line",
    [
        "[00:0{}.000 --> 00:0{}.000]  {}",
        "00:00:0{}.000 --> 00:00:0{}.000 {}",
        "00:00:0{}:00 , 00:00:0{}:00 , {}",
    ],
)
def test_times_may_stand_in_the_line_of_the_text(line: str) -> None:
    """As Whisper prints them, and files of STL have them; they are left out with their lines."""
    said = ["灯具应当检查。", "灯杆应当更换。"]
    text = "\n".join(line.format(n, n + 1, each) for n, each in enumerate(said))
    document = extract(text, name="a.txt", lang="zh")
    assert [block.text for block in document.blocks] == said
    assert [piece.place for piece in document.left_out] == ["line 1", "line 2"]
    assert document.meta["times"] == [(0.0, 1.0), (1.0, 2.0)]
