"""What `validate` finds, and what it lets through."""

from __future__ import annotations

import encodings.aliases
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from aigov_corpus.errors import AigovError, InvalidInputError
from aigov_corpus.records import FileLine, Finding, Span
from aigov_corpus.tmx_validation import TmxCheck, decoding, units
from aigov_corpus.tmx_validation.language_faults import LanguageFault, find_fault
from aigov_corpus.tmx_validation.messages import ERRORS, WARNINGS

HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
    'srclang="zh-CN" datatype="plaintext"/>'
)
UNIT = (
    '<tu tuid="u1">\n<tuv xml:lang="zh-CN"><seg>加强国际合作。</seg></tuv>\n'
    '<tuv xml:lang="en-US"><seg>Strengthen international cooperation.</seg></tuv>\n</tu>'
)
FILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    '<tmx version="1.4">\n'
    f"{HEADER}\n<body>\n{UNIT}\n</body>\n</tmx>\n"
)
SECOND = UNIT.replace("u1", "u2")


def check(data: str | bytes) -> list[Finding]:
    """All findings of a file."""
    raw = data.encode() if isinstance(data, str) else data
    return list(TmxCheck(io.BytesIO(raw), name="f.tmx"))


def codes(data: str | bytes) -> list[str]:
    """Their codes."""
    return [finding.code for finding in check(data)]


def change(old: str, new: str, count: int = 1) -> str:
    """The correct file with something else in one place."""
    assert FILE.count(old) >= count
    return FILE.replace(old, new, count)


# One sentence in thirty ways, as tried with the DTD, OmegaT's schema, OmegaT 3.6 and
# translate-toolkit.
BATTERY: dict[str, tuple[str | bytes, list[str]]] = {
    "correct": (FILE, []),
    "no DOCTYPE": (change('<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n', ""), []),
    "byte-order mark": (b"\xef\xbb\xbf" + FILE.encode(), []),
    "UTF-16": (change("UTF-8", "UTF-16").encode("utf-16"), []),
    "UTF-16 without a mark": (change("UTF-8", "UTF-16").encode("utf-16-le"), []),
    "all languages are sources": (change('srclang="zh-CN"', 'srclang="*all*"'), ["srclang-all"]),
    "zh-cn in lower case": (change('xml:lang="zh-CN"', 'xml:lang="zh-cn"'), ["lang-case"]),
    "header lacks adminlang": (change('adminlang="en" ', ""), ["missing-attribute"]),
    "header lacks srclang": (change('srclang="zh-CN" ', ""), ["missing-attribute"]),
    "empty header": (change(HEADER, "<header/>"), ["missing-attribute"] * 7),
    "segtype with a capital": (change('"sentence"', '"Sentence"'), ["attribute-value"]),
    "version 1.4b": (change('version="1.4"', 'version="1.4b"'), ["version"]),
    "attribute of one's own on tu": (
        change('tuid="u1"', 'tuid="u1" score="0.9"'), ["unknown-attribute"]),
    "prop after tuv": (change("</tu>", '<prop type="x-a">b</prop></tu>'), ["order"]),
    "default namespace": (
        change("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" '), ["namespace"]),
    "lang instead of xml:lang": (FILE.replace("xml:lang", "lang"), ["lang-attribute"] * 2),
    "zh_CN with an underscore": (
        change('xml:lang="zh-CN"', 'xml:lang="zh_CN"'), ["lang-underscore"]),
    "zh-Hans-CN": (FILE.replace('"zh-CN"', '"zh-Hans-CN"'), []),
    "zh and en without region": (FILE.replace('"zh-CN"', '"zh"').replace("en-US", "en"), []),
    "zh-Hans and en-GB": (FILE.replace('"zh-CN"', '"zh-Hans"').replace("en-US", "en-GB"), []),
    "control character, raw": (change("国际", "国\x0b际"), ["illegal-character"]),
    "control character as a reference": (change("国际", "国&#x0B;际"), ["illegal-character"]),
    "bare ampersand": (change("国际", "国 & 际"), ["not-well-formed"]),
    "line end in seg": (change("加强国际合作", "\n  加强国际合作\n"), ["line-break"]),
    "two English texts, two regions": (
        change("</tu>", '<tuv xml:lang="en-GB"><seg>Other.</seg></tuv></tu>'), []),
    "two texts of one language": (
        change("</tu>", '<tuv xml:lang="en-US"><seg>Other.</seg></tuv></tu>'),
        ["duplicate-language", "duplicate-source"]),
    "two units with one source": (
        change("</tu>", "</tu>\n" + SECOND.replace("Strengthen", "Deepen")), ["duplicate-source"]),
    "two units with one tuid": (
        change("</tu>", "</tu>\n" + UNIT.replace("加强", "深化")), ["duplicate-id"]),
    "extended date": (change('tuid="u1"', 'creationdate="2026-11-22T12:00:00Z"'), ["date"]),
    "day that is not": (change('tuid="u1"', 'changedate="20260231T120000Z"'), ["date"]),
    "empty target": (change("Strengthen international cooperation.", ""), ["empty-target"]),
    "prop of the type file": (change("<tuv", '<prop type="file">a.txt</prop><tuv'), ["prop-file"]),
    "other props of OmegaT": (
        change("<tuv", '<prop type="id">a</prop><prop type="next">a</prop>'
               '<prop type="path">a</prop><tuv'),
        []),
}  # fmt: skip


@pytest.mark.parametrize("variant", BATTERY)
def test_the_battery(variant: str) -> None:
    """Each variant gives exactly the findings listed beside it."""
    data, expected = BATTERY[variant]
    assert codes(data) == expected


def in_seg(text: str) -> str:
    """The file with another English text."""
    return change("Strengthen international cooperation.", text)


MORE: dict[str, tuple[str | bytes, list[str]]] = {
    "empty": (b"", ["empty-file"]),
    "white space": (b" \n\n", ["empty-file"]),
    "byte-order mark alone": (b"\xef\xbb\xbf", ["empty-file"]),
    "zeros": (b"\0" * 100, ["not-xml"]),
    "plain text": ("你好，世界", ["not-xml"]),
    "ZIP": (b"PK\x03\x04 and so on", ["not-xml"]),
    "gzip": (b"\x1f\x8b\x08", ["not-xml"]),
    "database": (b"SQLite format 3\0", ["not-xml"]),
    "random bytes": (bytes(range(256)), ["not-xml"]),
    "web page": ("<html><body/></html>", ["not-tmx"]),
    "XLIFF": ('<xliff version="1.2"/>', ["not-tmx"]),
    "capitals": ("<TMX/>", ["not-tmx"]),
    "cut off": (FILE[:-20], ["not-well-formed"]),
    "cut off in a tag": (FILE[: FILE.index("xml:lang")], ["not-well-formed"]),
    "two files in one": (FILE + FILE[FILE.index("<tmx") :], ["not-well-formed"]),
    "wrong closing tag": (change("</seg>", "</sag>"), ["not-well-formed"]),
    "attribute twice": (change('tuid="u1"', 'tuid="u1" tuid="u2"'), ["not-well-formed"]),
    "unknown entity with a DTD": (in_seg("a&nbsp;b"), ["entity-unknown"]),
    "unknown entity without": (
        in_seg("a&nbsp;b").replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', ""), ["not-well-formed"]),
    "no body": (f'<tmx version="1.4">{HEADER}</tmx>', ["missing-element", "no-units"]),
    "no header": (change(HEADER, ""), ["missing-element"]),
    "no units": (change(UNIT, ""), ["no-units"]),
    "header after body": (
        change(HEADER, "").replace("</body>", f"</body>{HEADER}"), ["order"]),
    "unit without text": (change(UNIT, "<tu/>"), ["missing-element"]),
    "tuv without seg": (change("<seg>加强国际合作。</seg>", ""), ["missing-element"]),
    "two segs": (change("</seg>", "</seg><seg>b</seg>"), ["repeated-element"]),
    "note after seg": (change("</seg>", "</seg><note>b</note>"), ["order"]),
    "note and prop before, either first": (
        change("<tuv", '<prop type="x-a">b</prop><note>c</note><prop type="x-a">b</prop><tuv'), []),
    "unknown element": (change("</seg>", "<b>x</b></seg>"), ["structure"]),
    "seg in tu": (change("<tuv", "<seg>a</seg><tuv"), ["structure"]),
    "text between elements": (change("<tuv", "oops<tuv"), ["stray-text"]),
    "no language": (change(' xml:lang="zh-CN"', ""), ["no-source", "missing-attribute"]),
    "empty language": (change('xml:lang="en-US"', 'xml:lang=""'), ["lang-unknown"]),
    "language that is not": (change('xml:lang="en-US"', 'xml:lang="English"'), ["lang-unknown"]),
    "name of an old program": (
        change('xml:lang="zh-CN"', 'xml:lang="zh-CHS"'),
        ["no-source", "lang-old"],
    ),
    "region that is not": (change('xml:lang="en-US"', 'xml:lang="en-UK"'), ["lang-old"]),
    "another source language": (change('srclang="zh-CN"', 'srclang="zh-TW"'), ["no-source"]),
    "source language of the unit's own": (
        change('srclang="zh-CN"', 'srclang="de"').replace('tuid="u1"', 'srclang="zh-CN"'), []),
    "underscore in the header": (change('srclang="zh-CN"', 'srclang="zh_CN"'), ["lang-underscore"]),
    "one language only": (
        change('<tuv xml:lang="en-US"><seg>Strengthen international cooperation.</seg></tuv>', ""),
        ["one-language"]),
    "empty source": (change("加强国际合作。", " "), ["empty-source"]),
    "space at an end": (in_seg("Strengthen "), ["white-space"]),
    "two spaces": (in_seg("Strengthen  cooperation."), ["white-space"]),
    "no-break space": (in_seg("Strengthen\u00a0cooperation."), []),
    "tab": (in_seg("Strengthen\tcooperation."), ["line-break"]),
    "lost character": (in_seg("Strengthen \ufffd cooperation."), ["damaged-text"]),
    "invisible character": (in_seg("Strengthen\u200b cooperation.\ufeff"), ["invisible-character"]),
    "direction of writing": (in_seg("Strengthen\u202e cooperation."), ["invisible-character"]),
    "emoji with a joiner": (in_seg("Strengthen 👩\u200d💻 cooperation."), []),
    "UTF-8 as Windows-1252": (
        change("加强国际合作。", "加强国际合作。".encode().decode("cp1252", "replace")),
        ["damaged-text", "mojibake"]),
    "apostrophe as Windows-1252": (in_seg("Chinaâ€™s"), ["mojibake"]),
    "GBK as Latin-1": (
        change("加强国际合作。", "加强国际合作。".encode("gbk").decode("latin-1")), ["mojibake"]),
    "Big5 as Latin-1": (
        change("加强国际合作。", "加強國際合作。".encode("big5").decode("latin-1")), ["mojibake"]),
    "signs and capitals": (in_seg("©®©®©®, £5 §2 ±3, ÅLAND ÄR ÅÄÖ"), []),
    "UTF-8 as GBK": (
        change("加强国际合作。", "加强国际合作。".encode().decode("gbk", "ignore")), ["mojibake"]),
    "two characters as GBK": (change("加强国际合作。", "浣犲ソ"), ["mojibake"]),
    "filling": (change("加强国际合作。", "烫烫烫烫"), ["mojibake"]),
    "lost to question marks": (in_seg("It is ?????"), ["mojibake"]),
    "lost to wide question marks": (change("加强国际合作。", "？？？？？"), ["mojibake"]),
    "surprise": (in_seg("Why????"), []),
    "escapes of JSON": (in_seg(r"the word \u4f60"), ["mojibake"]),
    "bytes of a URL": (in_seg("the word %E4%BD%A0"), ["mojibake"]),
    "a URL": (in_seg("https://example.org/%E4%BD%A0"), []),
    "bytes of an e-mail": (in_seg("the word=E4=BD=A0"), ["mojibake"]),
    "lists of signs": (in_seg("«»«» »«»« ÀÁÂÃÄÅ"), []),
    "accents and quotation marks": (in_seg("naïve “café…” Spaß” à la » ÀÉÈ"), []),
    "entity escaped twice": (in_seg("research &amp;amp; development"), ["escaped-twice"]),
    "number escaped twice": (in_seg("China&amp;#8217;s"), ["escaped-twice"]),
    "no entity": (in_seg("AT&amp;T; R&amp;D"), []),
    "tag of a megabyte": (change('tuid="u1"', f'tuid="{"u" * 1_200_000}"'), ["long-markup"]),
    "comment of a megabyte": (change("<body>", f"<!--{'x' * 1_200_000}--><body>"), ["long-markup"]),
    "reference of many digits": (in_seg(f"&#{'9' * 5000};"), ["not-well-formed"]),
    "language of many characters": (
        change('xml:lang="en-US"', f'xml:lang="{"e" * 5000}"'), ["lang-unknown"]),
    "2,000 characters": (in_seg("x" * 2000), []),
    "2,001 characters": (in_seg("x" * 2001), ["long-text"]),
    "usagecount": (change('tuid="u1"', 'usagecount="3"'), []),
    "usagecount of words": (change('tuid="u1"', 'usagecount="often"'), ["attribute-value"]),
    "date of one digit": (change('tuid="u1"', 'creationdate="2026112T120000Z"'), ["date"]),
    "good date": (change('tuid="u1"', 'creationdate="20260228T235959Z"'), []),
    "empty creationtool": (change('creationtool="x"', 'creationtool=""'), ["attribute-value"]),
    "codes": (in_seg('<bpt i="1" x="1">{b}</bpt>a <ph x="2"/> b<ept i="1">{/b}</ept>').replace(
        "加强", '<bpt i="1" x="1">{b}</bpt>加<ph x="2"/><ept i="1">{/b}</ept>'), []),
    "codes that hold line ends": (in_seg('<ph>&#10; </ph>a'), []),
    "code not closed": (in_seg('<bpt i="1">{b}</bpt>a'), ["tag-not-closed"]),
    "code not opened": (in_seg('a<ept i="1">{b}</ept>'), ["tag-not-opened"]),
    "code opened twice": (
        in_seg('<bpt i="1"/>a<ept i="1"/><bpt i="1"/>b<ept i="1"/>'), ["tag-twice"]),
    "code in one text only": (in_seg('<ph x="1"/>a'), ["tags-differ"]),
    "code without its number": (in_seg("<bpt>a</bpt><ept>b</ept>"), ["missing-attribute"] * 2),
    "position that is not": (in_seg('<it pos="middle">{b}</it>a'), ["attribute-value"]),
    "text in a code": (in_seg('<ph>{title=<sub>Home</sub>}</ph>a'), []),
    "highlight": (in_seg('<hi type="term">a <hi>b</hi></hi>'), []),
    "own encoding table": (
        change("/>\n<body>", '><ude name="a"><map unicode="#xF8FF"/></ude></header>\n<body>'), []),
    "same unit again": (change("</tu>", "</tu>\n" + SECOND), []),
    "declared UTF-16, is UTF-8": (change("UTF-8", "UTF-16"), ["encoding"]),
    "declared UTF-8, is UTF-16": (FILE.encode("utf-16"), ["encoding"]),
    "declared nonsense": (change("UTF-8", "UTF-7000"), ["encoding"]),
    "declared a codec that is no encoding": (change("UTF-8", "base64"), ["encoding"]),
    "declared UTF-8, is GBK": (FILE.encode("gbk"), ["undecodable"]),
    "declared UTF-8, is Latin-1": (
        in_seg("Caf\u00e9.").replace("加强国际合作。", "a").encode("latin-1"), ["undecodable"]),
    "GB18030, and says so": (change("UTF-8", "GB18030").encode("gb18030"), ["encoding-unusual"]),
    "Latin-1, and says so": (
        change("UTF-8", "ISO-8859-1").replace("加强国际合作。", "\u00e9").encode("latin-1"),
        ["encoding-unusual"]),
    "byte-order mark and another encoding": (
        b"\xef\xbb\xbf" + change("UTF-8", "GBK").encode(), ["encoding"]),
    "version 2.0": (change('version="1.4"', 'version="2.0"'), ["version"]),
    "version 1.1, with lang": (
        FILE.replace('version="1.4"', 'version="1.1"').replace("xml:lang", "lang"),
        ["version-old"]),
    "version 1.1, without any language": (
        FILE.replace('version="1.4"', 'version="1.1"').replace(' xml:lang="en-US"', ""),
        ["version-old", "missing-attribute"]),
    "deep": (in_seg("<hi>" * 60 + "a" + "</hi>" * 60), ["nesting"]),
    "several illegal characters": (
        change("国际", "国\x01&#2;&#xFFFE;际"), ["illegal-character"] * 3),
    "surrogate as a reference": (change("国际", "国&#xD800;际"), ["illegal-character"]),
    "legal references": (change("国际", "国&#x56FD;&#10067;&#x1F600;际"), []),
}  # fmt: skip


@pytest.mark.parametrize("variant", MORE)
def test_more_variants(variant: str) -> None:
    """Each variant gives exactly the findings listed beside it."""
    data, expected = MORE[variant]
    assert codes(data) == expected


def test_every_finding_is_tried() -> None:
    """Every code is the finding of some variant, or has a test of its own."""
    tried = {code for _, expected in (BATTERY | MORE).values() for code in expected}
    assert {*ERRORS, *WARNINGS} - tried == {"entity-declared", "too-many-units"}, (
        "those have tests of their own"
    )


def test_what_the_schema_refuses_is_an_error_here() -> None:
    """An independent transcription of TMX 1.4 agrees: what is invalid there is an error here.

    Errors beyond the schema are those of encoding, languages, dates, numbers and pairs of tags.
    """
    schema = etree.RelaxNG(
        file=str(Path(__file__).parents[1] / "fixtures" / "export" / "tmx14.rng")
    )
    beyond = {
        *("encoding", "lang-underscore", "lang-unknown", "date", "no-source"),
        *("nesting", "long-markup", "tag-twice", "tag-not-opened", "tag-not-closed"),
    }
    compared = 0
    for name, (data, expected) in (BATTERY | MORE).items():
        raw = data.encode() if isinstance(data, str) else data
        try:
            tree = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, load_dtd=False))
        except etree.XMLSyntaxError:
            continue
        errors = {code for code in expected if code in ERRORS} - beyond
        if (
            name in ("usagecount of words", "empty creationtool", "unknown entity with a DTD")
            or "1.1" in name
        ):
            continue
        assert schema.validate(tree) == (not errors), name
        compared += 1
    assert compared > 70


def test_a_finding_says_where_and_what_to_do() -> None:
    """A finding has file, line, unit, and a sentence with the remedy."""
    [finding] = check(change("Strengthen international cooperation.", " a"))
    assert finding == Finding(
        "warning",
        "white-space",
        "The text begins or ends with a space, or has several in a row, and programs then find no "
        "exact match: leave single spaces.",
        (FileLine("f.tmx", 8, "tu u1"),),
    )


def test_a_finding_about_two_units_has_two_places() -> None:
    """The unit to correct comes first, the earlier one second."""
    [finding] = check(change("</body>", f"{UNIT}\n</body>"))
    assert finding.code == "duplicate-id"
    first, second = finding.places
    assert isinstance(first, FileLine) and isinstance(second, FileLine)
    assert (first.where, second.line < first.line) == ("tu u1", True)
    assert f"The unit on line {second.line} " in finding.message


def test_a_finding_needs_a_place_and_a_span_goes_forward() -> None:
    """A span of a pair is a place too, and may be empty."""
    span = Span("plan/x/1", "zh", 3, 3)
    assert Finding("warning", "number", "A number lacks: add it.", (span,)).places == (span,)
    with pytest.raises(ValueError, match="has no place"):
        Finding("warning", "number", "A number lacks: add it.", ())
    with pytest.raises(ValueError, match="from 4 to 3"):
        Span("plan/x/1", "zh", 4, 3)


def test_lines_are_right_behind_illegal_characters_and_in_every_encoding() -> None:
    """A finding has the right line, whatever characters and line ends stand before it."""
    bad = change("</body>", f"{UNIT.replace('u1', 'u3').replace('加强', 'a  b')}\n</body>").replace(
        "国际", "国\x01际"
    )
    line = next(number for number, text in enumerate(bad.splitlines(), 1) if "a  b" in text)
    for raw in (
        bad.encode(),
        bad.replace("\n", "\r\n").encode(),
        bad.replace("UTF-8", "UTF-16").encode("utf-16"),
    ):
        found = {finding.code: finding.places[0].line for finding in check(raw)}  # type: ignore[union-attr]
        assert found["white-space"] == line
        assert found["illegal-character"] in (7, line)


def test_messages_read_as_sentences() -> None:
    """Each ends with a full stop and has the remedy behind a colon; every value is filled in."""
    for data, _ in (BATTERY | MORE).values():
        for finding in check(data):
            assert finding.message.endswith("."), finding
            assert ":" in finding.message, finding
            assert "{" not in finding.message.replace("{b}", ""), finding


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    """A file that declares an entity is read no further, and no other file is opened."""
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    for declaration in (
        f'<!DOCTYPE tmx [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE tmx [<!ENTITY % leak SYSTEM "{secret.as_uri()}"> %leak;]>',
    ):
        findings = check(in_seg("&leak;").replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', declaration))
        assert [finding.code for finding in findings] == ["entity-declared"]
        assert "hunter2" not in str(findings)


def test_a_dtd_is_not_fetched(tmp_path: Path) -> None:
    """The DTD that a file names is not opened, be it a path or a URL."""
    assert codes(change("tmx14.dtd", tmp_path.as_uri())) == []
    assert codes(change("tmx14.dtd", "http://127.0.0.1:1/tmx14.dtd")) == []


def test_a_billion_laughs_end_at_the_first() -> None:
    """The declaration is refused before anything could be expanded."""
    laughs = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    bomb = in_seg("&i;").replace('SYSTEM "tmx14.dtd"', f"[{laughs}]")
    assert codes(bomb) == ["entity-declared"]


def test_a_language_is_complained_of_once() -> None:
    """A wrong language code is reported once, not for each unit."""
    made = "\n".join(
        UNIT.replace("u1", f"v{number}").replace("加强", f"{number}") for number in range(50)
    )
    data = change("</body>", made + "</body>").replace('xml:lang="zh-CN"', 'xml:lang="zh_CN"')
    assert codes(data) == ["lang-underscore"]


def test_duplicates_are_remembered_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit nothing is compared, and one finding says so."""
    monkeypatch.setattr(units, "MOST_REMEMBERED", 2)
    made = [UNIT.replace("u1", f"v{number}").replace("加强", f"{number}") for number in range(5)]
    again = [
        made[0].replace("v0", "w").replace("Strengthen", "a"),
        made[4].replace("v4", "w").replace("Strengthen", "a"),
    ]
    data = FILE.replace(UNIT, "\n".join([*made, *again]))
    assert codes(data) == ["too-many-units", "duplicate-source"]


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_no_bytes_are_a_traceback(data: bytes) -> None:
    """Any bytes give findings, and no exception."""
    assert codes(data)


@settings(deadline=None)
@given(st.data())
def test_no_damage_is_a_traceback(data: st.DataObject) -> None:
    """A TMX file with a part cut out, inserted or doubled gives no exception."""
    raw = FILE.encode()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    middle = data.draw(st.binary(max_size=20) | st.just(raw[start:end] * 2))
    codes(raw[:start] + middle + raw[end:])


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(1, 40))
def test_chunks_do_not_matter(text: str, size: int) -> None:
    """A reference, a character or a tag cut in two by the reader is still one."""
    data = in_seg(text.replace("<", "&lt;") + "&#11;&#x1F600;𠮷").encode()
    whole = check(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "CHUNK", 400 + size)
        # the guess at a wrong encoding sees one chunk only; everything else must be equal
        assert sorted(codes(data)) == sorted(finding.code for finding in whole)


@pytest.mark.parametrize("size", [1, 7, 64, 4096, 1 << 16])
@pytest.mark.parametrize(
    "where",
    ["<body>{}", "<seg>{}", "</tuv>{}", '<tu tuid="u1">{}'],
)
def test_what_stands_before_broken_xml_is_found_with_every_chunk(where: str, size: int) -> None:
    """A bare & far behind a long text, and a forbidden character behind the &."""
    before = where.format("").strip()
    broken = change(before, where.format("text " * 3000 + "\n& more\x01 \n\x02"))
    expected = sorted(check(broken), key=lambda finding: finding.places[0].line)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "CHUNK", size)
        found = sorted(check(broken), key=lambda finding: finding.places[0].line)
    assert [(f.code, f.places) for f in found] == [(f.code, f.places) for f in expected]
    assert [f.code for f in found].count("illegal-character") == 2


def test_the_case_of_codes() -> None:
    """As BCP 47 recommends: `Hans`, `CN`, and lower case behind a single letter."""
    for code in (
        "zh-CN",
        "zh-Hans-CN",
        "en-x-us",
        "es-419",
        "zh-Hant-TW",
        "en-US-u-ca-gregory",
        "sl-rozaj",
    ):
        assert find_fault(code) is None
        assert find_fault(code.swapcase()) == LanguageFault("lang-case", code)


def test_a_folder_or_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    """A folder and a missing file are errors with a remedy."""
    with pytest.raises(InvalidInputError, match="is a folder; name a TMX file in it"):
        list(TmxCheck(tmp_path))
    with pytest.raises(AigovError, match=r"none\.tmx: it cannot be read \(No such file"):
        list(TmxCheck(tmp_path / "none.tmx"))


@pytest.mark.parametrize(
    "name", sorted({*encodings.aliases.aliases.values(), "idna", "undefined", "punycode"})
)
def test_no_encoding_that_python_knows_is_a_traceback(name: str) -> None:
    """Any name that Python knows may stand as the encoding, without an exception."""
    found = codes(change("UTF-8", name))
    assert found == [] or found[0] in ("encoding", "encoding-unusual")


def test_a_closed_standard_input_is_named() -> None:
    """It is an input that cannot be read, as of every other command."""
    closed = os.fdopen(os.open(os.devnull, os.O_WRONLY), "rb")
    with (
        closed,
        pytest.raises(InvalidInputError, match=r"standard input: .* closed"),
    ):
        list(TmxCheck(closed))
