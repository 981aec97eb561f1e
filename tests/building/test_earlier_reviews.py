"""What was decided in an earlier review of the same files."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigov_corpus.building import earlier_reviews
from aigov_corpus.reviewing.log import LOG


@pytest.mark.parametrize(
    "settings", [b"[[document]]\nid = 1\n" * 2, b"[[document]]\n", b"\xff", b"document = "]
)
def test_a_project_that_was_changed_by_hand_is_named(
    settings: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two documents, none of the names, no UTF-8, no TOML: the review begins without it."""
    monkeypatch.setattr(earlier_reviews, "is_whole", Path.is_dir)
    earlier = tmp_path / "law-1"
    (earlier / "data/aligned/law").mkdir(parents=True)
    (earlier / "data/aligned/law" / LOG).write_text("{}\n")
    (earlier / "corpus.toml").write_bytes(settings)
    directory = tmp_path / "law-2/data/aligned/law"
    [said] = earlier_reviews.take_over_decisions(tmp_path, directory, zh=b"", renderings={})
    assert said.startswith(f"the earlier review in {earlier} cannot be used (")
