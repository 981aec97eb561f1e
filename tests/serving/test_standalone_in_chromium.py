"""The review in one file: opened from the disk, and what it saves comes back into the corpus."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aigov_corpus.cli import main
from aigov_corpus.corpus import store
from aigov_corpus.corpus.document_folders import find_documents
from aigov_corpus.reviewing.log import append_acts, read_acts
from aigov_corpus.reviewing.planning import Planner

pytestmark = pytest.mark.slow

BUNDLED = Path(__file__).parents[2] / "data" / "aligned"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&amp;'\"`${1}\u2028"
KEYS = ("c", "r", "x", "v", "m", "u", "d", "z", "Z", "split", "edit", "comment", "principle")
ROUNDS = 80
"""Acts by chance in one round."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The bundled corpus, in which somebody has begun to review."""
    corpus = shutil.copytree(BUNDLED, tmp_path / "aligned")
    [folder] = find_documents(corpus)
    for bitext in store.load_review(folder).review.bitexts.values():
        rows = list(bitext)
        planner = Planner(bitext, by=HOSTILE)
        acts = [planner.edit(rows[0], HOSTILE)]
        acts.append(planner.simple("comment", rows[1:2], comment=HOSTILE))
        acts.append(planner.simple("confirm", rows[2:4]))
        append_acts(folder / "edits.jsonl", acts)
    return corpus


def write_page(corpus: Path) -> Path:
    """The page of a corpus."""
    out = corpus.parent / "out.html"
    done = CliRunner().invoke(main, ["review", str(corpus), "--static", str(out)])
    assert done.exit_code == 0, done.output
    return out


def open_page(browser: Any, path: Path, **options: Any) -> Any:
    """A window with the page; an error of its script, or a request, fails the test."""
    context = browser.new_context(accept_downloads=True, **options)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.on("request", lambda asked: asked.url.startswith(("file:", "blob:")) or pytest.fail(asked))
    page.goto(path.as_uri())
    page.wait_for_selector(".row.active")
    return page


def shown_rows(page: Any) -> list[list[str]]:
    """Every row as the page has it: rendering, texts, status, number of comments."""
    rows: list[list[str]] = page.evaluate(
        "parts.flatMap((part) => part.rows.map((row) => [part.rendering, part.sideText(row, 'zh'),"
        " part.sideText(row, 'en'), row.status, String(row.comments.length)]))"
    )
    return rows


def stored_rows(corpus: Path) -> list[list[str]]:
    """The same of the corpus."""
    [folder] = find_documents(corpus)
    review = store.load_review(folder).review
    return [
        [
            *(name, bitext.side_text(row, "zh"), bitext.side_text(row, "en")),
            *(row.status, str(len(row.comments))),
        ]
        for name, bitext in review.bitexts.items()
        for row in bitext
    ]


def save_file(page: Any, path: Path) -> Path:
    """Press the button that saves the acts."""
    with page.expect_download() as download:
        page.locator("[data-do=save]").click()
    download.value.save_as(path)
    return path


def bring_in(corpus: Path, log: Path) -> str:
    """Merge what the page saved; return what the command printed."""
    done = CliRunner().invoke(main, ["review", str(corpus), "--merge", str(log)])
    assert done.exit_code == 0, done.output
    return done.stdout


def do(page: Any, key: str, dice: random.Random) -> None:
    """One act on a row."""
    if key == "split":
        page.keyboard.press("s")
        for _ in range(dice.randrange(4)):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    elif key == "edit":
        page.keyboard.press("e")
        if page.locator(".editor").count():
            page.locator(".editor").fill(
                dice.choice([HOSTILE, "New <b>text</b>. Of two.", "𠮷 a b"])
            )
            page.keyboard.press("Enter")
    elif key == "comment":
        page.keyboard.press("t")
        page.locator("#comment-dialog textarea").fill(HOSTILE)
        page.locator("#comment-dialog .primary").click()
    elif key == "principle":
        page.keyboard.press("p")
        boxes = page.locator("#principles-dialog input")
        boxes.nth(dice.randrange(boxes.count())).click()
        page.keyboard.press("Escape")
    else:
        page.keyboard.press(key)


@pytest.mark.parametrize("seed", [1, 2])
def test_acts_by_chance_lead_to_the_same_rows_in_the_corpus(
    corpus: Path, browser: Any, tmp_path: Path, seed: int
) -> None:
    """Whatever is done, undone and done again; no act contradicts the log, and none is lost."""
    dice = random.Random(seed)
    page = open_page(browser, write_page(corpus))
    assert shown_rows(page) == stored_rows(corpus)
    page.locator("#reviewer").fill("李 <b>")
    for number in range(ROUNDS):
        if number == ROUNDS // 2:
            page.locator("#part").select_option("1")
        page.locator(".row .gutter").nth(dice.randrange(page.locator(".row").count())).click()
        do(page, dice.choice(KEYS), dice)
    log = save_file(page, tmp_path / "saved.jsonl")
    acts, notice = read_acts(log)
    assert not notice
    assert len(acts) > ROUNDS // 3
    assert {act.by for act in acts} == {"李 <b>"}
    rows = shown_rows(page)
    said = bring_in(corpus, log)
    assert f"{len(acts)} acts taken, 0 known before, 0 in conflict" in said
    assert stored_rows(corpus) == rows


def test_the_latest_acts_can_be_reached_on_a_tablet(corpus: Path, browser: Any) -> None:
    """By key and by button; nothing sticks out of the window."""
    page = open_page(browser, write_page(corpus), viewport={"width": 1024, "height": 768})
    latest = page.locator("#latest")
    assert not latest.is_visible()
    page.keyboard.press("h")
    page.keyboard.press("x")
    page.keyboard.press("c")
    assert latest.locator("li").count() >= 2
    assert page.evaluate("acts.at(-1).before[0].zh[0] !== acts.at(-2).before[0].zh[0]")
    page.locator("#about").click()
    assert not latest.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_split_and_fix_without_a_server(corpus: Path, browser: Any, tmp_path: Path) -> None:
    """Both texts are cut between sentences; what the machine had is not changed; an edit fixes."""
    page = open_page(browser, write_page(corpus))
    page.locator(".order label").last.click()
    before = shown_rows(page)
    row = page.locator(".row").nth(2)
    row.locator(".gutter").click()
    page.keyboard.press("s")
    assert page.locator(".seam-field").count() == 2
    page.keyboard.press("Enter")
    assert len(shown_rows(page)) == len(before) + 1
    page.keyboard.press("m")
    assert shown_rows(page)[2][:3] == before[2][:3]
    page.evaluate(
        "here.rows[5].findings = [{severity: 'error', code: 'number', message: '?', zh: [], en: [],"
        " weight: 2, suggestion: 'Five', corrected: 'Five things.', keep: '{}'}]; draw()"
    )
    page.locator(".row").nth(5).locator(".correct").click()
    assert shown_rows(page)[5][2] == "Five things."
    log = save_file(page, tmp_path / "saved.jsonl")
    rows = shown_rows(page)
    bring_in(corpus, log)
    assert stored_rows(corpus) == rows


def test_link_accept_and_reload(corpus: Path, browser: Any, tmp_path: Path) -> None:
    """By button and by key; after a reload everything is there, and after loading the file too."""
    out = write_page(corpus)
    page = open_page(browser, out)
    page.locator(".order label").last.click()
    page.locator(".row .gutter").nth(5).click()
    page.locator("footer [data-do=link]").click()
    page.locator(".row .gutter").nth(7).click()
    page.keyboard.press(" ")
    page.locator(".finding-chip button").first.click()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+Shift+Z")
    rows = shown_rows(page)
    page.reload()
    page.wait_for_selector(".row.active")
    assert shown_rows(page) == rows
    log = save_file(page, tmp_path / "saved.jsonl")
    ops = [json.loads(line)["op"] for line in log.read_text("utf-8").splitlines()]
    assert ops == ["link", "accept", "undo", "redo"]
    other = open_page(browser, out)
    other.locator("#file").set_input_files(log)
    other.locator("#toast", has_text="4").wait_for()
    assert shown_rows(other) == rows
    other.locator("#file").set_input_files(log)
    other.locator("#toast", has_text="0 ").wait_for()
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"op": "confirm", "before": 7}\nnonsense\n', encoding="utf-8")
    other.locator("#file").set_input_files(wrong)
    other.locator("#toast", has_text="2 do not fit").wait_for()
    assert shown_rows(other) == rows
    assert save_file(other, tmp_path / "again.jsonl").read_bytes() == log.read_bytes()
    bring_in(corpus, log)
    assert stored_rows(corpus) == rows


def test_the_guards_of_the_served_page_hold_without_a_server(corpus: Path, browser: Any) -> None:
    """Ctrl+Enter confirms nothing unseen, a click elsewhere saves, and a link asks first."""
    page = open_page(browser, write_page(corpus))
    page.locator(".order label").last.click()
    toast = page.locator("#toast")

    def at(number: int) -> Any:
        page.locator(".row .gutter").nth(number).click()
        return page.locator(".row").nth(number)

    at(5)
    page.keyboard.press("e")
    page.locator(".editor").fill("In 1999, nothing of the kind.")
    page.keyboard.press("Control+Enter")
    assert "cannot check what was changed" in toast.inner_text()
    assert shown_rows(page)[5][2:4] == ["In 1999, nothing of the kind.", "edited"]
    page.keyboard.press("c")
    assert shown_rows(page)[5][3] == "confirmed"
    page.evaluate(
        "here.rows[6].findings = [{severity: 'error', code: 'number', message: '?', zh: [], en: [],"
        " weight: 2, suggestion: '', corrected: '', keep: '{}'}]; draw()"
    )
    at(6)
    page.keyboard.press("e")
    page.keyboard.press("Control+Enter")
    assert "this row has findings" in toast.inner_text()
    at(7)
    page.keyboard.press("e")
    page.locator(".editor").fill("Written and left.")
    at(8)
    assert shown_rows(page)[7][2] == "Written and left."
    assert page.locator(".editor").count() == 0
    count = len(shown_rows(page))
    at(5)
    page.keyboard.press(" ")
    at(7)
    page.keyboard.press(" ")
    assert "is confirmed; a link takes it apart" in toast.inner_text()
    assert len(shown_rows(page)) == count and shown_rows(page)[5][3] == "confirmed"
    page.keyboard.press(" ")
    assert len(shown_rows(page)) > count
    at(9)
    page.keyboard.press(" ")
    page.keyboard.press("r")
    assert not page.locator("#mode").is_visible()


def test_a_finding_has_the_name_of_its_check_in_the_language_of_the_page(
    corpus: Path, browser: Any
) -> None:
    """Its sentence is in that language too, and says so to a screen reader."""
    page = open_page(browser, write_page(corpus), locale="zh-CN")
    chip = page.locator(".finding-chip .code").first
    assert "提示：" in chip.inner_text() or "错误：" in chip.inner_text()
    sentence = page.locator(".finding-chip .code + [lang=zh-Hans]").first.inner_text()
    assert any("\u4e00" <= character <= "\u9fff" for character in sentence)
    page = open_page(browser, write_page(corpus), locale="en-US")
    assert page.locator(".finding-chip .code + [lang=en]").count()


def test_the_page_keeps_its_theme(corpus: Path, browser: Any) -> None:
    """As the served page does."""
    page = open_page(browser, write_page(corpus), color_scheme="light")
    page.locator("[data-do=theme]").click()
    page.locator("html[data-theme=dark]").wait_for()
    page.wait_for_timeout(200)  # Chromium hands on what a page stores a moment later
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_the_page_is_accessible(corpus: Path, browser: Any, theme: str, locale: str) -> None:
    """WCAG A and AA by axe, in both themes and languages: the rows, a dialog, an editor."""
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(browser, write_page(corpus), color_scheme=theme, locale=locale)
    assert page.locator("html").get_attribute("lang") == {"en-US": "en"}.get(locale, "zh-Hans")
    page.keyboard.press("c")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    for key in ("c", "?", "t", "p", "e", "s", " "):
        page.keyboard.press(key)
        found = Axe().run(page, options=rules).response["violations"]
        assert [(one["id"], [n["html"][:90] for n in one["nodes"]]) for one in found] == [], key
        page.keyboard.press("Escape")
