"""Names of files in other encodings, and names that give the same id."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import aigov_corpus as ac
from aigov_corpus.building.folder import name_document
from aigov_corpus.cli import main
from aigov_corpus.files.names import readable_name

ZH, EN = "安全是发展的前提。\n", "Security is a precondition for development.\n"


def _call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_names_are_read_as_utf8_or_gb18030_and_accents_are_one_character() -> None:
    """Bytes that are neither become U+FFFD; a name of the system's encoding stays."""
    in_gbk = "计划.txt".encode("gbk").decode("utf-8", "surrogateescape")
    assert readable_name(in_gbk) == "计划.txt"
    assert readable_name("cafe\u0301") == "caf\u00e9"
    assert readable_name("a\udcff") == "a\ufffd"
    assert readable_name(Path("law.txt")) == "law.txt"
    assert readable_name("法\n.txt") == "法\ufffd.txt"
    assert name_document("cafe\u0301") == name_document("caf\u00e9") == "caf\u00e9"


@pytest.mark.linux
def test_files_with_names_in_gbk_are_read_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In each command, and in Python; the id of the document is the name that was meant."""
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode("计划".encode("gbk"))
    Path(f"{name}.zh").write_text(ZH, encoding="utf-8")
    Path(f"{name}.en").write_text(EN, encoding="utf-8")
    memory = f"{name}.tmx"
    for arguments in (
        ("align", f"{name}.zh", f"{name}.en", "--encoder", "hash", "--force", "--out", memory),
        ("extract", f"{name}.zh"),
        ("changes", f"{name}.zh", f"{name}.zh"),
        ("export", memory, "--format", "xces", "--out", name),
        ("export", f"{name}_latest_xml_en-zh.xml.gz", "--format", "vertical", "--out", name),
    ):
        done = _call(*arguments)
        assert done.exit_code == 0, done.output
    assert ac.load(f"{name}_latest_xml_en-zh.xml.gz").documents == ["计划"]
    assert ac.extract(Path(f"{name}.zh")).blocks[0].text == ZH.strip()


def test_a_document_is_not_replaced_by_files_with_other_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose names give the same id; the same files may be aligned again."""
    monkeypatch.chdir(tmp_path)
    for name in ("law 1", "law'1"):
        Path(f"{name}.zh").write_text(ZH, encoding="utf-8")
        Path(f"{name}.en").write_text(EN, encoding="utf-8")
    calls = [
        _call("align", f"{name}.zh", f"{name}.en", "--encoder", "hash", "--force", "--out", "new/")
        for name in ("law 1", "law'1", "law 1")
    ]
    assert [done.exit_code for done in calls] == [0, 2, 0]
    assert "it is the alignment of law 1.zh and law 1.en" in calls[1].output


def test_a_tilde_that_nobody_replaced_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shell leaves it in `--out=~/…`, and Python everywhere."""
    monkeypatch.chdir(tmp_path)
    Path("zh.txt").write_text(ZH, encoding="utf-8")
    corpus = ac.Corpus.from_pairs([(ZH, EN)])
    with pytest.raises(ac.AigovError, match=r"no directory ~ here.*write the path in full"):
        corpus.export("csv", "~/a.csv")
    for arguments in (("stats", "~/a.csv"), ("align", "~/a.txt", "zh.txt")):
        done = _call(*arguments)
        assert done.exit_code == 3 and "there is no directory ~ here" in done.output


@pytest.mark.linux
def test_what_is_no_corpus_is_named(tmp_path: Path) -> None:
    """A pipe and links that lead nowhere are there; they were told as missing."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("link")
    (tmp_path / "lost").symlink_to("gone")
    assert "it is a pipe or a device" in _call("stats", tmp_path / "pipe").output
    assert "a symbolic link that leads back to itself" in _call("stats", tmp_path / "link").output
    for command in ("stats", "extract", "validate"):
        found = _call(command, tmp_path / "lost").output
        assert f"{tmp_path / 'lost'} is a symbolic link to gone, where there is nothing" in found
    assert "link to gone, where" in _call("stats", tmp_path / "lost" / "corpus").output
    assert "link that leads back to itself" in _call("build", tmp_path / "link").output


def test_the_memories_in_a_project_of_omegat_are_named(tmp_path: Path) -> None:
    """They lie in two of its folders, and the folder itself is no corpus."""
    for name in ("omegat/project_save.tmx", "tm/law.TMX", "source/law.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    done = _call("stats", tmp_path)
    named = f"{tmp_path / 'omegat' / 'project_save.tmx'}, {tmp_path / 'tm' / 'law.TMX'}\n"
    assert done.exit_code == 3 and done.output.endswith(f"aligned texts in it: {named}")
