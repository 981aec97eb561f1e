"""The page in a real browser: every act by key and by button, and what a browser does to keys."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from aigov_corpus.corpus import store
from aigov_corpus.reviewing.log import append_acts
from aigov_corpus.reviewing.planning import Planner

pytestmark = pytest.mark.slow

PATIENCE = 60
"""Seconds that a test waits for the page on a busy machine."""
SOURCE = Path(__file__).parents[2] / "src"


class Server:
    """`aigov-corpus review` in a process of its own."""

    def __init__(self, *words: str) -> None:
        command = [sys.executable, "-m", "aigov_corpus", "review", *words, "--no-browser"]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(SOURCE)},
        )
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith("http://127.0.0.1:"), self.process.communicate()

    def end(self, number: int = signal.SIGTERM) -> None:
        """Send the process a signal and wait until it has ended."""
        self.process.send_signal(number)
        self.process.communicate(timeout=20)


@pytest.fixture
def corpus(built: Path) -> Path:
    """The corpus of the small project."""
    return built / "data" / "aligned"


@pytest.fixture
def window(corpus: Path, browser: Any) -> Iterator[Callable[..., Any]]:
    """A function that opens a window on the page; errors of its script fail the test."""
    server = Server(str(corpus), "--encoder", "hash")
    errors: list[str] = []
    contexts = []

    def open_window(path: str = "/d/0?order=text", **options: Any) -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server.url)
        page.goto(urljoin(server.url, path))
        page.wait_for_selector(".row.active")
        return page

    yield open_window
    for context in contexts:
        context.close()
    server.end()
    assert errors == []


def log_of(corpus: Path) -> list[dict[str, Any]]:
    """The acts in the log."""
    log = corpus / "plan" / "edits.jsonl"
    return (
        [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
    )


def wait_for_acts(page: Any, corpus: Path, count: int) -> list[dict[str, Any]]:
    """Wait until the log has so many acts, and the page has shown the last one."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        is_busy = page.locator("#rows").get_attribute("aria-busy") == "true"
        if len(log_of(corpus)) >= count and not is_busy:
            break
        page.wait_for_timeout(50)
    acts = log_of(corpus)
    assert len(acts) == count, page.locator("#toast").inner_text()
    return acts


def wait_for_rows(page: Any, is_right: Callable[[int], bool]) -> None:
    """Wait until the page has the right number of rows; its policy forbids scripts of ours."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if is_right(page.locator(".row").count()):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"the page has {page.locator('.row').count()} rows")


def save_dialog(page: Any, name: str, *, text: str = "") -> None:
    """Write into a dialog and save it."""
    dialog = page.locator(f"#{name}-dialog")
    dialog.wait_for(state="visible")
    if text:
        dialog.locator("textarea").fill(text)
    dialog.locator("button.primary").click()


def principle(page: Any) -> None:
    """Tick the first box of the dialog of principles."""
    page.locator("#principles-dialog input").first.click()


def accept_text(page: Any) -> None:
    """Write another text into the editor."""
    page.locator(".editor").fill("Another text.")
    page.keyboard.press("Enter")


NOTHING: Callable[[Any], None] = lambda page: None  # noqa: E731
BY_KEY_AND_BUTTON = [
    ("c", "confirm", NOTHING, "confirm"),
    ("r", "needs-review", NOTHING, "needs-review"),
    ("x", "reject", NOTHING, "reject"),
    ("v", "reopen", NOTHING, "reopen"),
    ("m", "merge", NOTHING, "merge"),
    ("s", "split", lambda page: page.keyboard.press("Enter"), "split"),
    ("u", "up-en", NOTHING, "move"),
    ("d", "down-en", NOTHING, "move"),
    ("U", "up-zh", NOTHING, "move"),
    ("D", "down-zh", NOTHING, "move"),
    ("e", "edit", accept_text, "edit"),
    ("F2", "edit", accept_text, "edit"),
    ("p", "principles", principle, "-principle"),
    ("t", "comment", lambda page: save_dialog(page, "comment", text="好"), "comment"),
    (
        "b",
        "bulk",
        lambda page: (
            page.locator("#bulk-dialog [name=least]").fill("40"),
            save_dialog(page, "bulk"),
        ),
        "confirm",
    ),
]


UNLOCKED = ("merge", "up-zh", "down-zh")
"""Acts of these that move or join Chinese sentences; the lock opens for one of them."""


@pytest.mark.parametrize("by", ["key", "button"])
def test_every_act_by_key_and_by_button(window: Callable[..., Any], corpus: Path, by: str) -> None:
    """Each is logged; undo, by key or button, leads back to the rows before."""
    page = window()
    rows = page.locator("#rows").inner_text()
    count = 0
    for key, name, then, op in BY_KEY_AND_BUTTON:
        page.locator(".row").nth(1).click(position={"x": 20, "y": 20})
        if name in UNLOCKED:
            page.keyboard.press("l") if by == "key" else page.locator("#lock").click()
        if by == "key":
            page.keyboard.press(key)
        else:
            page.locator(f"footer [data-do='{name}']").click()
        then(page)
        count += 1
        acts = wait_for_acts(page, corpus, count)
        assert acts[-1]["op"].endswith(op), name
        assert page.locator("#lock[aria-pressed=true]").count() == 0, name
        page.keyboard.press("Escape")
        if by == "key":
            page.keyboard.press("z")
        else:
            page.locator("footer [data-do='undo']").click()
        count += 1
        assert wait_for_acts(page, corpus, count)[-1]["op"] == "undo"
        assert page.locator("#rows").inner_text() == rows, name
    if by == "key":
        page.keyboard.press("Control+Shift+Z")
    else:
        page.locator("footer [data-do='redo']").click()
    assert wait_for_acts(page, corpus, count + 1)[-1]["op"] == "redo"


def test_confirming_goes_on_and_a_link_needs_two_keys(
    window: Callable[..., Any], corpus: Path
) -> None:
    """Fast typing loses nothing; each act is on the row that the focus has reached."""
    page = window()
    for _ in range(3):
        page.keyboard.press("c")
    acts = wait_for_acts(page, corpus, 3)
    assert len({json.dumps(act["before"]) for act in acts}) == 3
    page.keyboard.press(" ")
    page.keyboard.press("k")
    page.keyboard.press("k")
    page.keyboard.press(" ")
    page.locator("#toast button", has_text="Link all the same").click()  # it is a confirmed row
    assert wait_for_acts(page, corpus, 4)[-1]["op"] == "link"


@pytest.mark.parametrize("by", ["key", "button"])
def test_link_realign_and_accept_by_key_and_by_button(
    window: Callable[..., Any], corpus: Path, by: str
) -> None:
    """A link marks one row, then takes another; realigning mends it; a finding is accepted."""
    page = window()
    rows = page.locator("#rows").inner_text()

    def do(key: str, name: str) -> None:
        if by == "key":
            page.keyboard.press(key)
        else:
            page.locator(f"footer [data-do='{name}']").click()

    do(" ", "link")
    assert page.locator(".row.linking").count() == 1
    page.locator(".row").nth(2).click(position={"x": 20, "y": 20})
    do(" ", "link")
    assert wait_for_acts(page, corpus, 1)[-1]["op"] == "link"
    assert page.locator(".row.linking").count() == 0
    page.locator(".row").last.click(position={"x": 20, "y": 20})
    do("c", "confirm")
    wait_for_acts(page, corpus, 2)
    do("w", "realign")
    assert wait_for_acts(page, corpus, 3)[-1]["op"] == "realign"
    for count in (4, 5, 6):
        do("z", "undo")
        wait_for_acts(page, corpus, count)
    assert page.locator("#rows").inner_text() == rows
    page.locator(".row").first.click(position={"x": 20, "y": 20})
    page.keyboard.press("e")
    page.locator(".editor").fill("We propose 一个计划 for all.")
    page.keyboard.press("Enter")
    wait_for_acts(page, corpus, 7)
    assert page.locator(".finding-chip").count() == 1
    if by == "key":
        page.keyboard.press("i")
    else:
        page.locator(".finding-chip button", has_text="Ignore").click()
    assert wait_for_acts(page, corpus, 8)[-1]["op"] == "accept"
    assert page.locator(".finding-chip").count() == 0
    assert "一个计划" in page.locator(".row .cell.en").first.inner_text()


def test_the_keys_of_other_programs_for_translators(
    window: Callable[..., Any], corpus: Path
) -> None:
    """Ctrl+Enter confirms, from the editor too; Ctrl+S says that everything is saved."""
    page = window()
    page.keyboard.press("Control+Enter")
    assert wait_for_acts(page, corpus, 1)[-1]["op"] == "confirm"
    page.keyboard.press("F2")
    page.locator(".editor").fill("All goals need cooperation.")
    page.keyboard.press("Control+Enter")
    assert [act["op"] for act in wait_for_acts(page, corpus, 3)[1:]] == ["edit", "confirm"]
    page.keyboard.press("Control+s")
    page.locator("#toast", has_text="saved already").wait_for()


def test_keys_belong_to_the_input_method_while_composing(
    window: Callable[..., Any], corpus: Path
) -> None:
    """Neither letters nor Enter act; afterwards they do. A search waits for the end."""
    page = window()
    for init in ({"isComposing": True}, {"keyCode": 229}):
        for key in ("c", "x", "Enter", "z"):
            page.evaluate(
                "([key, init]) => document.activeElement.dispatchEvent(new KeyboardEvent("
                "'keydown', {key, bubbles: true, ...init}))",
                [key, init],
            )
    page.keyboard.press("e")
    session = page.context.new_cdp_session(page)
    page.locator(".editor").fill("")
    session.send("Input.imeSetComposition", {"selectionStart": 2, "selectionEnd": 2, "text": "ni"})
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
        "{key: 'Enter', isComposing: true, bubbles: true}))"
    )
    assert page.locator(".editor").count() == 1
    session.send("Input.insertText", {"text": "你好"})
    page.keyboard.press("Enter")
    acts = wait_for_acts(page, corpus, 1)
    assert "".join(change["new"] for change in acts[0]["texts"]) == "你好"


def test_keys_still_work_after_hundreds_of_swaps(window: Callable[..., Any], corpus: Path) -> None:
    """The focus stays in the rows, whatever was replaced around it."""
    page = window()
    for number in range(200):
        page.keyboard.press("l" if number % 2 == 0 else "z")
        if number % 2 == 0:
            page.keyboard.press("m")
    wait_for_acts(page, corpus, 200)
    page.keyboard.press("c")
    wait_for_acts(page, corpus, 201)
    assert page.evaluate("document.activeElement.classList.contains('row')")


@pytest.mark.parametrize("is_anew", [False, True])
def test_a_page_whose_server_ended_says_what_to_do(
    corpus: Path, browser: Any, is_anew: bool
) -> None:
    """At each act, and beside the download; a text that is being written stays in the editor."""
    server = Server(str(corpus), "--encoder", "hash")
    page = browser.new_context().new_page()
    page.goto(server.url)
    page.wait_for_selector(".row.active")
    page.keyboard.press("e")
    page.locator(".editor").fill("Written with care.")
    server.end()
    said = "does not answer"
    if is_anew:
        server = Server(str(corpus), "--encoder", "hash", "--port", str(urlsplit(server.url).port))
        said = "was started anew"
    try:
        page.keyboard.press("Enter")
        toast = page.locator("#toast span")
        page.locator("#toast span", has_text="still in the editor").wait_for()
        page.wait_for_timeout(300)  # the panel beside the rows asks the server, too
        assert said in toast.inner_text() and "still in the editor" in toast.inner_text()
        assert "go on in the page" in toast.inner_text()
        assert page.locator(".editor").input_value() == "Written with care."
        page.keyboard.press("Escape")
        for key in ("j", "n", "c", "o"):
            page.keyboard.press("Escape")
            page.keyboard.press(key)
            page.locator("#toast span", has_text=said).wait_for()
        page.locator("[data-do=download]").first.click()
        page.locator("#download-dialog button.primary").click()
        page.locator("#download-findings", has_text=said).wait_for()
    finally:
        if is_anew:
            server.end()


def test_two_windows_never_overwrite_each_other(window: Callable[..., Any], corpus: Path) -> None:
    """The second one is told, and sees the row as it is now."""
    first, second = window(), window()
    first.keyboard.press("x")
    wait_for_acts(first, corpus, 1)
    second.keyboard.press("c")
    second.locator("#toast.error").wait_for()
    assert "in the meantime" in second.locator("#toast").inner_text()
    assert second.locator(".row").first.get_attribute("data-status") == "rejected"
    second.locator(".row").first.click()
    second.keyboard.press("c")
    assert wait_for_acts(second, corpus, 2)[-1]["op"] == "confirm"


def test_a_text_written_in_one_window_survives_a_decision_in_another(
    window: Callable[..., Any], corpus: Path
) -> None:
    """It is not saved, nor is the row confirmed that nobody saw; the text stays in the editor."""
    first, second = window(), window()
    for way in ("key", "button"):
        count = len(log_of(corpus))
        second.keyboard.press("e")
        second.locator(".editor").fill(f"Written with care ({way}).")
        first.keyboard.press("x" if way == "key" else "r")
        first.locator(".row").first.click()
        wait_for_acts(first, corpus, count + 1)
        if way == "key":
            second.keyboard.press("Control+Enter")
        else:
            second.locator("footer [data-do=confirm]").click()
        second.locator("#toast.error").wait_for()
        assert "still in the editor" in second.locator("#toast").inner_text()
        second.locator(".editor").wait_for()
        assert second.locator(".editor").input_value() == f"Written with care ({way})."
        assert second.locator("#rows").get_attribute("aria-busy") == "false"
        assert len(log_of(corpus)) == count + 1
        second.keyboard.press("Enter")
        assert wait_for_acts(second, corpus, count + 2)[-1]["op"] == "edit"
        second.locator(".row").first.click()
        first.reload()
        first.wait_for_selector(".row.active")


def test_filters_search_and_reload(window: Callable[..., Any]) -> None:
    """What is shown stands in the address, so that loading the page again shows it again."""
    page = window()
    total = page.locator(".row").count()
    page.keyboard.press("/")
    page.keyboard.type("openness")
    page.keyboard.press("Enter")  # at once, before the search has begun
    wait_for_rows(page, lambda count: count == 1)
    page.locator(".row.active:focus").wait_for()
    assert page.locator("mark.match").inner_text() == "Openness"
    page.reload()
    page.wait_for_selector(".row.active")
    assert page.locator(".row").count() == 1
    page.locator("[data-do='clear']").click()
    wait_for_rows(page, lambda count: count == total)
    page.locator("#status").select_option("missing")
    wait_for_rows(page, lambda count: count < total)
    page.keyboard.press("/")
    page.keyboard.type("no row has this")
    page.locator(".empty [data-do='clear']").click()
    wait_for_rows(page, lambda count: count == total)


def test_a_word_is_replaced_in_the_whole_english(window: Callable[..., Any]) -> None:
    """By keys alone; the number of rows is known before, and one undo takes all back."""
    page = window()
    english = page.locator(".cell.en", has_text="goals")
    rows = english.count()
    assert rows > 1
    page.keyboard.press("H")
    page.keyboard.type("goals")
    page.locator("#replace-count", has_text=f"in {rows} rows.").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("aims")
    page.keyboard.press("Enter")
    page.locator("#toast", has_text=f"Rows changed: {rows}").wait_for()
    page.locator("#progress .waiting").wait_for(state="detached", timeout=60_000)
    assert english.count() == 0
    page.keyboard.press("z")
    page.locator("#toast", has_text="edit ×").wait_for()
    assert english.count() == rows


def test_progress_by_section_is_in_sight_at_every_width(
    window: Callable[..., Any], corpus: Path
) -> None:
    """Beside the rows, or as a button that opens the list; it follows the acts."""
    page = window()
    here = page.locator("#here")
    assert ": 0 of " in here.inner_text()
    page.keyboard.press("c")
    wait_for_acts(page, corpus, 1)
    page.keyboard.press("k")
    assert ": 1 of " in here.inner_text()
    assert not page.locator("#sections").is_visible()
    page.keyboard.press("g")
    assert page.locator("#sections").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#sections").is_visible()
    total = page.locator(".row").count()
    here.click()
    page.locator("#sections button").last.click()
    wait_for_rows(page, lambda count: count < total)
    assert not page.locator("#sections").is_visible()
    page.keyboard.press("c")
    wait_for_acts(page, corpus, 2)
    for width in (360, 768, 1024, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("#sections").is_visible() == (width == 1920)
        assert here.is_visible() == (width != 1920)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("document.querySelector('.actions').offsetHeight < innerHeight / 7")
    page.set_viewport_size({"width": 640, "height": 400})  # as with a zoom of 200 %
    assert page.evaluate("document.querySelector('.actions').offsetHeight < innerHeight / 6")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_no_violation_of_accessibility(window: Callable[..., Any], theme: str, locale: str) -> None:
    """WCAG A and AA by axe: the rows, each dialog, an editor; in both themes and languages."""
    from axe_playwright_python.sync_playwright import Axe

    page = window(color_scheme=theme, locale=locale)
    assert page.locator("html").get_attribute("lang") == {"en-US": "en"}.get(locale, "zh-Hans")
    for key in ("c", "r", "x"):
        page.keyboard.press(key)
        page.wait_for_timeout(200)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}

    def check(where: str) -> None:
        found = Axe().run(page, options=rules).response["violations"]
        assert [(one["id"], [n["html"][:90] for n in one["nodes"]]) for one in found] == [], where

    check("rows")
    for key in ("?", "t", "b", "p"):
        page.keyboard.press(key)
        check(key)
        page.keyboard.press("Escape")
    for key, where in (("e", "editor"), ("s", "seams"), (" ", "link"), ("l", "unlocked")):
        page.keyboard.press(key)
        page.wait_for_timeout(100)
        check(where)
        page.keyboard.press("Escape")
    page.set_viewport_size({"width": 768, "height": 1024})
    page.keyboard.press("h")
    check("tablet")
    page.goto(urljoin(page.url, "/"))
    check("start")
    drop(page, "plan.md", "一、发展\n\n我们提出计划。\n\n```\n代码\n```\n")
    drop(page, "plan.txt", "1. Growth\n\nWe propose a plan.\n")
    page.locator("#chosen", has_text="plan.md + plan.txt").wait_for()
    check("chosen files")
    drop(page, "other.txt", "1. Growth\n\nA plan is proposed.\n")  # another translation
    page.locator("#drop button.primary:focus").click()
    page.locator("#align").wait_for()
    assert page.locator(".recognised tr").count() == 3
    check("recognised files")


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(corpus: Path, browser: Any) -> None:
    """`kill -9` in the middle of acts; what the page said is saved is there afterwards."""
    for round_ in range(3):
        server = Server(str(corpus))
        page = browser.new_context().new_page()
        saved: list[int] = []
        page.on("response", lambda got: saved.append(got.status) if "/act" in got.url else None)  # noqa: B023
        page.goto(server.url)
        page.wait_for_selector(".row.active")
        before = len(log_of(corpus))
        for number in range(12):
            page.keyboard.press("cz"[number % 2])
            if number == 3 * round_ + 2:
                server.end(signal.SIGKILL)
        page.wait_for_timeout(200)
        count = len(log_of(corpus)) - before
        assert saved.count(200) <= count <= saved.count(200) + 1
        page.context.close()
    server = Server(str(corpus))
    server.end()


def drop(page: Any, name: str, text: str) -> None:
    """Drop a file on the start page, as a browser tells a page of it."""
    make = "([name, text]) => { const given = new DataTransfer(); "
    make += "given.items.add(new File([text], name)); return given; }"
    given = page.evaluate_handle(make, [name, text])
    for event in ("dragover", "drop"):
        page.dispatch_event("#drop", event, {"dataTransfer": given})


def test_two_real_files_are_dropped_aligned_and_confirmed(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From nothing to a translation memory that translate-toolkit reads, without a shell."""
    from translate.storage.tmx import tmxfile

    monkeypatch.chdir(tmp_path)
    (tmp_path / "法律.md").write_text("一、发展\n\n我们提出计划。计划服务所有人。\n", "utf-8")
    (tmp_path / "law.html").write_text(
        "<h1>1. Development</h1><p>We propose a plan. The plan serves all people.</p>", "utf-8"
    )
    server = Server("--encoder", "hash", "--folder", str(tmp_path / "work"))
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(server.url)
    drop(page, "法律.md", "一、发展")
    page.locator("#chosen", has_text="法律.md").wait_for()
    page.locator("#chosen button").click()  # other files
    page.locator("#chosen").wait_for(state="hidden")
    page.locator("#files").set_input_files(tmp_path / "law.html")
    page.locator("#chosen", has_text="law.html").wait_for()
    drop(page, "法律.md", (tmp_path / "法律.md").read_text("utf-8"))
    page.locator("#drop button.primary:focus").click()
    page.locator("#align").click()
    page.wait_for_selector(".row.active, .message", timeout=60_000)
    if page.locator(".message").count():
        page.locator("#align").click()
        page.wait_for_selector(".row.active", timeout=60_000)
    for _ in range(page.locator(".row").count()):
        page.keyboard.press("c")
    page.locator(".left b").filter(has_text="0").wait_for()
    page.locator("#toast", has_text="Every row is decided").wait_for()
    page.locator("[data-do=download]").click()
    with page.expect_download() as download:
        page.locator("#download-dialog button.primary").click()
    memory = tmp_path / "memory.tmx"
    download.value.save_as(memory)
    with memory.open("rb") as file:
        units = tmxfile(file, "zh-CN", "en-US").units
    assert len(units) >= 2
    context.close()
    server.end()


def test_a_page_that_aligns_says_that_its_server_ended(browser: Any, tmp_path: Path) -> None:
    """Else it would show its progress for ever."""
    server = Server("--encoder", "hash", "--folder", str(tmp_path))
    page = browser.new_context(locale="en").new_page()
    page.goto(server.url)
    texts = {  # so much that they are not aligned before the server is ended
        "zh.txt": "".join(f"我们提出第{number}个计划。\n" for number in range(6000)),
        "en.txt": "".join(f"We propose plan {number}.\n" for number in range(6000)),
    }
    page.locator("#files").set_input_files(
        [
            {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
            for name, text in texts.items()
        ]
    )
    page.locator("#drop button.primary").click()
    page.set_viewport_size({"width": 400, "height": 800})  # the beginning of a text has a line
    assert page.locator(".recognised td:last-child").first.bounding_box()["width"] > 300
    page.locator("#align").click()
    page.locator("#job #share[value]").wait_for()  # the server has answered once
    server.end(signal.SIGKILL)
    page.locator("#step", has_text="does not answer").wait_for()


def test_the_address_has_no_token_afterwards(window: Callable[..., Any]) -> None:
    """It does not stay in the history of the browser, nor on the page."""
    page = window()
    assert "token" not in page.url
    assert "token=" not in page.content()


def at_row(page: Any, number: int) -> Any:
    """Make a row the present one, and return it."""
    row = page.locator(".row").nth(number)
    row.click(position={"x": 20, "y": 20})
    return row


def write(page: Any, text: str) -> None:
    """Change the English of the present row."""
    page.keyboard.press("e")
    page.locator(".editor").fill(text)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("by", ["key", "button", "chip"])
def test_what_a_finding_suggests_is_put_in_by_one_act(
    window: Callable[..., Any], corpus: Path, by: str
) -> None:
    """The button says the new text; undo brings the old one back, and its finding."""
    page = window()
    row = at_row(page, 0)
    write(page, "We propose the the plan that serves all people.")
    wait_for_acts(page, corpus, 1)
    assert "doubtful" in (row.get_attribute("class") or "")
    assert "edited" in row.locator(".measure").inner_text()
    assert row.locator(".correct").inner_text() == "Change to the"
    if by == "key":
        page.keyboard.press("f")
    else:
        where = "footer [data-do=correct]" if by == "button" else ".finding-chip .correct"
        page.locator(where).click()
    assert wait_for_acts(page, corpus, 2)[-1]["op"] == "edit"
    assert row.locator(".cell.en").inner_text() == "We propose the plan that serves all people."
    assert page.locator(".finding-chip .correct").count() == 0
    assert page.locator("footer [data-do=correct]").is_disabled()
    page.keyboard.press("z")
    wait_for_acts(page, corpus, 3)
    assert row.locator(".cell.en").inner_text() == "We propose the the plan that serves all people."
    assert page.locator(".finding-chip .correct").count() == 1


def test_a_wrong_number_makes_its_row_the_next_doubtful_one(
    window: Callable[..., Any], corpus: Path
) -> None:
    """Also if it was written here; before, only confirmed rows were left."""
    page = window()
    page.keyboard.press("b")
    page.locator("#bulk-dialog [value=document]").check()
    page.locator("#bulk-dialog [name=least]").fill("0")
    save_dialog(page, "bulk")
    wait_for_acts(page, corpus, 1)
    with_number = page.locator(".row", has_text="All 2030")
    with_number.click(position={"x": 20, "y": 20})
    text = with_number.locator(".cell.en").inner_text()
    write(page, text.replace("2030", "2035"))
    wait_for_acts(page, corpus, 2)
    at_row(page, 0)
    page.keyboard.press("n")
    page.locator(".row.active .finding-chip.error .code", has_text="number").wait_for()


def test_a_split_has_a_seam_in_both_texts_and_a_merge_leaves_what_the_machine_left(
    window: Callable[..., Any], corpus: Path
) -> None:
    """The locked Chinese is cut between two sentences; put back, the rows are not changed ones."""
    page = window()
    before = page.locator("#rows").inner_text()
    at_row(page, 0)
    page.keyboard.press("l")
    page.keyboard.press("m")
    wait_for_acts(page, corpus, 1)
    count = page.locator(".row").count()
    page.keyboard.press("s")
    seams = page.locator(".row.active .seam-field")
    assert seams.count() == 2
    assert page.locator(".row.active .seam-field .second").first.inner_text()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    seams.first.focus()
    stops = {seams.first.get_attribute("aria-valuenow")}
    for key in ("ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        stops.add(seams.first.get_attribute("aria-valuenow"))
    assert stops == {"1"}, "arrows leave text before and behind the seam"
    page.keyboard.press("Enter")
    wait_for_acts(page, corpus, 2)
    assert page.locator(".row").count() == count + 1
    assert page.locator("#rows").inner_text() == before
    assert page.locator(".row.edited").count() == 0


def test_a_click_in_a_text_never_puts_a_seam_into_a_word(
    window: Callable[..., Any], corpus: Path
) -> None:
    """The seam begins at a border; unlocking in between keeps it there, and Tab goes both ways."""
    page = window()
    at_row(page, 0)
    page.keyboard.press("l")
    page.keyboard.press("m")
    wait_for_acts(page, corpus, 1)
    row = page.locator(".row.active")
    english = row.locator(".cell.en")
    border = row.locator(".cell.en .border").first.evaluate(
        "mark => { const range = document.createRange(); range.setStart(mark.parentElement, 0);"
        " range.setEndBefore(mark); return String(range.toString().length); }"
    )
    box = english.bounding_box()
    for x in (9, 33, box["width"] / 2):
        english.click(position={"x": x, "y": 12})
        page.keyboard.press("s")
        seams = page.locator(".row.active .seam-field")
        assert seams.last.get_attribute("data-at") == border
        chinese = seams.first.get_attribute("data-at")
        page.locator(".editor-bar button", has_text="Unlock").click()
        assert seams.first.get_attribute("data-at") == chinese
        assert page.locator(".seam-field:focus .first").inner_text()[-1] in "。："
        page.keyboard.press("Tab")
        assert page.locator(".cell.en .seam-field:focus").count() == 1
        page.keyboard.press("Tab")
        assert page.locator(".cell.zh .seam-field:focus").count() == 1
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")


def test_many_are_confirmed_with_their_numbers_said_before_and_afterwards(
    window: Callable[..., Any], corpus: Path
) -> None:
    """A row with a finding stays, and so does the present row; undo says what it undid."""
    page = window()
    write(page, "We propose 一个计划 for all.")
    wait_for_acts(page, corpus, 1)
    at_row(page, 2)
    key = page.locator(".row.active").get_attribute("data-key")
    page.keyboard.press("b")
    page.locator("#bulk-dialog [value=document]").check()
    page.locator("#bulk-dialog [name=least]").fill("0")
    page.locator("#bulk-count", has_text="stay for their findings: 1").wait_for()
    save_dialog(page, "bulk")
    acts = wait_for_acts(page, corpus, 2)
    said = page.locator("#toast").inner_text()
    assert f"Rows confirmed: {len(acts[1]['before'])}; 1 with findings stay" in said
    assert page.locator(".row.active").get_attribute("data-key") == key
    assert page.locator(".row").first.get_attribute("data-status") == "edited"
    page.keyboard.press("z")
    wait_for_acts(page, corpus, 3)
    assert "Undone: confirm" in page.locator("#toast").inner_text()


def test_what_a_translator_does_by_habit_confirms_and_moves_nothing_unseen(
    window: Callable[..., Any], corpus: Path
) -> None:
    """Saving with findings does not confirm; Escape clears the search; the row stays in sight."""
    page = window()
    page.keyboard.press("e")
    page.locator(".editor").fill("We propose 一个计划 for all.")
    page.keyboard.press("Control+Enter")
    page.locator("#toast", has_text="not confirmed").wait_for()
    assert [act["op"] for act in wait_for_acts(page, corpus, 1)] == ["edit"]
    assert page.locator(".row").first.get_attribute("aria-current") == "true"
    page.keyboard.press("Control+Enter")
    assert wait_for_acts(page, corpus, 2)[-1]["op"] == "confirm"
    page.locator("header [data-do='download']").click()
    page.locator("#download-findings", has_text="open findings: 1").wait_for()
    page.locator("#download-dialog [name=least]").fill("")
    page.locator("#download-dialog [value=score]").check()
    page.locator("#download-dialog button.primary").click()
    page.locator("#download-findings", has_text="the least score is no number").wait_for()
    page.keyboard.press("Escape")
    total = page.locator(".row").count()
    page.keyboard.press("/")
    page.keyboard.type("Openness")
    wait_for_rows(page, lambda count: 0 < count < total)
    page.locator("#text").focus()
    page.keyboard.press("Escape")
    wait_for_rows(page, lambda count: count == total)
    at_row(page, 2)
    key = page.locator(".row.active").get_attribute("data-key")
    page.keyboard.press(" ")
    page.locator("[name=order][value=doubt] + span").click()
    page.locator("#rows[aria-busy=false]").wait_for()
    assert page.locator(".row.active").get_attribute("data-key") == key
    page.keyboard.press("r")
    wait_for_acts(page, corpus, 3)
    assert page.locator(".row.linking").count() == 0
    key = page.locator(".row.active").get_attribute("data-key")
    page.locator("#language").click()
    page.locator("#lock", has_text="中文").wait_for()
    page.locator(f".row.active[data-key='{key}']").wait_for()


def test_the_other_language_keeps_the_order_of_a_page_that_was_just_loaded(
    window: Callable[..., Any],
) -> None:
    """Filters and order of the address count, though nobody has touched them."""
    page = window("/d/0?order=text&status=open", locale="en-US")
    page.locator("#language").click()
    page.locator("#lock", has_text="中文").wait_for()
    assert page.locator("[name=order]:checked").get_attribute("value") == "text"
    assert page.locator("#status").input_value() == "open"


def test_the_chinese_is_unlocked_for_one_act(window: Callable[..., Any], corpus: Path) -> None:
    """A line says so; an act on the English does not use it, Escape takes it back."""
    page = window()
    mode = page.locator("#mode")
    at_row(page, 0)
    page.keyboard.press("m")
    page.locator("#toast button").click()
    wait_for_acts(page, corpus, 1)
    assert not mode.is_visible()
    page.locator("#lock").click()
    assert "for one act" in mode.inner_text()
    page.keyboard.press("r")
    wait_for_acts(page, corpus, 2)
    assert mode.is_visible()
    at_row(page, 0)
    page.keyboard.press("D")
    wait_for_acts(page, corpus, 3)
    assert not mode.is_visible()
    page.keyboard.press("l")
    page.keyboard.press("Escape")
    assert not mode.is_visible()
    page.keyboard.press("D")
    page.locator("#toast.error, #toast button:visible").first.wait_for()
    assert len(log_of(corpus)) == 3


def test_keys_before_a_refusal_is_shown_are_not_dropped_in_silence(
    window: Callable[..., Any], corpus: Path
) -> None:
    """They are not done, not to the next row either, to which the reviewer goes on meanwhile."""
    page = window()
    held: list[Any] = []
    page.route("**/act?*", lambda route: route.continue_() if held else held.append(route))
    at_row(page, 0)
    page.keyboard.press("D")
    page.keyboard.press("x")
    page.keyboard.press("j")
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    page.locator("#toast button:visible").wait_for()
    page.locator("#toast span", has_text="was not done either").wait_for()
    page.locator("#rows[aria-busy=false]").wait_for()
    assert page.locator("#toast span").inner_text().startswith("The Chinese is locked")
    assert log_of(corpus) == []


def slow_down(page: Any, milliseconds: int = 900) -> None:
    """Let the answers to acts come late, as from a machine that is busy."""

    def wait(route: Any) -> None:
        page.wait_for_timeout(milliseconds)
        route.continue_()

    page.route("**/act?*", wait)


def test_a_key_after_saving_and_confirming_waits_for_both(
    window: Callable[..., Any], corpus: Path
) -> None:
    """It is about the next row then; the new text and a word are in sight meanwhile."""
    page = window()
    slow_down(page)
    at_row(page, 0)
    page.keyboard.press("e")
    text = page.locator(".editor").input_value()
    page.locator(".editor").fill(text.replace("propose", "suggest"))
    page.keyboard.press("Control+Enter")
    page.keyboard.press("x")
    page.keyboard.press("j")
    assert "suggest" in page.locator(".row .cell.en").first.inner_text()
    page.locator("#toast", has_text="Working").wait_for()
    acts = wait_for_acts(page, corpus, 3)
    assert [act["op"] for act in acts] == ["edit", "confirm", "reject"]
    assert acts[0]["before"] == acts[1]["before"] != acts[2]["before"]
    assert page.locator(".row").nth(3).get_attribute("aria-current") == "true"
    assert "Working" not in page.locator("#toast").inner_text()


@pytest.mark.parametrize("key", ["e", "t", "H"])
def test_what_is_typed_before_an_editor_is_open_is_not_taken_for_acts(
    window: Callable[..., Any], corpus: Path, key: str
) -> None:
    """The page says so, and the editor opens when the act before is saved."""
    page = window()
    slow_down(page)
    at_row(page, 0)
    page.keyboard.press("r")
    page.keyboard.press(key)
    page.keyboard.type("xcv")
    page.locator("#toast.error", has_text="no key does anything").wait_for()
    page.locator(".editor, dialog[open]").wait_for()
    assert [act["op"] for act in wait_for_acts(page, corpus, 1)] == ["needs-review"]


@pytest.mark.parametrize("width", [800, 1280])
def test_a_message_covers_no_button_of_the_present_row(
    window: Callable[..., Any], corpus: Path, width: int
) -> None:
    """A long one moves the row up; what lies below the foot of the page can be scrolled to."""
    page = window()
    page.set_viewport_size({"width": width, "height": 700})
    last = page.locator(".row").last
    last.scroll_into_view_if_needed()
    last.click(position={"x": 20, "y": 10})
    page.keyboard.press("e")
    page.locator(".editor").fill("We propose the the plan 一个 for all.")
    page.keyboard.press("Control+Enter")
    page.locator("#toast", has_text="not confirmed").wait_for()
    top = page.locator("#toast").bounding_box()["y"]
    for button in last.locator(".finding-chip button").all():
        box = button.bounding_box()
        assert box["y"] + box["height"] <= top
    page.keyboard.press("e")
    page.wait_for_timeout(200)
    box = page.locator(".editor-bar").bounding_box()
    assert page.locator("#toast").is_visible()
    assert box["y"] + box["height"] <= top


@pytest.mark.parametrize("act", ["split", "move", "merge"])
def test_each_act_on_the_chinese_locks_it_again(
    window: Callable[..., Any], corpus: Path, act: str
) -> None:
    """A split between two Chinese sentences needs no unlocking, and a cut inside one uses it."""
    page = window()
    mode = page.locator("#mode")
    at_row(page, 0)
    page.keyboard.press("l")
    assert "for one act" in mode.inner_text()
    if act == "split":
        page.keyboard.press("s")
        page.locator(".row.active .seam-field").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        page.keyboard.press({"move": "D", "merge": "m"}[act])
    assert wait_for_acts(page, corpus, 1)[-1]["op"] == act
    assert not mode.is_visible()


@pytest.mark.parametrize("by", ["click", "key", "button"])
def test_linking_is_a_mode_that_says_what_to_do(
    window: Callable[..., Any], corpus: Path, by: str
) -> None:
    """Escape leaves it; the same row is refused with a sentence; a click on English links."""
    page = window()
    mode = page.locator("#mode")
    at_row(page, 0)
    page.keyboard.press(" ")
    assert "Link the Chinese of row 1" in mode.inner_text()
    page.keyboard.press("Escape")
    assert not mode.is_visible()
    assert page.locator(".row.linking").count() == 0
    page.keyboard.press(" ")
    mode.locator("button").click()
    assert not mode.is_visible()
    page.locator("footer [data-do=link]").click()
    page.locator("footer [data-do=link]").click()
    page.locator("#toast.error").wait_for()
    assert mode.is_visible()
    if by == "click":
        page.locator(".row").nth(2).locator(".cell.en").click()
    else:
        at_row(page, 2)
        page.keyboard.press("Enter") if by == "key" else page.locator("[data-do=link]").click()
    assert wait_for_acts(page, corpus, 1)[-1]["op"] == "link"
    assert not mode.is_visible()


def test_each_decision_goes_on_to_the_next_row(window: Callable[..., Any], corpus: Path) -> None:
    """A rejected row is not the one that the next key confirms."""
    page = window()
    for key in ("x", "r", "c"):
        page.keyboard.press(key)
    acts = wait_for_acts(page, corpus, 3)
    assert [act["op"] for act in acts] == ["reject", "needs-review", "confirm"]
    assert len({json.dumps(act["before"]) for act in acts}) == 3


def test_what_is_being_written_is_never_lost(window: Callable[..., Any], corpus: Path) -> None:
    """Another row, a button, or a key pressed too early: the text is saved, or still there."""
    page = window()
    page.keyboard.press("c")
    page.keyboard.press("e")  # before the answer to the act has come
    page.locator(".row.active .editor").fill("One.")
    page.locator(".row").nth(2).locator(".cell.zh").click()
    acts = wait_for_acts(page, corpus, 2)
    assert acts[-1]["texts"][0]["new"] == "One."
    assert page.locator(".row").nth(2).get_attribute("aria-current") == "true"
    page.keyboard.press("e")
    page.locator(".editor").fill("Two.")
    page.locator("footer [data-do=confirm]").click()
    acts = wait_for_acts(page, corpus, 4)
    assert [act["op"] for act in acts[-2:]] == ["edit", "confirm"]
    assert acts[-1]["before"] == acts[-2]["before"]


@pytest.mark.parametrize("key", ["e", "t"])
def test_the_browser_asks_before_a_reload_loses_what_is_being_written(
    window: Callable[..., Any], key: str
) -> None:
    """A text or a comment; after Escape there is nothing to lose."""
    page = window()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.keyboard.press(key)
    page.keyboard.type("More.")
    page.reload()
    page.wait_for_selector(".row")
    assert asked == ["beforeunload"]
    page.keyboard.press(key)
    page.keyboard.type("More.")
    page.keyboard.press("Escape")
    page.reload()
    assert asked == ["beforeunload"]


def test_the_side_panel_can_be_reached_on_a_tablet(window: Callable[..., Any]) -> None:
    """By key and by button, at each width; nothing sticks out of the window. Escape leaves it."""
    page = window()
    panel = page.locator("#aside")
    assert panel.is_visible()
    for width in (1024, 910, 768):
        page.set_viewport_size({"width": width, "height": 900})
        assert not panel.is_visible()
        page.keyboard.press("h")
        assert panel.is_visible()
        assert page.locator("#latest").is_visible()
        box = page.locator("#about").bounding_box()
        assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("#about").click()
        assert not panel.is_visible()
    page.keyboard.press("h")
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    assert panel.is_visible()  # the key left the editor
    page.keyboard.press("Escape")
    assert not panel.is_visible()


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_nothing_is_cut_at_the_top_of_a_narrow_window(
    window: Callable[..., Any], locale: str
) -> None:
    """The bars have another line there; the names of filters and the progress stay whole."""
    page = window(locale=locale)
    lists = [page.locator("#status"), page.locator("#principle")]
    page.set_viewport_size({"width": 1024, "height": 900})
    whole = [one.bounding_box()["width"] for one in lists]
    for width in (800, 700, 640):
        page.set_viewport_size({"width": width, "height": 900})
        assert [one.bounding_box()["width"] for one in lists] == whole
        assert page.evaluate(
            "[...document.querySelectorAll('.progress span')].every(span => "
            "span.getBoundingClientRect().right <= document.querySelector('#here')"
            ".getBoundingClientRect().left)"
        )
        page.locator(".row").last.scroll_into_view_if_needed()
        filters, columns = (page.locator(name).bounding_box() for name in (".filters", ".columns"))
        assert filters["y"] + filters["height"] <= columns["y"] + 1


def test_a_review_that_goes_on_is_shown_first_and_then_checked(corpus: Path, browser: Any) -> None:
    """The page says how many rows are checked yet, and shows what was found without a key."""
    review = store.load_review(corpus / "plan").review
    bitext = review.bitext("example")
    row = next(iter(bitext))
    act = Planner(bitext, by="bo").edit(row, "We propose the the plan that serves all people.")
    append_acts(corpus / "plan" / "edits.jsonl", [act])
    server = Server(str(corpus), "--encoder", "hash")
    page = browser.new_context().new_page()
    page.goto(server.url)
    assert "checking 1" in page.locator("#progress").inner_text()
    page.locator(".finding-chip .correct").wait_for(timeout=1000 * PATIENCE)
    assert page.locator("#progress .waiting").count() == 0
    page.keyboard.press("c")
    wait_for_acts(page, corpus, 2)
    page.context.close()
    server.end()
