"""Addresses where a path is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.errors import UsageError
from aigov_corpus.files.addresses import find_scheme, path_of_file, require_local


def test_a_file_url_is_the_path_that_it_names() -> None:
    """With characters that a URL escapes; everything else stays as it is."""
    assert path_of_file("file:///a%20b/%E6%B3%95.txt") == "/a b/法.txt"
    assert path_of_file("FILE://localhost/a#b") == "/a"
    for text in ("a/b.txt", "file:a", "https://x.org/a", "", "C://a"):
        assert path_of_file(text) == text
    assert [find_scheme(text) for text in ("S3://b/c", "C:/a", "a://b")] == ["s3", "", ""]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (
            "https://x.org/a",
            "address of a page, and only files on this machine are read; bring it here with",
        ),
        (
            "s3://bucket/a",
            r"address in a store \(s3\), and only files on this machine are read; copy it",
        ),
        ("file://server/a", "names no file on this machine; write  file:///"),
        ("file://", "names no file on this machine"),
    ],
)
def test_another_address_is_refused_with_what_helps(address: str, message: str) -> None:
    """In Python too, before anything is read."""
    with pytest.raises(UsageError, match=message):
        require_local(address)
    with pytest.raises(UsageError, match=message):
        ac.load(address)
    done = CliRunner().invoke(main, ["stats", address])
    assert (done.exit_code, address in done.stderr) == (2, True)


def test_commands_read_and_write_file_urls(tmp_path: Path) -> None:
    """As arguments, as options, and in a manifest."""
    out = tmp_path / "a b.jsonl"
    (tmp_path / "pairs.csv").write_text("zh,en\n你好。,Hello.\n", encoding="utf-8")
    url = (tmp_path / "pairs.csv").as_uri()
    args = ["export", url, "--format", "jsonl", "--out", out.as_uri()]
    done = CliRunner().invoke(main, args)
    assert done.exit_code == 0 and out.is_file(), done.output
    assert len(ac.load(out.as_uri())) == 1
    args[-1] = "https://x.org/a.jsonl"
    done = CliRunner().invoke(main, args)
    assert (done.exit_code, "give a path on this machine" in done.stderr) == (2, True)
