"""Catalogues of translations in PO are corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

import aigov_corpus as ac
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import extract

HEAD = """# Lamps of the town.
# Li Ming, 2025.
#, fuzzy
msgid ""
msgstr ""
"Language: zh_CN.UTF-8\\n"
"Content-Type: text/plain; charset={charset}\\n"

"""
BODY = """# check the word
#or another
#. a button
#: town.c:12
#, fuzzy, c-format
#| msgid "Put a lamp out"
msgid "Put the lamp out"
msgstr "把灯关掉"
msgctxt "noun"
msgid ""
"Lamps\\t\\"LED\\"\\n"
"\\x41\\102 "
msgstr ""
"灯具\\n"

msgid "%d lamp"
msgid_plural "%d lamps"
msgstr[0] "%d 盏灯"

msgid "Not translated"
msgstr ""

#~ msgid "Gas lamp"
#~ msgstr "煤气灯"
"""


def load(folder: Path, content: str, charset: str = "UTF-8") -> ac.Corpus:
    """The corpus of a catalogue."""
    file = folder / "town.po"
    file.write_bytes((HEAD.format(charset=charset) + content).encode(charset))
    return ac.load(file)


def test_a_catalogue_is_a_corpus(tmp_path: Path) -> None:
    """What a program reads of an entry is kept, and all else is counted."""
    corpus = load(tmp_path, BODY)
    assert [(pair.en, pair.zh, pair.status, pair.comment) for pair in corpus] == [
        ("Put the lamp out", "把灯关掉", "needs-review", "check the word\nor another"),
        ('Lamps\t"LED"\nAB ', "灯具\n", "given", ""),
        ("%d lamps", "%d 盏灯", "given", ""),
        ("Not translated", "", "added", ""),
    ]
    assert {(pair.source_side, pair.language_zh) for pair in corpus} == {("en", "zh-CN")}
    for note in (
        "entries that are obsolete (#~) were left out: 1",
        "messages in the singular, with one translation for both forms, were left out: 1",
        "contexts of messages (msgctxt) were left out: 1",
        "remarks of programmers (#.) were left out: 1",
    ):
        assert note in corpus.notes


@pytest.mark.parametrize("charset", ["GB18030", "UTF-8-SIG"])
def test_encodings_and_line_ends(charset: str, tmp_path: Path) -> None:
    """Of older systems, and of Windows."""
    corpus = load(tmp_path, BODY.replace("\n", "\r\n"), charset)
    assert [pair.zh for pair in corpus] == ["把灯关掉", "灯具\n", "%d 盏灯", ""]


def test_forms_of_the_plural_are_units(tmp_path: Path) -> None:
    """The first translates the singular; they may stand in any order."""
    forms = 'msgid "%d 盏灯"\nmsgid_plural "%d 盏灯"\nmsgstr[1] "%d lamps"\nmsgstr[0] "%d lamp"\n'
    (tmp_path / "town.po").write_text(forms, encoding="utf-8")
    corpus = ac.load(tmp_path / "town.po")
    assert [(pair.zh, pair.en) for pair in corpus] == [
        ("%d 盏灯", "%d lamp"),
        ("%d 盏灯", "%d lamps"),
    ]


def test_a_head_without_a_language(tmp_path: Path) -> None:
    """The characters of all translations decide."""
    text = 'msgid "Check the lamps."\nmsgstr "檢查這些燈飾。"\n\nmsgid "LED"\nmsgstr "LED"\n'
    text += 'msgid ""\n'  # a head that is cut off
    (tmp_path / "town.po").write_text(text, encoding="utf-8")
    assert [pair.language_zh for pair in ac.load(tmp_path / "town.po")] == ["zh-Hant", "zh-Hant"]


def test_a_catalogue_is_no_text() -> None:
    """What reads one text says that the file holds pairs."""
    with pytest.raises(
        InvalidInputError, match=r"catalogue of translations \(PO\), which holds pairs"
    ):
        extract(HEAD.format(charset="UTF-8") + BODY, name="town.po")
