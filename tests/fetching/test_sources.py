"""What is fetched: URLs as they are given, and those of configurations."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigov_corpus.errors import ConfigError, UsageError
from aigov_corpus.fetching.sources import NamedPages, find_urls

CONFIG = """\
[[document]]
id = "plan"
title_zh = "计划"
title_en = "Plan"
zh = { url = "HTTPS://www.gov.cn:443/plan.htm" }

[[document.rendering]]
id = "file"
en = { file = "plan.txt" }

[[document.rendering]]
id = "page"
en = { url = "ftp://example.org/plan" }
"""


def test_a_configuration_names_its_pages_and_its_raw_directory(tmp_path: Path) -> None:
    """In the order of the file, beside given URLs; a refused URL stays, a file is no page."""
    (tmp_path / "corpus.toml").write_text(CONFIG, encoding="utf-8")
    pages = ("https://www.gov.cn/plan.htm", "ftp://example.org/plan")
    raw = frozenset({tmp_path / "data" / "raw"})
    assert find_urls([str(tmp_path)]) == NamedPages(pages, raw)
    given = "https://example.org/"
    assert find_urls([given, str(tmp_path / "corpus.toml")]) == NamedPages((given, *pages), raw)
    assert find_urls([given]) == NamedPages((given,), frozenset())


def test_a_wrong_source_is_named(tmp_path: Path) -> None:
    """As a usage error if it is an argument, with the file if it stands in a configuration."""
    with pytest.raises(UsageError, match=r"^example\.org: it is neither a URL nor a file"):
        find_urls(["example.org"])
    config = tmp_path / "corpus.toml"
    config.write_text(CONFIG.replace("HTTPS://www.gov.cn:443/plan.htm", "https://"), "utf-8")
    with pytest.raises(ConfigError, match=r"corpus\.toml, url https://: it is not a URL"):
        find_urls([str(config)])
