"""The documentation site: it builds without a warning, and what its pages tell to type works."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import textwrap
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
    if re.search(r"^ *```(console|python|sh)", path.read_text("utf-8"), re.MULTILINE)
)
NETWORK = ("--dask", "ac.fetch(")
"""Marks of commands and blocks that need the network."""
ENDS = ("--merge", "--static", "--import")
"""Options with which `review` serves no page."""
FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
SAVED = re.compile(r"`([\w-]+\.toml)`[^`\n]*:\n\n```toml\n(.*?)^```", re.DOTALL | re.MULTILINE)
"""A file that a page tells to save, with its content."""
SHOWN = re.compile(r"\$ cat (\S+)\n(.*?)^\$ ", re.DOTALL | re.MULTILINE)
"""A file that a session shows, with its content."""


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
    one.export("xlsx", tmp_path / "revised.xlsx")
    one.export("tmx", tmp_path / "ours.tmx")
    ac.load().select(rendering="sinocism").export("xlsx", tmp_path / "theirs.xlsx")
    for name in ("ann1.xlsx", "ann2.xlsx"):
        _mark(one.sample(12, seed=1).to_annotation(tmp_path / name))
    monkeypatch.chdir(tmp_path)
    for edition in ("law-2018", "law-2022"):
        shutil.copy("law.zh.md", f"{edition}.md")
        words = ["align", f"{edition}.md", "law.en.html", "--out", "data/aligned/"]
        assert CliRunner().invoke(main, words).exit_code == 0
    (tmp_path / "data/raw").mkdir(exist_ok=True)
    for name in ("law.zh.docx", "law.en.pdf"):
        shutil.copy(name, tmp_path / "data/raw" / name)
    _write_log(tmp_path / "edits.jsonl")
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
    shutil.copy(folder / "law.en.pdf", folder / "official.pdf")
    word = docx.Document()
    for line in filter(None, english.splitlines()):
        word.add_paragraph(line)
    word.save(str(folder / "ours.docx"))


def _write_log(path: Path) -> None:
    """Write the log of a reviewer who confirmed the first row of a document."""
    from aigov_corpus.corpus.store import load_review
    from aigov_corpus.reviewing.log import append_acts
    from aigov_corpus.reviewing.planning import Planner

    [bitext] = load_review(Path("data/aligned/law-2018")).review.bitexts.values()
    planner = Planner(bitext, by="other", unlocked=False)
    append_acts(path, [planner.simple("confirm", list(bitext)[:1])])


def _mark(path: Path) -> None:
    """Write a mark into each row of a table to annotate."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, columns["development" if row % 2 else "none"]).value = "x"
    book.save(path)


def blocks(page: str) -> list[tuple[str, str]]:
    """Return the blocks of a page in their order, each with its language."""
    found = FENCE.findall((DOCS / page).read_text("utf-8"))
    return [(lang, textwrap.dedent(code)) for _, lang, code in found]


def run_line(line: str, place: Path) -> None:
    """Run a line of a shell that calls the program; what asks the network or serves is parsed."""
    typed = re.split(r"\s{3,}", line.removeprefix("aigov-corpus "))[0]
    words, target, given = shlex.split(typed, comments=True), "", None
    for sign in "<>":
        if sign in words:
            at = words.index(sign)
            given = words[at + 1] if sign == "<" else given
            target = words[at + 1] if sign == ">" else target
            words = words[:at] + words[at + 2 :]
    serves = words[0] == "review" and not set(ENDS) & set(words)
    if serves or words[0] == "fetch" or set(NETWORK) & set(words):
        main.get_command(None, words[0]).make_context(words[0], words[1:])  # type: ignore
        return
    stdin = (place / given).read_text("utf-8") if given else None
    done = CliRunner().invoke(main, words, input=stdin)
    assert done.exit_code == 0, f"{line}\n{done.output}"
    if target:
        (place / target).write_text(done.stdout, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_a_page_works(page: str, place: Path) -> None:
    """Commands and Python in the order of the page, each in the folder that the earlier ones left.

    The Python of a page shares its names, as somebody types it.
    """
    for name, content in SAVED.findall((DOCS / page).read_text("utf-8")):
        (place / name).write_text(content, encoding="utf-8")
    names: dict[str, object] = {}
    for lang, code in blocks(page):
        if shown := SHOWN.match(code):
            (place / shown[1]).write_text(shown[2], encoding="utf-8")
        if lang == "python" and not any(word in code for word in NETWORK):
            exec(compile(code, page, "exec"), names)
        for line in code.splitlines() if lang in ("console", "sh") else ():
            call = line.removeprefix("$ ")
            if call.startswith("aigov-corpus ") and (lang == "sh" or line != call):
                run_line(call, place)


def test_no_command_stands_outside_of_a_block() -> None:
    """A command in an indented block would not be run by the test above."""
    for path in DOCS.rglob("*.md"):
        outside = FENCE.sub("", path.read_text("utf-8"))
        assert not re.findall(r"^    (?:\$ )?aigov-corpus.*", outside, re.MULTILINE), path
