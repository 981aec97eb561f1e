"""From a server to a corpus: fetch, and build from what was fetched."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path
from shutil import copy, copytree
from urllib.parse import urlsplit

import pytest
import trustme
from click.testing import CliRunner
from fetch_server import Get, Page, Server, Site, html, serve

from aigov_corpus.building import build
from aigov_corpus.cli import main
from aigov_corpus.corpus import store
from aigov_corpus.extraction import extract_bilingual

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


@pytest.mark.slow
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


ROOT = Path(__file__).parents[2]
BUNDLED = ROOT / "data/raw/global-ai-governance-action-plan.en-zh.txt"
PATHS = {
    "zh": "/yaowen/liebiao/202507/content_7033929.htm",
    "official": "/mfa_eng/xw/zyxw/202507/t20250729_11679232.html",
    "charles-mok": "/p/chinas-action-plan-on-global-governance",
}
HOSTS = ("www.gov.cn", "www.fmprc.gov.cn", "charlesmok.substack.com")
CREDIT = "This version is an imitation made for a test, and none of its readers should rely on it."


def article(lang: str) -> str:
    """Return the paragraphs of the plan: those of the bundled file, and further parts of ours."""
    document = extract_bilingual(BUNDLED)[lang == "en"]
    first = 5 if lang == "zh" else 6
    texts = [block.text for block in document.blocks if block.kind not in ("title", "provenance")]
    further = parts(lang, first, 13).removeprefix('<div id="UCAP-CONTENT">').removesuffix("</div>")
    return "".join(f"<p>{text}</p>" for text in texts) + further


def imitations() -> dict[str, bytes]:
    """Return a page for each address in the bundled corpus.toml, in the template of its site."""
    zh, en = article("zh"), article("en")
    title = "Global AI Governance Action Plan"
    return {
        PATHS["zh"]: html(
            "人工智能全球治理行动计划_要闻_中国政府网",
            f'<div class="article"><h1 id="ti">人工智能全球治理行动计划</h1>'
            f'<div class="pages-date">2025-07-26 18:18 来源： 新华社</div>'
            f'<div class="pages_content" id="UCAP-CONTENT">{zh}</div></div>'
            f'<div class="related"><p>相关稿件</p></div>',
        ),
        PATHS["official"]: html(
            title,
            f'<div class="news-details"><div class="news-title"><h1>{title}</h1>'
            f'<p class="time">2025-07-29 10:00</p></div>'
            f'<div class="news-main" id="News_Body_Txt_A">{en}</div></div>',
        ),
        PATHS["charles-mok"]: html(
            title,
            f'<article class="post"><h1 class="post-title">{title}</h1>'
            f'<div class="available-content"><div class="body markup"><p>{CREDIT}</p>{en}'
            f'<div class="subscription-widget-wrap"><p>Subscribe</p></div></div></div></article>',
        ),
    }


def secure(server: Server, folder: Path) -> Path:
    """Let a server answer with a certificate for the hosts; return the file of its authority."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*HOSTS).configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_bundled_plan_is_whole_after_fetching(
    scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All 13 sections, in each version that was fetched; before that, what is committed is built.

    A server on this machine answers for the hosts in corpus.toml, over https with a certificate for
    them.
    """
    site = Site()
    server = serve(site)
    if scheme == "https":
        monkeypatch.setenv("SSL_CERT_FILE", str(secure(server, tmp_path)))
    asked: set[str] = set()

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        if host != "127.0.0.1":
            assert host in HOSTS
            asked.add(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.chdir(tmp_path)
    copytree(ROOT / "data/raw", "data/raw")
    copy(ROOT / "data/CHANGELOG.md", "data")
    config = (ROOT / "corpus.toml").read_text("utf-8")
    about, documents = config.split("[[document]]", 1)  # the homepage is quoted, not fetched
    for host in HOSTS:
        documents = documents.replace(f"https://{host}/", f"{scheme}://{host}:{site.port}/")
    Path("corpus.toml").write_text(f"{about}[[document]]{documents}", "utf-8")
    site.pages |= {path: Page(body) for path, body in imitations().items()}

    name = "global-ai-governance-action-plan"
    before = CliRunner().invoke(main, ["build"])
    assert before.exit_code == 0 and before.stderr.count("not fetched:") == 1
    assert all(host in before.stderr for host in HOSTS) and not asked
    for file in ("pairs.jsonl", "sentences.jsonl", "datapackage.json", "corpus.sinocism.tmx"):
        built, committed = (base / "data/aligned" / name / file for base in (tmp_path, ROOT))
        assert built.read_bytes() == committed.read_bytes()

    fetched = CliRunner().invoke(main, ["fetch", "--delay", "0", "--allow-private"])
    assert fetched.exit_code == 0, fetched.stderr
    assert asked == set(HOSTS)
    after = CliRunner().invoke(main, ["build"])
    assert after.exit_code == 0 and "not fetched" not in after.stderr, after.stderr
    pairs = store.load_pairs(Path("data/aligned"))
    whole = {str(number) for number in range(14)}
    for rendering in ("sinocism", "official", "charles-mok"):
        own = [pair for pair in pairs if pair.rendering == rendering]
        assert {pair.section for pair in own if pair.zh} == whole
        english = {pair.section for pair in own if pair.en}
        assert english == ({*"012345"} if rendering == "sinocism" else whole)
    assert (
        {urlsplit(pair.source_url_en).hostname for pair in pairs}
        == {
            None,  # the plain version, which is on no page
            "sinocism.com",
            *HOSTS[1:],
        }
    )
    server.shutdown()
    server.server_close()
