"""Pages that a browser saved with their pictures in one file (.mht)."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage

import pytest

from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract

TEXTS = [
    "市人民政府照明主管部门负责城市照明的监督管理工作。",
    "损坏的路灯应当及时更换，并向社会公布。",
]
PAGE = f"<html><body>{''.join(f'<p>{text}</p>' for text in TEXTS)}</body></html>"


def save(
    *pages: str, encoding: str = "utf-8", cte: str = "quoted-printable", **heads: str
) -> bytes:
    """A file as browsers save it, with a picture and pages in frames."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Subject"] = "Lamps"
    for name, value in heads.items():
        message[name.replace("_", "-")] = value
    message.make_related()
    for number, page in enumerate(pages):
        part = EmailMessage()
        part.set_content(page, subtype="html", charset=encoding, cte=cte)
        part["Content-Location"] = f"https://lamps.example.org/{number}.html"
        message.attach(part)
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


@pytest.mark.parametrize("cte", ["quoted-printable", "base64"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_page_is_read(encoding: str, cte: str) -> None:
    """In any encoding, with the address of the page and the hash of the file."""
    data = save(PAGE, encoding=encoding, cte=cte)
    document = extract(data, name="lamps.mht", lang="zh")
    assert [block.text for block in document.blocks] == TEXTS
    assert document.url == "https://lamps.example.org/0.html"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.meta["warnings"] == []


def test_frames_are_counted() -> None:
    """Those with text; frames of programs have none."""
    frames = [PAGE, "<html><script>run()</script></html>"]
    document = extract(save(PAGE, *frames), name="lamps.mht", lang="zh")
    assert [block.text for block in document.blocks] == TEXTS
    assert "1 more in its frames" in document.meta["warnings"][0]


@pytest.mark.parametrize("data", [save(PAGE, To="lee@example.org"), save()])
def test_mail_and_files_without_a_page_are_refused(data: bytes) -> None:
    """As before."""
    with pytest.raises(InvalidInputError):
        extract(data, name="lamps.mht", lang="zh")
