"""`aigov-corpus segment` reads documents as `extract` does."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from aigov_corpus.cli.segment import command


def test_a_word_file_is_split_into_sentences(tmp_path: Path) -> None:
    """Each of its paragraphs is one paragraph."""
    import docx

    document = docx.Document()
    document.add_paragraph("Lamps burn. Poles stand.")
    document.add_paragraph("They are checked.")
    document.save(str(tmp_path / "a.docx"))
    result = CliRunner().invoke(command, [str(tmp_path / "a.docx"), "--lang", "en"])
    assert result.output == "Lamps burn.\nPoles stand.\n\nThey are checked.\n"
