"""Real documents, if a folder `shared` of them lies beside the checkout.

They are not part of the project.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from aigov_corpus.extraction import extract, extract_bilingual
from aigov_corpus.records import Document

SAMPLES = Path(__file__).parents[3] / "shared"
TITLES = {
    "govcn_gongbao_2007_711039.html": (
        "全国人民代表大会常务委员会关于批准财政部发行特别国债购买外汇及调整2007年末国债余额限额的决议",
        "2007-08-20T23:59:59+08:00",
    ),
    "govcn_news_2021_wangyong.html": (
        "王勇在河北检查指导防汛减灾工作",
        "2021-08-01T06:08:00+08:00",
    ),
    "govcn_zhengce_content_5345284.html": (
        "国务院办公厅转发国家教委关于内地西藏班（校）扩大规模有关问题请示的通知",
        "2018-12-02T00:00:00+08:00",
    ),
    "govcn_zhengce_content_5345397.html": (
        "国务院关于印发《国务院工作规则》的通知",
        "2018-12-03T00:00:00+08:00",
    ),
    "govcn_zhengce_content_5346276.html": (
        "国务院办公厅关于2019年部分节假日安排的通知",
        "2018-12-06T00:00:00+08:00",
    ),
    "govcn_zhengce_content_5347765.html": (
        "国务院办公厅关于国家综合性消防救援车辆悬挂应急救援专用号牌有关事项的通知",
        "2018-12-11T00:00:00+08:00",
    ),
    "govcn_zhengce_content_5362266.html": (
        "国务院办公厅关于加强三级公立医院绩效考核工作的意见",
        "2019-01-30T00:00:00+08:00",
    ),
}


def articles(document: Document) -> list[str]:
    """The paths of the articles, in order."""
    paths = dict.fromkeys(block.section for block in document.blocks)
    return [path for path in paths if path.rpartition("/")[2].startswith("art")]


def body(document: Document) -> str:
    """The text without its title."""
    return "\n".join(block.text for block in document.blocks if block.kind != "title")


def tokens(text: str) -> Counter[str]:
    """Each Chinese character and each word of another script."""
    return Counter(re.findall(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+", text.lower()))


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("texts/constitution*.md")), ids=lambda path: path.stem
)
def test_the_constitution_has_143_articles_in_both_languages(path: Path) -> None:
    """Interleaved, with runs of one language; both sides have the same paths."""
    zh, en = extract_bilingual(path.read_bytes(), name=path.name)
    assert len(articles(zh)) == 143
    assert articles(zh) == articles(en)


@pytest.mark.parametrize("folder", sorted(SAMPLES.glob("texts")), ids=lambda path: path.name)
def test_the_assembly_law_has_36_articles_in_two_files(folder: Path) -> None:
    """One file a language, the English with a table of contents and a glossary's digits."""
    zh, en = (
        extract(folder / "assembly_law_1989.zh.md"),
        extract(folder / "assembly_law_1989.en.txt"),
    )
    assert len(articles(zh)) == 36
    assert articles(zh) == articles(en)
    assert (zh.lang, en.lang) == ("zh", "en")
    assert not re.search(r"[a-z]\d", body(en))


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("pages/govcn_*.html")), ids=lambda path: path.stem
)
def test_title_and_time_of_every_page_of_gov_cn(path: Path) -> None:
    """As read by eye."""
    document = extract(path)
    assert (document.title, document.published) == TITLES[path.name]
    assert document.blocks[0].kind == "title"
    assert not re.search(r"责任编辑|扫一扫|相关稿件|分享到|打印", body(document))


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("pages/*.gold.json")), ids=lambda path: path.stem
)
def test_the_body_is_the_gold_text(path: Path) -> None:
    """Token F1 of .97 or more, though one gold text has a video player's words in it."""
    gold = tokens(json.loads(path.read_text(encoding="utf-8"))["content"])
    found = tokens(body(extract(path.with_name(path.name.replace(".gold.json", ".html")))))
    assert 2 * sum((gold & found).values()) / (sum(gold.values()) + sum(found.values())) >= 0.97
