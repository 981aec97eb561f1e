"""What every test may use: a small project of its own, and a cache that is not the user's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

SMALL = """\
https://www.gov.cn/zhengce/content_1.htm

Translated by https://example.org

We propose a plan. It serves all people.

我们提出一个计划,服务于所有人。

1. Work Together

All 2030 goals need cooperation. Openness is key.

一、携手合作。2030年目标需要合作。开放是关键。

2. Go On

There are 17 goals left.
"""
CONFIG = """\
[[document]]
id = "plan"
title_zh = "计划"
title_en = "The plan"
zh = { file = "plan.txt", layout = "interleaved" }

[[document.rendering]]
id = "example"
en = { file = "plan.txt", layout = "interleaved" }
"""
PROVENANCE = """\
[zh]
url = "https://www.gov.cn/zhengce/content_1.htm"
licence = "state document"
[en]
url = "https://example.org/plan"
translator = "An Example"
licence = "CC-BY-4.0"
"""


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep vectors of tests out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIGOV_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with corpus.toml and data/raw: one document in one file, its section 2 in English only."""
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "plan.txt").write_text(SMALL, encoding="utf-8")
    (raw / "plan.txt.toml").write_text(PROVENANCE, encoding="utf-8")
    (tmp_path / "corpus.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path
