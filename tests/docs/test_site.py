"""The documentation site: it builds without a warning, and what its pages tell to type works."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import aigov_corpus as ac
from aigov_corpus.cli import main

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
NAME = "global-ai-governance-action-plan"
PAGES = sorted(
    str(path.relative_to(DOCS))
    for path in DOCS.rglob("*.md")
    if re.search(r"^```(console|python)", path.read_text("utf-8"), re.MULTILINE)
)
NOT_RUN = ("fetch", "review")
"""Commands that need the network, or serve until somebody stops them; they are only parsed."""
NETWORK = ("--dask", "ac.fetch(")
FRAGMENTS = {"adding-a-site.md", "research.md"}
"""Pages whose Python is a piece of a file of the package, or names files of its reader."""


def test_every_page_is_in_the_menu() -> None:
    """A new page of docs/ needs a line in mkdocs.yml."""
    menu = re.findall(r": (\S+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert sorted(menu) == sorted(str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md"))


@pytest.mark.slow
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    """Every page is in the menu, every link and anchor leads somewhere."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not re.search("^WARNING", done.stderr, re.MULTILINE)
    for page in ("index.html", "reference/commands/index.html", "reference/python/index.html"):
        html = (tmp_path / "site" / page).read_text("utf-8")
        assert not re.search(
            r'(src|href)="(https?:)?//(?!www\.|example)[^"]*\.(js|css|woff2?)"', html
        )
    assert "--max-failures" in (tmp_path / "site/reference/commands/index.html").read_text("utf-8")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with every file that a page names."""
    sections = ROOT / "tests" / "fixtures" / "sections"
    chinese = (sections / "lamps.zh.md").read_text("utf-8")
    english = (sections / "lamps.en.txt").read_text("utf-8")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "corpus.toml", tmp_path / "corpus.toml")
    lines = "".join(f"<p>{line}</p>\n" for line in english.splitlines() if line)
    page = f"<html><head><title>Lamps</title></head><body>\n{lines}</body></html>"
    files = {
        "law.zh.md": chinese,
        "law.en.html": page,
        "page.html": page,
        "law.zh.txt": "我们提出计划。\n大家同意。\n",
        "law.en.txt": "We propose a plan.\nAll agree.\n",
        "law.2018.txt": chinese,
        "law.2022.txt": chinese.replace("灯", "路灯"),
        "law.csv": "zh,en\n我们提出15条措施。,We propose 15 measures.\n",
        "laws.csv": "id,zh,en\nlamps,law.zh.md,law.en.html\n",
        "terms.txt": "千行百业\n",
        "old.zh.md": chinese,
        "new.zh.md": chinese,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for lang, name in (("zh", "law.zh.md"), ("en", "law.en.html")):
        (tmp_path / "texts" / lang).mkdir(parents=True)
        shutil.copy(tmp_path / name, tmp_path / "texts" / lang / name)
    _write_word_and_pdf(tmp_path, chinese, english)
    (tmp_path / "opus").mkdir()
    one = ac.load().select(rendering="plain")
    one.export("tmx", tmp_path / "memory.tmx")
    for form in ("vertical", "text"):
        one.export(form, tmp_path / "plan")
    one.export("tei", tmp_path / "plan.xml")
    for name in ("reviewed.xlsx", "revised.xlsx"):
        one.export("xlsx", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    for edition in ("law-2018", "law-2022"):
        shutil.copy("law.zh.md", f"{edition}.md")
        words = ["align", f"{edition}.md", "law.en.html", "--out", "data/aligned/"]
        assert CliRunner().invoke(main, words).exit_code == 0
    return tmp_path


def _write_word_and_pdf(folder: Path, chinese: str, english: str) -> None:
    """Write a Chinese text as a Word file with a page header and as a PDF, an English one too."""
    import docx
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "灯具法草案"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(folder / "law.pdf"))
    canvas.setFont("STSong-Light", 10)
    for number, line in enumerate(filter(None, chinese.splitlines())):
        word.add_paragraph(line)
        canvas.drawString(60, 800 - 30 * number, line[:40])
    word.save(str(folder / "law.docx"))
    canvas.save()
    shutil.copy(folder / "law.docx", folder / "law.2018.docx")
    shutil.copy(folder / "law.docx", folder / "law.zh.docx")
    shutil.copy(folder / "law.pdf", folder / "law.2022.pdf")
    canvas = Canvas(str(folder / "law.en.pdf"))
    for number, line in enumerate(filter(None, english.splitlines())):
        canvas.drawString(60, 800 - 30 * number, line[:90])
    canvas.save()


def blocks(page: str, lang: str) -> list[str]:
    """Return the blocks of a page in a language."""
    text = (DOCS / page).read_text("utf-8")
    return re.findall(rf"^```{lang}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_works(page: str, place: Path) -> None:
    """In the order of the page, each in the folder that the earlier ones left."""
    for line in "".join(blocks(page, "console")).splitlines():
        if not line.startswith("$ aigov-corpus "):
            continue
        typed = re.split(r"\s{3,}", line.removeprefix("$ aigov-corpus "))[0]
        words = shlex.split(typed, comments=True)
        target = ""
        if ">" in words:
            target = words[words.index(">") + 1]
            words = words[: words.index(">")]
        if words[0] in NOT_RUN or set(NETWORK) & set(words):
            main.get_command(None, words[0]).make_context(words[0], words[1:])  # type: ignore
            continue
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, f"{line}\n{done.output}"
        if target:
            (place / target).write_text(done.stdout, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if page not in FRAGMENTS])
def test_the_python_of_a_page_runs(page: str, place: Path) -> None:
    """All blocks of a page in one namespace, as somebody types them."""
    names: dict[str, object] = {}
    for code in blocks(page, "python"):
        if not any(word in code for word in NETWORK):
            exec(compile(code, page, "exec"), names)
