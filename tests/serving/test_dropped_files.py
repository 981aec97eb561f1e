"""From dropped files to a document under review."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from reviewers import ADDRESS, Reviewer

import aigov_corpus
from aigov_corpus.building.given_project import recognise_pairs, store_pairs
from aigov_corpus.building.project import (
    MOST_FILES,
    GivenFile,
    make_project,
    recognise_files,
    toggle_piece,
    write_project,
)
from aigov_corpus.cli import main
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.files.caching import cache_directory
from aigov_corpus.serving import jobs, server
from aigov_corpus.serving.answers import make_environment
from aigov_corpus.serving.library import Library
from aigov_corpus.serving.wording import words_of

Serve = Callable[..., Reviewer]
ZH = "一、发展\n\n我们提出一个计划。计划服务于所有人。\n"
EN = "1. Development\n\nWe propose a plan. It serves all people.\n"
HOSTILE = '<img src=x onerror=alert(1)>/../../"x.TXT'


def send(window: Reviewer, *files: tuple[str, str]) -> Any:
    """Drop files on the start page; return the answer, with its redirections followed."""
    sent = [("files", (name, content.encode())) for name, content in files]
    return window.client.post("/upload", files=sent, headers={"origin": ADDRESS})


def test_a_name_with_quotation_marks_is_shown_as_it_is(serve: Serve) -> None:
    """A browser sends %22 for each."""
    page = send(serve(), ('关于"计划".md', ZH), ("en 50%25.md", EN))
    assert "关于&#34;计划&#34;.md" in page.text
    assert "en 50%25.md" in page.text


@pytest.mark.usefixtures("in_order")
def test_two_dropped_files_become_a_document(built: Path, serve: Serve) -> None:
    """In any order; their names are shown and never become paths; the folder is a project."""
    window = serve()
    page = send(window, ("en.md", EN), (HOSTILE, ZH))
    assert page.url.path == "/jobs/0"
    assert "<img" not in page.text
    assert "en.md" in page.text
    client = window.client
    assert client.post("/jobs/0/start", headers={"origin": ADDRESS}).status_code == 200
    for _ in range(200):
        state = client.get("/jobs/0/state").json()
        if state["state"] != "running":
            break
        time.sleep(0.05)
    assert (state["state"], state["number"]) == ("done", 1), state
    assert "We propose a plan." in client.get("/d/1").text
    made = sorted(path.relative_to(built / "work").as_posix() for path in built.glob("work/*/*"))
    assert [name.rpartition("/")[2] for name in made] == ["corpus.toml", "data"]
    assert sorted(path.name for path in built.glob("work/*/data/raw/*")) == ["en.md", "zh.txt"]
    window.document = 1
    row = window.rows()[0]
    assert window.act("confirm", row, rendering="english").status_code == 200


@pytest.mark.usefixtures("in_order")
def test_a_click_brings_back_what_reading_left_out(built: Path, serve: Serve) -> None:
    """One piece and not the others, at its place; a second click leaves it out again."""
    window = serve()
    text = f"---\n作者: 李 {HOSTILE}\n---\n" + ZH.replace(
        "计划服务", "\n\n```\n代码<b>\n```\n\n计划服务"
    )
    page = send(window, ("en.md", EN), ("zh.md", text))
    assert page.text.count(">Bring back<") == 2
    client = window.client
    for piece in ("0", "1", "0", "999", "x"):
        page = client.post("/jobs/0/keep", data={"piece": piece}, headers={"origin": ADDRESS})
        assert page.url.path == "/jobs/0"
    assert page.text.count("✓ In the text") == 1
    assert {"<b>code</b>", "<b>front matter</b>"} <= set(re.findall("<b>.*?</b>", page.text))
    chinese = client.get("/jobs/0", headers={"accept-language": "zh-CN"}).text
    assert {"<b>代码</b>", "<b>文件头信息</b>"} <= set(re.findall("<b>.*?</b>", chinese))
    client.post("/jobs/0/start", headers={"origin": ADDRESS})
    while (state := client.get("/jobs/0/state").json())["state"] == "running":
        time.sleep(0.02)
    assert state["state"] == "done", state
    [made] = built.glob("work/*")
    raw = {path.name: path.read_text("utf-8") for path in (made / "data" / "raw").iterdir()}
    assert raw.keys() == {"zh.txt", "en.txt", "given-zh.md", "given-en.md"}
    assert raw["given-zh.md"] == text
    lines = raw["zh.txt"].splitlines()
    assert lines[-3:] == ["我们提出一个计划。", "代码<b>", "计划服务于所有人。"]
    assert "作者" not in raw["zh.txt"]
    window.document = 1
    assert any("代码<b>" in row["zh"] for row in window.rows())
    assert CliRunner().invoke(main, ["build", str(made), "--encoder", "hash"]).exit_code == 0


@pytest.mark.parametrize("format", ["tmx", "xlsx", "csv"])
def test_a_file_of_pairs_can_be_reviewed(built: Path, serve: Serve, format: str) -> None:
    """What export writes comes back, pair by pair."""
    file = built / f"memory.{format}"
    aigov_corpus.load(built / "data" / "aligned").export(format, file)
    window = serve()
    sent = [("files", (file.name, file.read_bytes()))]
    page = window.client.post("/upload", files=sent, headers={"origin": ADDRESS})
    assert "Review them" in page.text
    window.client.post("/jobs/0/start", headers={"origin": ADDRESS})
    while (state := window.client.get("/jobs/0/state").json())["state"] == "running":
        time.sleep(0.05)
    assert state["state"] == "done", state
    window.document = 1
    rows = window.rows()
    assert "We propose a plan." in rows[0]["en"] + rows[1]["en"]
    rendering = re.findall('data-rendering="([^"]*)"', window.client.get("/d/1").text)[0]
    assert window.act("confirm", rows[0], rendering=rendering).status_code == 200


def test_checking_a_file_of_pairs_says_so_and_can_be_ended(tmp_path: Path) -> None:
    """Each step is told; if the user ends it, nothing is left."""
    pairs = recognise_pairs(GivenFile("a.csv", "zh,en\n你好,Hello\n谢谢,Thank you\n".encode()))
    steps: list[str] = []

    def end(step: str) -> None:
        steps.append(step)
        if step == "writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store_pairs(tmp_path, pairs, progress=end)
    assert steps == ["checking", "writing"]
    assert not list(tmp_path.iterdir())


def test_hostile_pairs_of_another_program_are_shown_as_text(built: Path, serve: Serve) -> None:
    """In every field of a TMX, on the page that says what was recognised and in the review."""
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;{{ 777*7 }}"
    unit = f"""<tu tuid="{evil}" creationid="{evil}"><note>{evil}</note><prop type="{evil}">{evil}
        </prop><tuv xml:lang="zh" changeid="{evil}"><seg>计划{evil}</seg></tuv>
        <tuv xml:lang="en"><seg>Plan {evil}</seg></tuv></tu>"""
    head = f"""<header creationtool="{evil}" creationtoolversion="1" segtype="sentence"
        o-tmf="{evil}" adminlang="en" srclang="zh" datatype="plaintext"/>"""
    memory = f'<?xml version="1.0"?><tmx version="1.4">{head}<body>{unit * 2}</body></tmx>'
    window = serve(reviewer=HOSTILE)
    pages = [send(window, (f"{HOSTILE[:20]}.tmx", memory)).text]
    window.client.post("/jobs/0/start", headers={"origin": ADDRESS})
    while (state := window.client.get("/jobs/0/state").json())["state"] == "running":
        time.sleep(0.02)
    assert state["state"] == "done", state
    window.document = state["number"]
    key = window.rows()[0]["key"]
    for address in ("/", "/d/1", f"/d/1/details?key={key}"):
        pages.append(window.client.get(address).text)
    assert "alert(1)" in pages[2]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "5439" not in page


@pytest.mark.parametrize(
    "files",
    [
        [],
        [("a.txt", "")],
        [("a.txt", ZH)],
        [("a.txt", ZH), ("b.txt", ZH + "更多")],
        [("a.pdf", "%PDF-1.4 nonsense"), ("b.txt", EN)],
    ],
)
def test_files_that_do_not_fit_get_a_sentence(serve: Serve, files: list[tuple[str, str]]) -> None:
    """On the start page, where others can be chosen."""
    page = send(serve(), *files)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert 'type="file"' in page.text


def test_too_many_files_are_refused(serve: Serve) -> None:
    """On the start page, which says how many a text may have."""
    page = send(serve(), *[(f"{n}.txt", ZH) for n in range(MOST_FILES + 1)])
    assert page.status_code == 422
    assert f"more than {MOST_FILES} files" in page.text


@pytest.mark.usefixtures("in_order")
def test_several_translations_stand_side_by_side(tmp_path: Path, serve: Serve) -> None:
    """Each under the name of its file; what the checks say of one stands in its column.

    The files can be had side by side, and one more translation makes another review.
    """
    zh, free = "计划有25个目标。我们去。\n", "The plan has 35 goals. We go.\n"
    literal = "There are 25 goals in the plan. We are going.\n"
    texts = {"计划.txt": zh, "literal.txt": literal, "自由.txt": free}
    given = [GivenFile(name, text.encode()) for name, text in texts.items()]
    progress: Callable[[str], None] = lambda _: None  # noqa: E731
    project = make_project(
        tmp_path, recognise_files([*given[1:], given[0]]), encoder="hash", progress=progress
    )
    assert list(aigov_corpus.load(project.directory).renderings) == ["literal", "zi-you"]
    again = make_project(tmp_path, recognise_files(given), encoder="hash", progress=progress)
    assert again.directory == project.directory
    fewer = make_project(tmp_path, recognise_files(given[:2]), encoder="hash", progress=progress)
    assert fewer.directory != project.directory
    with pytest.raises(InvalidInputError, match=r"it is Chinese, as 计划\.txt is"):
        recognise_files([*given, GivenFile("other.txt", zh.encode())])
    both = GivenFile("both.txt", f"{zh}\n{literal}\n{zh}\n{literal}".encode())
    with pytest.raises(InvalidInputError, match=r"both\.txt: it holds both languages, and another"):
        recognise_files([given[1], both])

    window = serve(project.directory)
    page = window.client.get("/d/0").text
    assert re.search(r'data-rendering="zi-you"[^>]*>自由 · 2 doubtful</button>', page)
    assert 'data-name="自由"' in page
    cell = re.search(r'class="cell other"[^>]*>(<span class="doubt".*?)</div>', page, re.DOTALL)
    assert cell is not None
    assert "the Chinese has 25, the English has 35" in cell[1]
    assert 'class="chips"' not in page  # nothing is said of the first
    beside = window.client.get("/d/0/rows?text=plan+has").text  # in the second column alone
    assert '<mark class=\\"match\\">plan has</mark>' in beside
    assert "0 rows" in window.client.get("/d/0/rows?text=nowhere").text
    answer = window.client.get("/d/0/download?format=html:all&which=confirmed")
    assert unquote(answer.headers["content-disposition"]).endswith("计划.html")
    assert "There are" in answer.text and "<th scope=col>自由</th>" in answer.text
    assert "goals" in answer.text
    answer = window.client.get("/d/0/download?format=csv&which=all&rendering=literal")
    assert unquote(answer.headers["content-disposition"]).endswith("计划.literal.csv")
    merged = window.act("merge", *window.rows()[:2], rendering="literal").text
    assert (
        'The plan has 35 goals. <span class=\\"border\\" aria-hidden=\\"true\\"></span>We go.'
        in merged
    )
    serve.close()  # type: ignore[attr-defined]
    titles = {offer.name for offer in Library(tmp_path).offered()}
    assert "计划" in titles


@pytest.mark.usefixtures("in_order")
def test_a_translation_more_keeps_what_was_decided(tmp_path: Path, serve: Serve) -> None:
    """The new review has the acts on the translation that both have; the earlier one stays."""
    texts = {"zh.txt": "我们提出计划。\n", "a.txt": "We propose a plan.\n", "b.txt": "A plan.\n"}
    given = [GivenFile(name, text.encode()) for name, text in texts.items()]
    progress: Callable[[str], None] = lambda _: None  # noqa: E731
    first = make_project(tmp_path, recognise_files(given[:2]), encoder="hash", progress=progress)
    window = serve(first.directory)
    [row] = window.rows()
    window.act("edit", row, text="We have a plan.", rendering="english")
    window.act("confirm", window.rows()[0], rendering="english")
    serve.close()  # type: ignore[attr-defined]
    log = (first.directory / "edits.jsonl").read_bytes()
    more = make_project(
        tmp_path, recognise_files([given[2], *given[:2]]), encoder="hash", progress=progress
    )
    assert more.notes[0].startswith("2 decisions of the earlier review in ")
    pairs = {pair.rendering: pair for pair in aigov_corpus.load(more.directory)}
    assert (pairs["a"].en, pairs["a"].status) == ("We have a plan.", "confirmed")
    assert (pairs["b"].en, pairs["b"].status) == ("A plan.", "auto")
    assert (first.directory / "edits.jsonl").read_bytes() == log


def test_a_changed_translation_keeps_what_was_decided_about_the_rest(
    tmp_path: Path, serve: Serve
) -> None:
    """Of acts on many rows those on the sentences that stayed; undoing them, too."""
    zh = GivenFile("zh.txt", "我们提出计划。我们去北京。大家都来。\n".encode())
    texts = (
        "We propose a plan. We go to Beijing. All come.\n",
        "We propose a plan. We go. All come.\n",
    )
    old, new = (GivenFile(f"v{n}.txt", text.encode()) for n, text in enumerate(texts))
    progress: Callable[[str], None] = lambda _: None  # noqa: E731
    first = make_project(tmp_path, recognise_files([zh, old]), encoder="hash", progress=progress)
    window = serve(first.directory)
    rows = window.rows()
    assert len(rows) == 3
    window.act("edit", rows[0], text="We suggest a plan.", rendering="english")
    window.act("confirm", *window.rows(), rendering="english")
    [changed] = [row for row in window.rows() if "Beijing" in row["en"]]
    window.act("comment", changed, comment="Why Beijing?", rendering="english")
    serve.close()  # type: ignore[attr-defined]
    again = make_project(tmp_path, recognise_files([zh, new]), encoder="hash", progress=progress)
    assert again.notes[0].startswith("2 decisions of the earlier review in ")
    assert ", 1 about sentences that changed left out; that review stays" in again.notes[0]
    pairs = [(pair.en, pair.status) for pair in aigov_corpus.load(again.directory)]
    assert pairs == [
        ("We suggest a plan.", "confirmed"),
        ("We go.", "auto"),
        ("All come.", "confirmed"),
    ]


def test_a_fault_of_the_program_ends_the_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says so, and waits no longer for an alignment that will not come."""

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("no luck")

    monkeypatch.setattr(jobs, "make_project", fail)
    files = [GivenFile("zh.txt", ZH.encode()), GivenFile("en.txt", EN.encode())]
    job = jobs.Job(tmp_path, recognise_files(files), "hash")
    with pytest.raises(RuntimeError):
        job._run(lambda *_: 0, belongs=False)
    assert (job.state, job.message) == ("failed", "the program failed (RuntimeError: no luck)")


@pytest.mark.usefixtures("in_order")
def test_a_piece_is_brought_back_into_the_rendering_that_lacks_it(tmp_path: Path) -> None:
    """The others stay as they are."""
    texts = {"zh.md": ZH, "a.md": EN, "b.md": f"{EN}\n```\ncode\n```\n"}
    recognised = recognise_files([GivenFile(name, text.encode()) for name, text in texts.items()])
    [(number, piece)] = recognised.left_out
    assert (number, piece.reason) == (2, "code")
    folder = write_project(tmp_path, toggle_piece(recognised, 0))
    raw = {path.name: path.read_text("utf-8") for path in folder.glob("data/raw/*")}
    assert {"zh.txt", "en-1.txt", "en-2.txt", "given-zh.md", "given-en-2.md"} < set(raw)
    assert [name for name, text in raw.items() if "code" in text] == ["given-en-2.md", "en-2.txt"]


def test_unrelated_texts_can_be_aligned_all_the_same(
    built: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says what is wrong, and offers it; a job that ends early leaves no folder."""

    def refuse(folder: Path, **_: Any) -> None:
        raise InvalidInputError("they do not belong together")

    monkeypatch.setattr("aigov_corpus.building.project.build_project", refuse)
    window = serve()
    send(window, ("a.txt", ZH), ("b.txt", EN))
    window.client.post("/jobs/0/start", headers={"origin": ADDRESS})
    while window.client.get("/jobs/0/state").json()["state"] == "running":
        time.sleep(0.02)
    page = window.client.get("/jobs/0").text
    assert "They do not belong together" in page
    assert 'name="belongs" value="yes"' in page
    assert not (built / "work").exists()

    def work(folder: Path, *, progress: Callable[[str], None], **_: Any) -> None:
        while True:
            progress("aligning, 17%")
            time.sleep(0.01)

    monkeypatch.setattr("aigov_corpus.building.project.build_project", work)
    window.client.post("/jobs/0/start", headers={"origin": ADDRESS})
    time.sleep(0.1)
    assert window.client.get("/jobs/0/state").json()["share"] == 0.17
    window.client.post("/jobs/0/cancel", headers={"origin": ADDRESS})
    time.sleep(0.1)
    assert window.client.get("/jobs/0/state").json()["state"] == "cancelled"
    assert not (built / "work").exists()
    assert window.client.get("/jobs/9").status_code == 404


def test_documents_of_the_folder_and_recent_ones_are_offered(
    built: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening one takes a name from the list; any other path is not there."""
    monkeypatch.chdir(built)
    serve()
    serve.close()  # type: ignore[attr-defined]
    window = serve(built / "data" / "aligned")
    assert window.client.get("/").url.path == "/"
    own = str((built / "data" / "aligned" / "plan").resolve())
    answer = window.client.post("/open", data={"name": own}, headers={"origin": ADDRESS})
    assert answer.status_code == 422
    answer = window.client.post("/open", data={"name": "/etc"}, headers={"origin": ADDRESS})
    assert "not there any more" in answer.text


def test_recent_documents_say_when_and_how_far(built: Path, serve: Serve) -> None:
    """Also those that an earlier version listed by their names only, or whose entry is damaged."""
    window = serve()
    own = built / "data" / "aligned" / "plan"
    window.client.get("/d/0")
    total = len(window.rows())
    window.act("confirm", window.rows()[0])
    serve.close()  # type: ignore[attr-defined]
    library = Library(built / "work")
    [offer] = [one for one in library.offered() if one.folder == own.resolve()]
    assert (offer.is_recent, offer.done, offer.total) == (True, 1, total)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", offer.at)
    environment = make_environment()
    page = environment.get_template("start.html").render(
        words=words_of("en"),
        language="en",
        other_language="zh",
        message="",
        documents=[],
        root="",
        offered=[offer],
    )
    assert f"1 / {total} done" in page
    assert f">{offer.at}</time>" in page
    listed = cache_directory() / "reviewed.json"  # type: ignore[operator]
    listed.write_text(json.dumps([str(own), 7, {"folder": 7}, {"folder": str(own), "done": "x"}]))
    offers = library.offered()
    assert [one.total for one in offers if one.folder == own] == [0]
    assert all(one.at == offer.at for one in offers if one.folder == own)


@pytest.mark.usefixtures("in_order")
def test_two_files_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are aligned, a line says where everything lies, and the page is served."""
    monkeypatch.chdir(tmp_path)
    served = []

    def serve(library: Any, **_: Any) -> None:
        served.extend(document.title for document in library.documents)

    monkeypatch.setattr(server, "serve", serve)
    Path("law.md").write_text(ZH, "utf-8")
    Path("law.en.md").write_text(EN, "utf-8")
    done = CliRunner().invoke(main, ["review", "law.en.md", "law.md", "--encoder", "hash"])
    assert done.exit_code == 0, done.output
    assert served == ["law"]
    assert f"everything is kept in {tmp_path.resolve()}/aigov-review/law-text" in done.stderr
    assert "law.md is read as the Chinese text, law.en.md as English" in done.stderr
    again = CliRunner().invoke(main, ["review", "law.en.md", "law.md", "--encoder", "hash"])
    assert "these files were aligned before; their review goes on" in again.stderr
    assert [path.name for path in Path("aigov-review").iterdir()] == ["law-text"]
    Path("law.en.md").write_text(f"{EN}\nMore.\n", "utf-8")
    CliRunner().invoke(main, ["review", "law.en.md", "law.md", "--encoder", "hash"])
    assert len(list(Path("aigov-review").iterdir())) == 2
    for words in (["a", "b", "c"], ["law.md"], ["--merge", "law.md"]):
        assert CliRunner().invoke(main, ["review", *words]).exit_code in (2, 3)
