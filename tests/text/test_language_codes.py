"""Language codes."""

from __future__ import annotations

import pytest

from aigov_corpus.errors import UsageError
from aigov_corpus.text.language_codes import base_language, normalise_code, read_code


@pytest.mark.parametrize(
    "code", ["zh", "zh-CN", "zh_Hant_TW", "ZH", " zh", "zho", "chi", "cmn-Hans", "yue-HK", "lzh"]
)
def test_script_and_region_make_no_difference(code: str) -> None:
    """The base language is in lower case, and has the code of two letters."""
    assert base_language(code) == "zh"


@pytest.mark.parametrize(
    ("code", "spelling"),
    [
        ("zh", "zh"),
        ("zh_tw", "zh-TW"),
        ("cmn-hant-tw", "zh-Hant-TW"),
        ("ENG", "en"),
        ("en-gb", "en-GB"),
        ("en_UK", "en-GB"),
        ("yue", "yue"),
        ("zh-CHS", "zh-Hans"),
        ("zh_cht", "zh-Hant"),
        ("zh_CN.UTF-8", "zh-CN"),
        ("de_DE@euro", "de-DE"),
        ("und", "und"),
    ],
)
def test_a_code_has_one_spelling(code: str, spelling: str) -> None:
    """Script and region stay; nothing changes the second time."""
    assert normalise_code(code) == spelling
    assert normalise_code(spelling) == spelling


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("Chinese", "zh"),
        ("2052", "zh-CN"),
        ("zh_TW", "zh_TW"),
        ("xyz1", "xyz1"),
        ("en-EN", "en"),
        ("zh_ZH", "zh"),
        ("qq-QQ", "qq-QQ"),
    ],
)
def test_a_file_may_name_a_language_otherwise(code: str, meant: str) -> None:
    """By its name, by Microsoft's number, or with a region that there is not.

    A code, and what is unknown, stay as they are.
    """
    assert read_code(code) == meant


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("cn", "write zh"),
        ("Chinese", "write zh"),
        ("", "write zh"),
        ("zh.docx", "write zh"),
        ("xx", "und is for"),
        ("jp", "write ja"),
        ("tw", "write zh-TW"),
        ("KR", "write ko"),
        ("english", "write en"),
        ("zh-", "write zh"),
        ("en-EN", "write en$"),
        ("z" * 1000, "write zh"),
        (None, "write zh"),
        (["zh"], "write zh"),
    ],
)
def test_what_is_no_code_is_refused_with_the_right_one(code: str, meant: str) -> None:
    """Nothing is taken for a language of which nothing is known."""
    for read in (normalise_code, base_language):
        with pytest.raises(UsageError, match=meant):
            read(code)


@pytest.mark.parametrize(("code", "spelled"), [("twi", "ak"), ("kau", "kau"), ("en-UK", "en-GB")])
def test_a_language_with_the_code_of_a_country_keeps_one(code: str, spelled: str) -> None:
    """Its code in one spelling is a code as well."""
    assert normalise_code(code) == normalise_code(spelled) == spelled
