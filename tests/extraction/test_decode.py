"""Bytes of any Chinese encoding, truly or falsely declared."""

from __future__ import annotations

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract
from aigov_corpus.extraction.decoding import decode

TEXT = "各区应当在四月底前检查全部主要道路的灯具，发现损坏的应当及时更换。镕、喆、㙦三字也在其中。"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32"],
)
def test_an_undeclared_encoding(encoding: str) -> None:
    """Nothing needs to be declared."""
    assert decode(TEXT.encode(encoding), name="x")[0] == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_english_in_utf_16_without_a_mark(encoding: str) -> None:
    """Its bytes are valid UTF-8 as well, with a zero beside each letter."""
    for text in ("(2) Strengthen supervision.\n", "Article 1. 一 is one.\n"):
        assert decode(text.encode(encoding), name="x")[:2] == (text, encoding)


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_declaration_is_checked_against_the_bytes(encoding: str, declared: str) -> None:
    """UTF-8 is UTF-8 whatever is declared, gb2312 means gb18030, and Latin-1 fits every byte."""
    page = f'<meta charset="{declared}"><p>{TEXT}</p>'
    assert TEXT in decode(page.encode(encoding), name="x")[0]


@pytest.mark.parametrize("text", ["Où ? À Paris, « là-bas », élu déjà.", "Ø ÆØÅ, på ø", "Ä"])
def test_a_text_of_western_europe_stays_what_it_declares(text: str) -> None:
    """Its letters beyond ASCII may stand alone, as Chinese in a wrong encoding has them."""
    page = f"<meta charset=iso-8859-1><p>{text}</p>"
    assert decode(page.encode("cp1252"), name="x") == (page, "cp1252", [])


def test_the_header_goes_before_the_page() -> None:
    """An encoding given by HTTP is tried first."""
    text = "路燈應當每天檢查，損壞的應當及時更換。"
    assert decode(text.encode("big5"), name="x", declared="big5")[0] == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("big5hkscs", "政府會隨着經濟發展，在衞生署和公共屋邨設立新的中心，這是今年的第一項工作。"),
        ("cp950", "這個計劃的費用是€30，牆裏有三條線路，政府會在今年完成，這是市民的要求。"),
    ],
)
def test_big5_of_hong_kong_and_of_windows(encoding: str, text: str) -> None:
    """Characters that Big5 lacks, such as 着, 衞 and €, need no declaration."""
    assert decode(text.encode(encoding), name="x") == (text, encoding, [])
    mixed = f"路灯应当每天检查，这是规定。\n{text}"
    both = "路灯应当每天检查，这是规定。\n".encode() + text.encode(encoding)
    assert decode(both, name="x")[0] == mixed


def test_extract_is_told_the_header() -> None:
    """Text that declares nothing is read as the header says."""
    text = "路燈應當每天檢查，損壞的應當及時更換，不得拖延。"
    assert extract(text.encode("big5"), name="x", charset="big5").blocks[0].text == text
    assert (
        extract("Café crème.".encode("mac-roman"), name="x", charset="macintosh").blocks[0].text
        == "Café crème."
    )


def test_characters_outside_gb2312_survive() -> None:
    """A page declared as gb2312 uses characters that gb2312 does not have."""
    page = f'<meta charset="gb2312"><p>{TEXT}</p>'.encode("gb18030")
    text, encoding, _ = decode(page, name="x")
    assert encoding == "gb18030"
    assert "㙦" in text


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
@pytest.mark.parametrize("text", ["你好", "AI安全", "（你好）"])
def test_a_few_characters_are_read_with_a_warning(encoding: str, text: str) -> None:
    """None of them is among the most common ones, by which a longer text is known."""
    decoded = decode(text.encode(encoding), name="x.txt")
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decoded.warnings == [
        f"read as {encoding}, for which it is too short to be sure; save it as UTF-8"
    ]


@pytest.mark.parametrize("text", ["It is 25°C today.", "©Acme 2020, all rights reserved.", "Ärzte"])
def test_a_sign_among_latin_letters_is_no_chinese(text: str) -> None:
    """In Big5, the sign of Windows and the letter behind it are a character in daily use."""
    padded = f"{text} {'It is as it is. ' * 4}"
    assert decode(padded.encode("cp1252"), name="x.txt")[:2] == (padded, "cp1252")


def test_lies_are_reported() -> None:
    """A false declaration is a warning."""
    _, _, warnings = decode(f'<meta charset="gb2312">{TEXT}'.encode(), name="x")
    assert warnings == ["declared as gb18030 but the bytes are UTF-8; read as UTF-8"]


@pytest.mark.parametrize("wrong", ["latin-1", "gb18030"])
def test_garbled_text_is_reported(wrong: str) -> None:
    """UTF-8 read as something else and saved again."""
    garbled = TEXT.encode().decode(wrong, errors="replace").encode()
    assert any("garbled" in warning for warning in decode(garbled, name="x")[2])


@pytest.mark.parametrize(
    ("text", "is_garbled"),
    [
        ("ä½ å¥½ã€‚", True),  # 你好。 in UTF-8, read as Windows-1252
        ("浜哄伐鏅鸿兘", True),  # 人工智能 in UTF-8, read as GBK
        ("ÈË¹¤ÖÇÄÜ¡£", True),  # 人工智能。 in GBK, read as Latin-1
        ("It isnâ€™t.", True),
        ("锟斤拷", True),
        ("人工智能", False),
        ("A café in Ångström’s house?????", False),
    ],
)
def test_a_garbled_text_of_a_few_characters_is_reported(text: str, is_garbled: bool) -> None:
    """By the traces that `validate` looks for; nothing was said of fewer than 12 characters."""
    warned = decode(text.encode(), name="x")[2]
    assert any("garbled" in warning for warning in warned) == is_garbled


def test_one_damaged_byte_does_not_lose_the_page() -> None:
    """A long page with a broken character is still read."""
    data = bytearray((TEXT * 100).encode())
    data[3000] = 0xFF
    text, encoding, warnings = decode(bytes(data), name="x")
    assert encoding == "utf-8"
    assert text.count("\ufffd") <= 3
    assert "damaged characters: 3, the first near byte 3000" in warnings[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\x00", "is empty"),
        (b"%PDF-1.7 \xff\xfe", "PDF"),
        (b"\x80\x81\xfe\xff" * 50, r"byte 0: it is not UTF-8 \(the byte is 0x80\).*iconv"),
        (b"abc\x01\x02\x03" * 20, "control characters"),
        (b"\xff\xfea", "mark of UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    """The message says what it is and what to do."""
    with pytest.raises(InvalidInputError, match=message):
        decode(data, name="x")


def test_a_huge_file_is_refused() -> None:
    """Before anything is decoded."""
    with pytest.raises(InvalidInputError, match="51 MB"):
        decode(b"x" * 51_000_000, name="x")


def test_colours_and_links_of_a_terminal_are_taken_out() -> None:
    """All of a sequence, not its first character alone."""
    log = "\x1b[1;31m路灯\x1b[0m应当\x1b]8;;http://a.b\x1b\\检查\x1b]8;;\x07。"
    assert decode(log.encode(), name="x")[0] == "路灯应当检查。"


def test_western_quotes_are_read() -> None:
    """English saved by an old editor has its quotes."""
    text, encoding, _ = decode(
        "The city’s lamps are its own, and each of them is lit.".encode("cp1252"), name="x"
    )
    assert (text[8], encoding) == ("’", "cp1252")


def test_half_a_surrogate_damages_its_own_place_only() -> None:
    """The rest of a short text is read, and the damage reported."""
    data = "路灯应当检查。".encode() + b"\xed\xa0\x80" + "损坏的应当更换。".encode()
    text, encoding, warnings = decode(data, name="a.txt")
    assert (encoding, text[:7], text[-8:]) == ("utf-8", "路灯应当检查。", "损坏的应当更换。")
    assert any("damaged" in warning for warning in warnings)


def test_the_byte_0x80_of_gbk_is_the_euro_sign() -> None:
    """Windows' GBK has it there, declared or not; the rest of the text is as ever."""
    text = "投资100亿元，安全是发展的前提，发展是安全的保障。"
    data = text.encode("gbk").replace("亿".encode("gbk"), b"\x80" + "亿".encode("gbk"))
    for declared in ("", "gb2312"):
        assert decode(data, name="x", declared=declared).text == text.replace("亿", "€亿")


def test_a_text_of_lost_characters_is_refused() -> None:
    """A few are a warning, which says nothing of a wrong declaration; many are an error."""
    text = "安全是发展的前提，发展是安全的保障。" * 9
    damaged = f"<meta charset=utf-8>{text}".encode()[:-1]
    [warning] = decode(damaged, name="x").warnings
    assert "damaged characters: 1" in warning
    with pytest.raises(InvalidInputError, match="characters are lost"):
        decode(text.replace("全", "\ufffd").encode(), name="x")


def test_lines_in_two_encodings() -> None:
    """As of files that were put together; a sentence names the lines. A lone bad byte is damage."""
    lines = [f"{TEXT}{n}" for n in range(4)]
    encodings = ("utf-8", "gb18030", "utf-8", "gb18030")
    data = b"\n".join(a.encode(b) for a, b in zip(lines, encodings, strict=True))
    read = decode(data, name="x")
    assert read.text == "\n".join(lines)
    assert read.warnings == [
        "lines 2 and 4 were read as gb18030, the others as UTF-8; compare them"
    ]
    assert "damaged" in decode(f"{TEXT}\n".encode() + b"\xff\n", name="x").warnings[0]


def test_halves_of_characters() -> None:
    """As some databases write what stands above U+FFFF; a lone half is one damaged character."""
    half = "\ud83d"
    assert decode(f"{TEXT}{half}\ude00".encode("utf-8", "surrogatepass"), name="x").text[-1] == "😀"
    assert decode(f"{TEXT}{half}".encode("utf-8", "surrogatepass"), name="x").text[-1] == "\ufffd"


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html", "x.srt"])
def test_radicals_are_characters(name: str) -> None:
    """As in texts that were copied from PDFs; ① and Ⅳ, which are no radicals, stay."""
    text = "⼈⼯智能是⻓江边的⼯具①，\uf9182号在第Ⅳ节。"
    data = {
        "x.md": f"# ⼈\n\n{text}\n",
        "x.html": f"<article><h1>⼈</h1><p>{text}</p></article>",
        "x.srt": f"1\n0:01,0 --> 0:02,0\n{text}\n",
    }.get(name, text)
    document = extract(data, name=name, lang="zh")
    assert document.blocks[-1].text == "人工智能是长江边的工具①，落2号在第Ⅳ节。"
    assert document.meta["warnings"] == []


def test_english_in_letters_of_full_width_is_read_in_usual_ones() -> None:
    """A warning counts the lines; 人工智能（ＡＩ） keeps its letters."""
    from aigov_corpus.extraction import extract_any

    text = "路灯（ＬＡＭＰＳ　ＯＮＬＹ）每天亮。\nＬａｍｐｓ　ｂｕｒｎ　ｅｖｅｒｙ　ｄａｙ．\n"
    zh, en = extract_any((text * 4).encode(), name="x.txt")
    assert {block.text for block in zh.blocks} == {"路灯（ＬＡＭＰＳ　ＯＮＬＹ）每天亮。"}
    assert {block.text for block in en.blocks} == {"Lamps burn every day."}
    assert "4 lines in letters of full width, read as usual letters" in en.meta["warnings"]


def test_letters_of_full_width_beside_tags() -> None:
    """Tags are in usual letters, and ＜ stays, which would begin a tag."""
    line = "Ｌａｍｐｓ　ｂｕｒｎ，　ｉｆ　１　＜　２．"
    page = f"<html><body><p>{line}</p><p>{line}</p></body></html>".encode()
    document = extract(page, name="x.html", lang="en")
    assert [block.text for block in document.blocks] == ["Lamps burn, if 1 ＜ 2."] * 2


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("目录", "gb18030"), ("目录", "utf-16-le"), ("总则", "utf-16-be"), ("第一章", "utf-16-le")],
)
def test_two_characters_that_look_like_another_encoding(text: str, encoding: str) -> None:
    """目录 in GB 18030 is Ŀ¼ in UTF-8, and 总则 in UTF-16 is `;R in ASCII."""
    assert decode(text.encode(encoding), name="x").text == text


@pytest.mark.parametrize(
    "text", ["Ŀ", "Да", "αβ", "é", "Bush hid the facts", "¼", "Łódź", "© 2025", "§ 5"]
)
def test_short_texts_in_utf_8_stay(text: str) -> None:
    """A word in one alphabet is one, and a sign alone, whatever its bytes are in GB 18030."""
    assert decode(text.encode(), name="x").text == text
    assert decode(f"{text} lamp".encode(), name="x").text == f"{text} lamp"


@pytest.mark.parametrize(
    "text",
    ["Prices: £30, the café is open.", "Café", "The “Plan” – a naïve café’s view – costs €30."],
)
def test_a_short_english_text_of_windows_is_read(text: str) -> None:
    """Its signs beyond ASCII may be more than a twentieth of it, if letters stand in words."""
    assert decode(text.encode("cp1252"), name="x") == (text, "cp1252", [])


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_file_with_a_mark_that_was_cut_off_is_read(mark: str) -> None:
    """In the middle of its last character, which is said as without a mark."""
    [*_, warning] = decode((TEXT * 3).encode(mark)[:-1], name="x").warnings
    assert warning.startswith("damaged characters: 1")


def test_zero_bytes_at_the_end_are_said() -> None:
    """A computer that lost its power leaves them where the end should stand."""
    text, _, [warning] = decode(TEXT.encode() + bytes(4096), name="x")
    assert text == TEXT
    assert "4,096 zero bytes" in warning


def test_characters_of_gb_18030_that_unicode_took_up_late() -> None:
    """Python gives them private codes, whose characters are left out as those of a site's font."""
    data = (TEXT * 3).encode("gb18030") + b"\xfe\x51\xfe\x59\xa8\xbc\xfe\xa0"
    assert decode(data, name="x").text == TEXT * 3 + "𠂇龴ḿ龻"


@pytest.mark.parametrize(("text", "told"), [("路\ue3c6灯", True), ("\uf0b7路灯 \ue3c6。", False)])
def test_characters_of_private_fonts_within_words_are_said(text: str, told: bool) -> None:
    """Old files of Hong Kong have names in them; bullets and pictures stand alone."""
    warnings = extract(f"<p>{TEXT}</p><p>{text}</p>", name="x").meta["warnings"]
    assert any("private font" in warning for warning in warnings) == told
