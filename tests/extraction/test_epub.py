"""EPUB books: pages in the order of the spine, notes at the end, no protected books."""

from __future__ import annotations

import io
import zipfile

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract, extract_bilingual

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/list.opf"/></rootfiles></container>'
)
ENCRYPTION = (
    '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
    '<enc:EncryptionMethod Algorithm="{}"/><enc:CipherData><enc:CipherReference URI="{}"/>'
    "</enc:CipherData></enc:EncryptedData></encryption>"
)


def epub(*pages: str, **more: str) -> bytes:
    """A book whose pages stand in the archive in reverse order."""
    items = [f'<item id="p{n}" href="p%20{n}.xhtml" media-type="application/xhtml+xml"/>'
             for n in range(len(pages))]  # fmt: skip
    spine = [f'<itemref idref="p{n}"/>' for n in range(len(pages))]
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata>'
        '<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">路灯</dc:title></metadata>'
        '<manifest><item id="nav" href="nav.xhtml" properties="nav" '
        f'media-type="application/xhtml+xml"/>{"".join(items)}</manifest>'
        f'<spine><itemref idref="nav"/>{"".join(spine)}</spine></package>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        files.writestr("mimetype", "application/epub+zip")
        files.writestr("META-INF/container.xml", CONTAINER)
        files.writestr("book/list.opf", package)
        files.writestr("book/nav.xhtml", page('<nav epub:type="toc"><p>Contents</p></nav>'))
        for n, content in reversed(list(enumerate(pages))):
            files.writestr(f"book/p {n}.xhtml", page(content))
        for name, content in more.items():
            files.writestr(f"META-INF/{name}.xml", content)
    return out.getvalue()


def page(content: str) -> str:
    """A page of a book."""
    head = '<?xml version="1.0" encoding="utf-8"?><html><head><title/></head>'
    return f"{head}<body>{content}</body></html>"


FIRST = (
    '<h1>Lamps</h1><p><a id="x"/>A lamp<a epub:type="noteref"><sup>1</sup></a> is a light.</p>'
    '<aside epub:type="footnote" id="n"><p>1. Also in parks.</p></aside>'
    '<span epub:type="pagebreak">7</span>'
)
SECOND = "<h1>Poles</h1><p>A pole is of steel.</p>"


def test_pages_are_read_in_the_order_of_the_spine() -> None:
    """Notes stand at the end; contents, marks of notes and numbers of pages are in the ledger."""
    document = extract(epub(FIRST, SECOND), name="x.epub")
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("title", "Lamps"),
        ("paragraph", "A lamp is a light."),
        ("heading", "Poles"),
        ("paragraph", "A pole is of steel."),
        ("item", "1. Also in parks."),
    ]
    assert sorted((piece.reason, piece.text) for piece in document.left_out) == [
        ("note mark", "1"),
        ("page number", "7"),
        ("table of contents", "Contents"),
    ]
    assert document.meta["format"] == "epub"
    assert document.meta["warnings"] == []


def test_links_from_notes_back_to_the_text_are_marks() -> None:
    """By what they say they are, or by an arrow alone."""
    back = '<a epub:type="backlink" href="#r">(back)</a>', '<a href="p%200.xhtml#r">↩\ufe0e</a>'
    notes = "".join(
        f'<p epub:type="footnote">{n}. Also in parks. {x}</p>' for n, x in enumerate(back)
    )
    document = extract(epub(f"<h1>Lamps</h1><p>A lamp is a light.</p>{notes}"), name="x.epub")
    assert [block.text for block in document.blocks][-2:] == [
        "0. Also in parks.",
        "1. Also in parks.",
    ]
    assert {p.text for p in document.left_out if p.reason == "note mark"} == {"(back)", "↩\ufe0e"}


def test_pages_that_are_not_read_are_counted() -> None:
    """A page of the spine that the list does not describe."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub(FIRST, SECOND))) as files, zipfile.ZipFile(out, "w") as to:
        for name in files.namelist():
            to.writestr(name, files.read(name).replace(b'idref="p1"', b'idref="p9"'))
    [warning] = extract(out.getvalue(), name="x.epub").meta["warnings"]
    assert warning.endswith("and were not read: 1; compare the text with the book")


def test_a_bilingual_book() -> None:
    """The rows of a table are pairs."""
    rows = "<table><tr><td>灯具</td><td>Lamps</td></tr><tr><td>灯杆</td><td>Poles</td></tr></table>"
    zh, en = extract_bilingual(epub(rows), name="x.epub")
    assert [block.text for block in zh.blocks] == ["灯具", "灯杆"]
    assert [block.text for block in en.blocks] == ["Lamps", "Poles"]


def repacked(book: bytes) -> bytes:
    """The book in an archive of the folder that holds it, with no file first."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as files, zipfile.ZipFile(out, "w") as folder:
        folder.writestr("lamps/", "")
        for name in reversed(files.namelist()):
            folder.writestr(f"lamps/{name}", files.read(name))
    return out.getvalue()


def test_a_book_whose_folder_was_packed_is_read() -> None:
    """As a publisher's program did; a protected one is refused as well."""
    book = epub(FIRST, SECOND)
    documents = [extract(each, name="x.epub", lang="en") for each in (book, repacked(book))]
    assert documents[0].blocks == documents[1].blocks
    drm = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "book/p%200.xhtml")
    with pytest.raises(InvalidInputError, match="DRM"):
        extract(repacked(epub(FIRST, encryption=drm)), name="x.epub")


def test_a_protected_book_is_refused() -> None:
    """One whose fonts alone are encrypted is read."""
    drm = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "book/p%200.xhtml")
    with pytest.raises(InvalidInputError, match="DRM"):
        extract(epub(FIRST, encryption=drm), name="x.epub")
    fonts = ENCRYPTION.format("http://www.idpf.org/2008/embedding", "book/font.otf")
    assert extract(epub(FIRST, encryption=fonts), name="x.epub").blocks


@pytest.mark.parametrize("cut", [100, 500, -30])
def test_a_damaged_book_is_refused(cut: int) -> None:
    """With what to do."""
    with pytest.raises(InvalidInputError, match="it is an EPUB, but damaged; open it"):
        extract(epub(FIRST)[:cut], name="x.epub")


@pytest.mark.parametrize(("chapters", "kept"), [("h2", 1), ("h1", 2)])
def test_the_title_of_a_title_page_is_not_repeated(chapters: str, kept: int) -> None:
    """A converter puts a page with the title before the text, which has one of its own."""
    title = "<h1>路灯检修计划</h1><p>市政局</p>"
    text = (
        f"<h1>路灯检修计划</h1><p>全市道路的灯具每年检查一次。</p><{chapters}>附则</{chapters}>"
        "<p>本计划自公布之日起施行。</p>"
    )
    document = extract(epub(title, text), name="a.epub", lang="zh")
    texts = [block.text for block in document.blocks]
    reasons = [piece.reason for piece in document.left_out]
    assert texts.count("路灯检修计划") == kept
    assert reasons.count("duplicate") == 2 - kept


def test_a_heading_below_the_author_is_no_line_of_the_title() -> None:
    """A title page names the author; the heading of the first chapter stands in the next page."""
    title = "<h1 class='title'>城市照明条例</h1><p class='author'>市政府</p>"
    chapter = "<h1>总则</h1><p>灯具应当检查，损坏的应当更换。</p>"
    document = extract(epub(page(title), page(chapter)), name="a.epub")
    kinds = [(block.kind, block.text) for block in document.blocks]
    assert ("title", "城市照明条例") in kinds
    assert ("heading", "总则") in kinds


def test_the_source_of_a_formula_is_not_shown() -> None:
    """MathML may hold the formula in TeX beside what is shown, as pandoc and KaTeX write it."""
    math = (
        "<math xmlns='http://www.w3.org/1998/Math/MathML'><semantics><mrow><mi>E</mi></mrow>"
        "<annotation encoding='application/x-tex'>E_0</annotation></semantics></math>"
    )
    document = extract(epub(page(f"<h1>能量</h1><p>能量写作{math}。</p>")), name="a.epub")
    assert document.blocks[-1].text == "能量写作E。"
    assert document.meta["warnings"] == []
