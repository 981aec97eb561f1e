"""The report of a comparison says everything in Chinese, too."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.comparing import compare_renderings
from aigov_corpus.comparing.languages import ComparisonLanguage
from aigov_corpus.comparing.page import format_page
from aigov_corpus.comparing.records import KINDS
from aigov_corpus.comparing.tables import format_csv, format_lines
from aigov_corpus.records import Pair
from aigov_corpus.serving.comparison_sentences import comparison_words, say_in_chinese

CHINESE = comparison_words("zh")
_OURS = ["The mayor did not come.", "We have 45 lamps.", "We need schools. We need roads.", "So."]
_THEIRS = ["The mayor came.", "We have 54 lamps.", "We need schools and roads.", ""]
SOURCE = ["市长没有来。", "我们有45盏灯。", "我们需要学校和道路。", "完。"]


def pairs() -> list[Pair]:
    """Return two renderings with a doubt, another number, and a sentence that one lacks."""
    made = [
        ac.Corpus.from_pairs(zip(SOURCE, texts, strict=True), document="plan", rendering=name)
        for name, texts in (("ours", _OURS), ("theirs", _THEIRS))
    ]
    return [replace(pair, section="ch1/art2") for one in made for pair in one]


def test_everything_that_a_report_says_is_said_in_chinese() -> None:
    """Nothing of it is left in English but what texts and names of renderings hold."""
    said: list[str] = []
    words = ComparisonLanguage("zh", lambda text: said.append(text) or text, str)
    packages = [
        {"name": "plan", "licenses": [{"title": "zh: free"}], "contributors": [{"title": "Li"}]}
    ]
    for own in (pairs(), list(ac.load())):
        compared = compare_renderings(own)
        "".join(format_page(compared, packages=packages, words=words))
        list(format_lines(compared, words=words))
        list(format_csv(compared, words=words))
    assert {"doubt", "lacks", "adds", "number", "term", "word"} <= set(said)
    assert [text for text in dict.fromkeys(said) if say_in_chinese(text) == text] == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        *((kind, None) for kind in KINDS),
        ("a has 45, b has no such number", "a 有“45”，b 中没有这个数"),
        ("a has 45, b has 54", "a 为“45”，b 为“54”"),
        ("灯: a has “lamp”, b has “light”", "灯：a 为“lamp”，b 为“light”"),
        ("b has nothing for 灯; a has “lamps”", "b 中没有与“灯”对应的文本，a 有“lamps”"),
        ("a has “at night” at another place", "a 将“at night”置于别处"),
        ("a puts rows 1 to 2 together, b keeps them apart", "a 合并第 1 至 2 行，b 分开"),
        (
            "a check doubts a, not b: the Chinese has 45, the English has 54",
            "检查对 a 存疑，对 b 则无：中文为“45”，英文为“54”",
        ),
        ("an unknown sentence", "an unknown sentence"),
    ],
)
def test_messages_have_their_values_in_chinese_too(english: str, chinese: str | None) -> None:
    """An unknown sentence stays."""
    found = say_in_chinese(english)
    assert found == chinese if chinese else found != english


def test_the_page_names_its_language_and_sections_and_keeps_its_marks() -> None:
    """Lines below words are explained by the same lines."""
    text = "".join(format_page(compare_renderings(pairs()), words=CHINESE))
    page = html.fromstring(text)
    assert page.get("lang") == "zh-Hans"
    assert page.xpath("string(//tr[@class='section'])").strip() == "第1章 第2条"
    assert page.xpath("//p/span[@class='own'][.='点线']") and "译文并排比较" in text
    assert page.xpath("//span[@class='kind'][.='存疑']")


def test_the_command_and_the_columns_speak_chinese(tmp_path: Path) -> None:
    """In each format; the column of a rendering keeps its id."""
    corpus = str(Path(__file__).parents[2] / "data" / "aligned")
    done = CliRunner().invoke(main, ["compare", corpus, "--section", "4", "--language", "zh"])
    assert done.exit_code == 0 and re.search("第 \\d+ 行  § 4", done.stdout), done.output
    rows = csv.DictReader(
        io.StringIO("".join(format_csv(compare_renderings(pairs()), words=CHINESE)))
    )
    assert {"行", "中文", "英文：ours", "差异"} <= set(rows.fieldnames or ())
