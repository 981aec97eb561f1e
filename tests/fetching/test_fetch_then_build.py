"""From a server to a corpus: fetch, and build from what was fetched."""

from __future__ import annotations

from pathlib import Path

from fetch_server import Get, Page, Site, html

from aigov_corpus.building import build
from aigov_corpus.corpus import store

TOPICS = {
    "前言": "Preamble", "参与": "Participation", "创新": "Innovation", "产业": "Industries",
    "设施": "Facilities", "生态": "Ecosystem", "数据": "Data", "能源": "Energy",
    "标准": "Standards", "公共": "Public sector", "安全": "Safety", "进程": "Process",
    "能力": "Capacity", "多方": "Parties",
}  # fmt: skip
NUMBERS = ["", *"一二三四五六七八九十", "十一", "十二", "十三"]


def parts(lang: str, first: int, last: int) -> str:
    """Return the parts `first` to `last` of a plan of our own, in gov.cn's body of an article."""
    lines = []
    for number, (zh, en) in list(enumerate(TOPICS.items()))[first : last + 1]:
        if lang == "zh":
            lines += [f"{NUMBERS[number]}、{zh}"] * bool(number)
            lines.append(
                f"　　本部分说明{zh}，共有{number + 20}项措施。各方应当加强{zh}方面的合作。"
            )
        else:
            lines += [f"{number}. {en}"] * bool(number)
            lines.append(
                f"This part explains {en}, with {number + 20} measures. "
                f"All should cooperate on {en}."
            )
    return f"""<div id="UCAP-CONTENT">{"".join(f"<p>{line}</p>" for line in lines)}</div>"""


def test_every_section_of_a_fetched_plan_is_built(site: Site, get: Get, tmp_path: Path) -> None:
    """A plan with 13 sections, whose Chinese is on two pages, is in the corpus as a whole."""
    pager = '<div id="pagination"><a href="plan_1.htm">1</a><a href="plan_1_2.htm">2</a></div>'
    site.pages["/plan_1.htm"] = Page(html("计划", f"<h1>计划</h1>{parts('zh', 0, 6)}{pager}"))
    site.pages["/plan_1_2.htm"] = Page(html("计划", f"<h1>计划</h1>{parts('zh', 7, 13)}{pager}"))
    site.pages["/plan_en.htm"] = Page(html("Plan", f"<h1>Plan</h1>{parts('en', 0, 13)}"))
    urls = [site.url("/plan_1.htm"), site.url("/plan_en.htm")]
    (tmp_path / "corpus.toml").write_text(
        f"""
        [[document]]
        id = "plan"
        zh = {{ url = "{urls[0]}" }}
        [[document.rendering]]
        id = "official"
        en = {{ url = "{urls[1]}" }}
        belongs = true
        """
    )
    assert len(get(*urls, raw=tmp_path / "data" / "raw").snapshots) == 3
    (report,) = build(tmp_path, encoder="hash").documents
    assert report.state == "built" and not [
        line for line in report.warnings if "was not fetched" in line
    ]
    pairs = store.load_pairs(tmp_path / "data" / "aligned")
    for lang in ("zh", "en"):
        held = {pair.section for pair in pairs if getattr(pair, lang)}
        assert held == {str(number) for number in range(14)}
    assert {pair.source_url_zh for pair in pairs} == {urls[0]}
    assert {pair.source_url_en for pair in pairs} == {urls[1]}
