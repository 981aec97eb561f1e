"""The command `aigov-corpus extract`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from aigov_corpus.cli import main

PAGES = Path(__file__).parents[1] / "fixtures" / "extract"
BILINGUAL = (
    "https://example.gov.cn/1.htm\n\n路灯应当每天检查，损坏的应当更换。\n\n"
    "Lamps are to be checked every day and replaced if broken.\n"
)


def test_json_of_a_page() -> None:
    """One object with the documented keys."""
    result = CliRunner().invoke(main, ["extract", str(PAGES / "govcn_news.html"), "--json"])
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert list(document) == [
        "title",
        "published",
        "updated",
        "source",
        "url",
        "lang",
        "blocks",
        "left_out",
        "meta",
    ]
    assert document["blocks"][0] == {
        "kind": "title",
        "text": "全市路灯检修工作会议召开",
        "section": "0",
        "level": 0,
    }
    assert document["published"] == "2019-05-06T08:08:00+08:00"


def test_json_of_a_bilingual_file_on_standard_input() -> None:
    """A list of both documents, Chinese first."""
    result = CliRunner().invoke(main, ["extract", "-", "--json"], input=BILINGUAL)
    assert [document["lang"] for document in json.loads(result.stdout)] == ["zh", "en"]


def test_one_side_of_a_bilingual_file() -> None:
    """--lang takes one document."""
    result = CliRunner().invoke(main, ["extract", "-", "--json", "--lang", "en"], input=BILINGUAL)
    assert json.loads(result.stdout)["lang"] == "en"


def test_script_and_region_are_kept() -> None:
    """In one spelling, and nothing else changes."""
    plain, exact = (
        json.loads(
            CliRunner().invoke(main, ["extract", "-", "--json", "--lang", lang], input=text).stdout
        )
        for lang, text in (("zh", BILINGUAL), ("zh_tw", BILINGUAL))
    )
    assert (plain["lang"], exact["lang"]) == ("zh", "zh-TW")
    assert exact | {"lang": "zh"} == plain


def test_readable_text() -> None:
    """Without --json: what is known, then a line for each block."""
    result = CliRunner().invoke(main, ["extract", str(PAGES / "cac.html")])
    assert "title: 路灯数据管理办法（征求意见稿）" in result.stdout
    assert "art2  paragraph   第二条　本办法所称路灯数据" in result.stdout


def test_warnings_go_to_standard_error() -> None:
    """They name the file and leave the data alone."""
    result = CliRunner().invoke(main, ["extract", str(PAGES / "people.html"), "--json"])
    assert "declared as gb18030 but the bytes are UTF-8" in result.stderr
    json.loads(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "text", "code", "message"),
    [
        (["-"], "", 3, "standard input: it is empty"),
        (["-", "--layout", "zigzag"], BILINGUAL, 2, "no layout is called 'zigzag'"),
        (["no-such-file.html"], "", 3, "cannot be read"),
        (["-"], "12 34 . !", 3, "holds no Chinese or English text"),
    ],
)
def test_bad_input_ends_with_a_sentence_and_a_code(
    arguments: list[str], text: str, code: int, message: str
) -> None:
    """No traceback."""
    result = CliRunner().invoke(main, ["extract", *arguments], input=text)
    assert result.exit_code == code
    assert message in result.stderr
