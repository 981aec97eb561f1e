"""Language codes."""

from __future__ import annotations

import pytest

from aigov_corpus.text.language_codes import base_language


@pytest.mark.parametrize("code", ["zh", "zh-CN", "zh_Hant_TW", "ZH"])
def test_script_and_region_make_no_difference(code: str) -> None:
    """The base language is in lower case."""
    assert base_language(code) == "zh"
