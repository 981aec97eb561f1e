"""OmegaT reads our glossaries and our TBX: its own readers are called."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from aigov_corpus.termbases import TermEntry, write_termbase

GROOVY = Path("/usr/share/java/groovy-all.jar")
"""Groovy of Debian, which OmegaT needs itself."""
SCRIPT = """
import org.omegat.gui.glossary.*
GlossaryReaderTSV.read(new File(args[0]), true).each {
    println([it.srcText, it.locText, it.commentText].join("\\t"))
}
"""
ENTRIES = (
    TermEntry(("全球南方", "南方国家"), ("Global South",), note="see 2024"),
    TermEntry(("数据",), ("data",), forbidden_en=("datas",), part_of_speech="noun"),
)


@pytest.mark.slow
def test_omegat_reads_a_glossary(omegat_jar: Path, tmp_path: Path) -> None:
    """A line for each two terms, with a comment; the first line is none of them."""
    script = tmp_path / "read.groovy"
    script.write_text(SCRIPT, encoding="utf-8")
    glossary = write_termbase(ENTRIES, tmp_path / "terms.utf8")
    done = subprocess.run(
        ["java", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8",
         "-cp", f"{omegat_jar}:{GROOVY}", "groovy.ui.GroovyMain", str(script), str(glossary)],
        capture_output=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "全球南方\tGlobal South\tnote: see 2024",
        "南方国家\tGlobal South\tnote: see 2024",
        "数据\tdata\tpart of speech: noun | forbidden: datas",
    ]
