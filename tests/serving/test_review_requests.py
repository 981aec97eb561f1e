"""What the page can ask for, and what comes back."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from click.testing import CliRunner
from reviewers import Reviewer
from starlette.testclient import TestClient

import aigov_corpus
from aigov_corpus.building.given_project import recognise_pairs, store_pairs
from aigov_corpus.cli import main
from aigov_corpus.errors import UsageError
from aigov_corpus.files.given import GivenFile
from aigov_corpus.records import Finding, Span
from aigov_corpus.reviewing.acts import new_act
from aigov_corpus.reviewing.log import append_acts
from aigov_corpus.serving import app
from aigov_corpus.serving.findings import weigh
from aigov_corpus.serving.library import Library
from aigov_corpus.serving.server import Address
from aigov_corpus.serving.wording import LANGUAGES, words_of

Serve = Callable[..., Reviewer]
HOSTILE = "<script>alert(1)</script><b onx='&amp;\"'>{{ 777*7 }}"


def log_of(built: Path) -> list[dict]:
    """The acts in the log of the only document."""
    log = built / "data" / "aligned" / "plan" / "edits.jsonl"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def test_acts_are_on_disk_before_the_answer(built: Path, serve: Serve) -> None:
    """With the reviewer's name; another server starts from there, and can undo them."""
    window = serve()
    first = window.rows()[0]
    answer = window.act("confirm", first)
    assert answer.status_code == 200
    assert [(act["op"], act["by"]) for act in log_of(built)] == [("confirm", "anna")]
    assert answer.json()["rows"].keys() == {first["key"]}
    assert answer.json()["focus"] == window.rows()[1]["key"]
    assert aigov_corpus.load(built / "data" / "aligned").pairs()["status"][0] == "confirmed"


def test_undo_and_redo_survive_a_restart(built: Path, serve: Serve) -> None:
    """Undo leads back to the rows before; redo leads forward again."""
    window = serve()
    before = window.rows()
    assert window.act("merge", before[0]).json()["numbers"] == [1]
    merged = window.rows()
    assert len(merged) == len(before) - 1
    assert window.act("undo").json()["numbers"] == [1, 2]
    assert window.rows() == before
    assert window.act("redo").status_code == 200
    assert window.rows() == merged
    assert window.act("redo").status_code == 422
    assert window.act("undo", target="nothing").status_code == 409
    row = window.rows()[0]
    gone = window.client.get("/d/0/details", params={"key": before[1]["key"]})
    assert (gone.status_code, gone.text) == (200, ""), "a row that an act replaced"
    window.act("confirm", row)
    answer = window.act("undo", target=log_of(built)[0]["id"])
    assert answer.status_code == 409
    assert "Undo 'confirm' of this row first" in answer.json()["message"]


def test_a_stale_act_gets_the_present_row(serve: Serve) -> None:
    """409 and the rows as they are; nothing is overwritten."""
    window = serve()
    rows = window.rows()
    window.act("reject", rows[0])
    answer = window.act("confirm", rows[0])
    assert answer.status_code == 409
    assert answer.json()["message"]
    assert 'data-status="rejected"' in answer.json()["html"]
    window.act("merge", rows[1])
    assert window.act("confirm", rows[1]).status_code == 409


def test_the_chinese_is_locked_unless_the_window_unlocks_it(serve: Serve) -> None:
    """423 says that unlocking would help."""
    window = serve()
    first, second = window.rows()[:2]
    answer = window.act("merge", first, second, unlocked=False)
    assert (answer.status_code, answer.json()["is_locked"]) == (423, True)
    assert window.act("merge", first, second).status_code == 200


def test_every_act_of_the_page_can_be_asked_for(serve: Serve) -> None:
    """Each changes what it should, and each can be undone."""
    window = serve()
    before = window.rows()
    row, other = before[0], before[2]
    for op, rows, values in [
        ("confirm", [row, other], {}),
        ("needs-review", [row], {}),
        ("reject", [row], {}),
        ("merge", before[:3], {}),
        ("split", [row], {"en_at": 10}),
        ("split", [row], {"zh_at": 2, "en_at": 3}),
        ("move", [other], {"side": "en", "step": -1}),
        ("move", [other], {"side": "zh", "step": 1}),
        ("link", [row, other], {}),
        ("edit", [row], {"text": "We propose."}),
        ("edit", [row], {"text": "我们", "side": "zh"}),
        ("add-principle", [row], {"side": "en", "principle": "people"}),
        ("remove-principle", [row], {"side": "en", "principle": "people"}),
        ("comment", [row], {"comment": HOSTILE}),
        ("bulk", [], {"min_score": 0.4, "section": row["key"] and "0"}),
        ("bulk", [], {"min_score": 0}),
        ("replace", [], {"find": "plan", "put": "scheme"}),
    ]:
        answer = window.act(op, *rows, **values)
        assert answer.status_code == 200, (op, answer.json())
        assert window.act("undo").status_code == 200
        assert window.rows() == before
    window.act("confirm", row)
    assert window.act("reopen", window.rows()[0]).status_code == 200
    assert window.rows()[0]["status"] == "auto"


def test_a_text_is_replaced_in_the_whole_english(built: Path, serve: Serve) -> None:
    """As one step, in whole words with the same capitals; not in rejected rows."""
    window = serve()
    before = window.rows()
    english = [row["en"] for row in before]
    told = window.client.get("/d/0/replaceable?find=goals&rendering=example").json()
    wanted = [text.replace("goals", "aims") for text in english]
    changed = [at for at, text in enumerate(english) if text != wanted[at]]
    assert (told["rows"], told["confirmed"], len(changed)) == (2, 0, 2)
    answer = window.act("replace", find="goals", put="aims").json()
    assert answer["said"] == f"Rows changed: {len(changed)}"
    after = window.rows()
    assert [row["en"] for row in after] == wanted
    assert {after[at]["status"] for at in changed} == {"edited"}
    assert len(log_of(built)) == 1
    assert "edit ×2" in answer["latest"]
    window.act("undo")
    assert window.rows() == before
    window.act("reject", before[changed[0]])
    window.act("replace", find="goals", put="aims")
    assert window.rows()[changed[0]]["en"] == english[changed[0]]
    for find in (" ", "goal", "Goals", english[0]):
        assert window.act("replace", find=find, put="").status_code == 422
    assert window.act("replace", find=7, put="").status_code == 422


def test_rows_changed_in_one_step_are_checked_after_the_answer(built: Path, serve: Serve) -> None:
    """Many of them would keep the page waiting; what is found appears when it is asked again."""
    serve().client.get("/d/0")
    serve.close()
    library = Library(built / "work")
    library.open_all(built / "data" / "aligned")
    [document] = library.documents
    bitext, findings = document.review.bitext("example"), document.findings("example")
    row = next(iter(bitext))
    planner = document.planner("example", by="bo", unlocked=False)
    document.perform(planner.edit_many([row], ["We propose the the plan."]), puts_off=True)
    changed = next(iter(bitext))
    assert (document.waiting, findings.count(changed)) == (1, 0)
    document.prepare()
    document.take_checked()
    assert document.waiting == 0
    assert "doubled" in {finding.code for finding in findings.open(changed)[0]}
    library.close()


def test_many_are_confirmed_without_those_that_have_findings(serve: Serve) -> None:
    """Unless the reviewer asks for them; the numbers are known before. Undo takes all back."""
    window = serve()
    window.act("edit", window.rows()[0], text="We propose 一个计划 for all of you.")
    before = window.rows()
    asked = {"min_score": "0", "rendering": "example"}
    told = window.client.get("/d/0/many", params=asked).json()
    assert told["held"] == 1
    answer = window.act("bulk", min_score=0).json()
    assert f"{told['ready']}; 1 with findings stay" in answer["said"]
    after = window.rows()
    assert after[0]["status"] == "edited"
    assert sum(row["status"] == "confirmed" for row in after) == told["ready"]
    assert all(row["zh"] and row["en"] for row in after if row["status"] == "confirmed")
    message = window.act("bulk", min_score=0).json()["message"]
    assert "have findings" in message
    assert "Undone: confirm" in window.act("undo").json()["said"]
    assert window.rows() == before
    told = window.client.get("/d/0/many", params=asked | {"with_findings": "true"}).json()
    assert told["held"] == 0
    assert window.act("bulk", min_score=0, with_findings=True).status_code == 200
    assert window.rows()[0]["status"] == "confirmed"
    assert window.client.get("/d/0/many", params={"min_score": "nan"}).status_code == 422


@pytest.mark.parametrize("place", [1, -1])
def test_a_split_makes_no_unit_of_punctuation_only(serve: Serve, place: int) -> None:
    """A cut before a full stop, or behind an opening mark, is refused with a reason."""
    window = serve()
    window.act("edit", window.rows()[0], text="(We propose a plan.")
    row = window.rows()[0]
    answer = window.act("split", row, en_at=place % len(row["en"]))
    assert answer.status_code == 422
    assert "punctuation" in answer.json()["message"]


@pytest.mark.slow
def test_no_request_breaks_the_server(built: Path, serve: Serve) -> None:
    """Whatever stands in the fields of an act: an answer, and a log that can be read again."""
    window = serve()
    wanted = [None, True, -1, 10**30, "", "\ud800", "<b>", "a" * 120_000, [], ["x"], {}, "../x"]
    fields = ("op", "rendering", "rows", "text", "comment", "principle", "side", "zh_at", "step")
    for number, op in enumerate(
        ("edit", "comment", "move", "split", "bulk", "accept", "undo", "correct")
    ):
        for field in (*fields, "target", "min_score", "section", "finding"):
            for value in wanted[number % 3 :: 3]:
                body = {"op": op, "rendering": "example", "unlocked": True, field: value}
                if field != "rows":
                    row = window.rows()[number % 3]
                    body["rows"] = [{"key": row["key"], "state": row["state"]}]
                content = json.dumps(body)
                headers = {"origin": "http://127.0.0.1:8765"}
                answer = window.client.post("/d/0/act", content=content, headers=headers)
                assert answer.status_code in (200, 409, 413, 422, 423), (body, answer.text)
    serve.close()
    assert serve().rows()


def test_a_unit_as_long_as_a_chapter_can_be_edited(
    built: Path, serve: Serve, tmp_path: Path
) -> None:
    """Its old text is in the log, which can be read again; what cannot be kept is refused."""
    pairs = [("这是一章。", "Yes. " * 2200), ("好。", "Good.")]
    file = tmp_path / "chapters.jsonl"
    aigov_corpus.Corpus.from_pairs(pairs).export("jsonl", file)
    folder = store_pairs(tmp_path, recognise_pairs(GivenFile(file.name, file.read_bytes())))
    window = serve(folder)
    [rendering] = aigov_corpus.load(folder).renderings
    long = window.rows()[0]
    assert window.act("edit", long, text="Short.", rendering=rendering).status_code == 200
    serve.close()
    assert serve(folder).rows()[0]["en"] == "Short."
    act = new_act(
        "comment", by="a" * 2_000_000, document="x", rendering="y", before=((("z",), ()),)
    )
    with pytest.raises(UsageError, match="cannot be kept"):
        append_acts(folder / "edits.jsonl", [act])


def test_filters_and_search(serve: Serve) -> None:
    """By status, section, principle and text; what a search found is marked."""
    window = serve()
    rows = window.rows()
    window.act("confirm", rows[0])
    assert [row["key"] for row in window.rows(status="confirmed")] == [rows[0]["key"]]
    assert len(window.rows(status="open")) == len(rows) - 1
    assert len(window.rows(section="2")) == 2
    window.act("add-principle", rows[1], side="en", principle="people")
    assert [row["key"] for row in window.rows(principle="people", text=rows[1]["en"][:9])] == [
        rows[1]["key"]
    ]
    assert "Openness" in window.rows(text="OPENNESS")[0]["en"]
    answer = window.client.get("/d/0/rows", params={"text": "openness"}).json()
    assert re.search('<mark class="[a-z ]*match', answer["html"])
    assert window.rows(text="(") == []
    assert (
        " · 1 row<" in window.client.get("/d/0/rows", params={"status": "confirmed"}).json()["html"]
    )
    assert re.search(r"<output[^>]*>1 row<", window.client.get("/d/0?status=confirmed").text)
    answer = window.client.get("/d/0/next", params={"what": "next", "key": rows[0]["key"]}).json()
    assert "focus" in answer


def test_findings_are_shown_accepted_and_found_again(built: Path, serve: Serve) -> None:
    """A changed pair is checked at once; what is accepted in the page, `check` does not list."""
    window = serve()
    assert window.act("accept", window.rows()[0], finding="").status_code == 422
    window.act("edit", window.rows()[0], text="We propose 一个计划 for all of you.")
    [row] = window.rows(status="findings")
    html = window.client.get("/d/0/rows").json()["html"]
    name = re.search('data-finding="([0-9a-f]+)"', html)
    assert name
    assert 'mark class="finding' in html
    corpus = built / "data" / "aligned"
    assert aigov_corpus.load(corpus).find()[0]
    code = re.search('class="code">(?:Error|Warning): ([a-z-]+)<', html)
    assert code
    assert window.rows(status=f"finding:{code[1]}") == [row]
    assert window.rows(status="finding:other") == []
    assert window.act("accept", row, finding="other").status_code == 422
    assert window.act("accept", row, finding=name[1]).status_code == 200
    assert window.rows(status="findings") == []
    assert [len(found) for found in aigov_corpus.load(corpus).find()] == [0, 1]
    window.act("undo")
    assert len(window.rows(status="findings")) == 1
    assert aigov_corpus.load(corpus).find()[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_check_of_another_package_is_shown_by_its_code(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Its name and its sentence have no Chinese."""
    pairs = aigov_corpus.checking.check_pairs

    def check(given: list, **options: object) -> list[Finding]:
        found = pairs(given, **options)
        return [replace(each, code="spelling", message="“colour” is British") for each in found]

    monkeypatch.setattr("aigov_corpus.serving.findings.check_pairs", check)
    window = serve()
    window.act("edit", window.rows()[0], text="We propose the the plan for all of you.")
    header = {"accept-language": language}
    page = window.client.get("/d/0", headers=header)
    assert page.status_code == 200
    assert "“colour” is British" in page.text
    assert re.search('class="code">[^<]*spelling<', page.text)


def test_a_suggestion_is_put_in_as_one_edit(built: Path, serve: Serve) -> None:
    """The log has an edit like any other; a warning that is hardly likely leaves a row in peace."""
    window = serve()
    row = window.rows()[0]
    assert window.act("correct", row, finding="").status_code == 422
    window.act("edit", row, text="We propose the the plan that serves all people.")
    [row] = window.rows(status="finding:doubled") or window.rows(status="findings")
    html = window.client.get("/d/0/rows").json()["html"]
    [name] = re.findall('class="correct" data-op="correct" data-finding="([0-9a-f]+)"', html)
    assert window.act("correct", row, finding="other").status_code == 422
    assert window.act("correct", row, finding=name).status_code == 200
    assert log_of(built)[-1]["op"] == "edit"
    assert window.rows()[0]["en"] == "We propose the plan that serves all people."
    place = (Span("pair", "en", 0, 2),)
    for severity, score, weight in [("error", 0.2, 2), ("warning", 0.6, 1), ("warning", 0.5, 0)]:
        finding = Finding(severity, "x", "?", place, score)  # type: ignore[arg-type]
        assert weigh(finding) == weight


def test_rows_changed_at_another_time_are_checked_after_the_page_is_shown(
    built: Path, serve: Serve
) -> None:
    """Until then nothing is said about them; an act on another row is checked at once."""
    window = serve()
    for row in window.rows()[:2]:
        window.act("edit", row, text=f"{row['en']} the the end.")
    serve.close()
    library = Library(built / "work")
    library.open_all(built / "data" / "aligned")
    [document] = library.documents
    document.defer_checks()
    bitext, findings = document.review.bitext("example"), document.findings("example")
    rows = list(bitext)
    assert document.waiting == 2
    assert not any(findings.count(row) or findings.doubts(row) for row in rows[:2])
    planner = document.planner("example", by="bo", unlocked=False)
    before = document.tally("example").whole.doubtful
    document.perform(planner.edit(rows[2], "All 2031 goals need cooperation."))
    assert findings.count(list(bitext)[2])
    document.prepare()
    document.take_checked()
    assert document.waiting == 0
    assert all(findings.doubts(row) for row in rows[:2])
    assert document.tally("example").whole.doubtful == before
    library.close()


def test_only_what_changes_chinese_sentences_needs_the_lock(serve: Serve) -> None:
    """A cut between two of them does not; an act that used the key tells the page to lock again."""
    window = serve()
    rows = window.rows()
    assert not window.act("confirm", rows[0]).json()["relock"]
    assert window.act("merge", *window.rows()[:2]).json()["relock"]
    merged = window.rows()[0]
    inside = window.act("split", merged, zh_at=3, en_at=20, unlocked=False)
    assert (inside.status_code, inside.json()["is_locked"]) == (423, True)
    assert window.act("edit", merged, text="好", side="zh", unlocked=False).status_code == 423
    zh_at, en_at = len(rows[0]["zh"]), len(rows[0]["en"]) + 1
    answer = window.act("split", merged, zh_at=zh_at, en_at=en_at, unlocked=False)
    assert answer.status_code == 200
    assert not answer.json()["relock"]
    now = window.rows()
    assert [(row["zh"], row["en"], row["status"]) for row in now] == [
        (row["zh"], row["en"], row["status"]) for row in rows
    ]


@pytest.mark.parametrize("op", ["confirm", "needs-review", "reject"])
def test_a_decision_leads_to_the_next_undecided_row(serve: Serve, op: str) -> None:
    """So that the next key does not fall on the row that was just decided."""
    window = serve()
    first, second = window.rows()[:2]
    assert window.act(op, first).json()["focus"] == second["key"]


def test_the_pages_use_only_words_that_both_languages_have() -> None:
    """In templates and scripts; a word that is missing would be an empty button."""
    folder = Path(app.__file__).parent
    files = [*folder.glob("templates/*.html"), *folder.glob("static/*.js")]
    named = {
        name
        for path in files
        for name in re.findall(r"""words\.(\w+)|data-word="(\w+)\"""", path.read_text("utf-8"))
    }
    wanted = {first or second for first, second in named} - {"en", "zh", "get"}
    for language in LANGUAGES:
        words = words_of(language)
        assert not wanted - words.keys()
        assert all(words.values())


def test_what_is_said_of_a_document_stands_on_its_page(built: Path) -> None:
    """How it was made: a person who dropped files sees no terminal; in the language of the page."""
    said = "2 decisions of the earlier review in work taken over; that review stays as it is"
    library = Library(built)
    library.open(built / "data/aligned/plan", [said])
    client = TestClient(app.ReviewServer(library, reviewer="anna").application())
    assert said in client.get("/d/0").text
    assert "已沿用此前审校的 2 项决定（work）" in client.get("/d/0?language=zh").text
    library.close()


def test_the_language_of_the_page_can_be_named(built: Path, tmp_path: Path) -> None:
    """In the address that is printed, and for the page for a colleague."""
    assert Address(8765, "t", "/d/0", "zh").url == "http://127.0.0.1:8765/d/0?token=t&language=zh"
    out = tmp_path / "plan.html"
    words = ["review", str(built / "data" / "aligned"), "--static", str(out), "--language", "zh"]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert '"language":"zh"' in out.read_text("utf-8")


def test_sections_of_the_page_for_a_colleague_are_in_the_order_of_the_text(
    built: Path, tmp_path: Path
) -> None:
    """A list, because a script would put a key such as 3 before one such as 2/1."""
    out = tmp_path / "plan.html"
    done = CliRunner().invoke(
        main, ["review", str(built / "data" / "aligned"), "--static", str(out)]
    )
    assert done.exit_code == 0, done.output
    [listed] = re.findall(r'"sections":(\[.*?\}\]\])', out.read_text("utf-8"))[:1]
    paths, _, names = zip(*json.loads(listed), strict=True)
    assert {"en": "Beginning", "zh": "开头"} in names
    pairs = aigov_corpus.load(built / "data" / "aligned")
    assert list(paths) == list(dict.fromkeys(pair.section for pair in pairs))


def test_realigning_keeps_what_is_confirmed(built: Path, serve: Serve) -> None:
    """The rest is aligned anew, as one step."""
    window = serve()
    rows = window.rows()
    answer = window.act("realign")
    assert answer.status_code in (200, 422)
    window.act("link", rows[0], rows[2])
    window.act("confirm", window.rows()[-1])
    last = window.rows()[-1]
    assert window.act("realign").status_code == 200
    assert window.rows()[-1] == last
    assert log_of(built)[-1]["op"] == "realign"
    assert window.act("undo").status_code == 200


def test_a_page_to_send_is_written_of_an_open_review(
    built: Path, serve: Serve, tmp_path: Path
) -> None:
    """Nothing is decided then, so the corpus is neither locked nor written, not even its log."""
    window = serve()
    window.act("confirm", window.rows()[0])
    folder = built / "data" / "aligned" / "plan"
    log = folder / "edits.jsonl"
    log.write_bytes(log.read_bytes() + b'{"id": "torn')
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    command = ["review", str(folder), "--static", str(tmp_path / "plan.html")]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0 and "is ignored" in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert CliRunner().invoke(main, [*command, "--merge", str(log)]).exit_code == 1


def test_logs_are_merged_by_the_command(built: Path, serve: Serve, tmp_path: Path) -> None:
    """What fits is taken, what contradicts is listed and waits in the page for a decision."""
    corpus = built / "data" / "aligned"
    other = tmp_path / "other"
    shutil.copytree(corpus, other)
    hers, his = serve(), serve(other, reviewer="bo")
    hers.act("confirm", hers.rows()[0])
    his.act("reject", his.rows()[0])
    his.act("confirm", his.rows()[1])
    command = ["review", str(corpus), "--merge", str(other / "plan" / "edits.jsonl")]
    assert "open in another process" in CliRunner().invoke(main, command).output
    serve.close()
    done = CliRunner().invoke(main, command)
    assert done.stdout.splitlines()[0] == "plan: 1 act taken, 0 known before, 1 in conflict"
    assert "conflict: bo " in done.stdout
    again = CliRunner().invoke(main, command)
    assert again.stdout.splitlines() == ["plan: 0 acts taken, 2 known before, 0 in conflict"]
    window = serve()
    assert [row["status"] for row in window.rows()[:2]] == ["confirmed"] * 2
    page = window.client.get("/d/0").text
    [target] = re.findall('class="dismiss" data-target="([0-9a-f]+)"', page)
    assert window.act("dismiss", target=target).status_code == 200
    assert 'class="dismiss"' not in window.client.get("/d/0").text


def test_a_sheet_comes_back_by_the_command(built: Path, serve: Serve, tmp_path: Path) -> None:
    """Downloaded from the page, changed, brought in; the page shows the acts and undoes them."""
    window = serve()
    sheet = tmp_path / "plan.xlsx"
    sheet.write_bytes(window.client.get("/d/0/download?format=xlsx").content)
    book = openpyxl.load_workbook(sheet)
    names = [cell.value for cell in book.active[1]]
    book.active.cell(2, names.index("en") + 1).value = HOSTILE
    book.active.cell(3, names.index("status") + 1).value = "done"
    book.save(sheet)
    command = ["review", str(built / "data" / "aligned"), "--import", str(sheet)]
    assert "open in another process" in CliRunner().invoke(main, command).output
    serve.close()
    done = CliRunner().invoke(main, [*command, "--reviewer", "lin"])
    assert done.stdout.splitlines()[:2] == ["plan: 1 change taken (edit 1)", "not taken: 1"]
    assert done.stdout.splitlines()[2].startswith(
        "  line 3: status: 'done': there is no such status"
    )
    assert [(act["op"], act["by"]) for act in log_of(built)] == [("edit", "lin")]
    window = serve()
    assert window.rows()[0]["en"] == HOSTILE
    assert "<script>alert" not in window.client.get("/d/0").text
    assert window.act("undo").status_code == 200
    assert window.rows()[0]["en"].startswith("We propose")


def test_hostile_text_is_shown_as_text(built: Path, serve: Serve) -> None:
    """In the row, in comments, in the list of acts, in the search and in the details."""
    window = serve(reviewer=HOSTILE)
    window.act("edit", window.rows()[0], text=HOSTILE)
    window.act("comment", window.rows()[0], comment=HOSTILE)
    window.act("add-principle", window.rows()[0], principle=HOSTILE)
    key = window.rows()[0]["key"]
    params = {"order": "text", "text": HOSTILE, "key": key, "section": HOSTILE}
    pages = [
        window.client.get("/d/0", params=params).text,
        window.client.get("/d/0").text,
        window.client.get("/d/0/details", params=params).text,
        window.client.get("/d/0/rows", params=params).json()["html"],
        window.client.get("/d/0/rows").json()["latest"],
    ]
    for page in pages:
        assert "<script>alert" not in page
        assert "<b onx" not in page
        assert "5439" not in page
    assert window.rows()[0]["en"].endswith("{{ 777*7 }}")


@pytest.mark.parametrize("which", ["all", "confirmed", "score"])
def test_downloads(serve: Serve, which: str) -> None:
    """All, only confirmed, or confirmed and good ones; without any, a sentence says so."""
    window = serve()
    rows = window.rows()
    if which == "confirmed":
        answer = window.client.get("/d/0/download?which=confirmed")
        assert answer.status_code == 422
        assert "confirm some pairs" in answer.json()["message"]
    assert window.client.get("/d/0/flagged").json() == {"count": 0, "confirmed": 0}
    window.act("confirm", rows[0])
    assert window.client.get("/d/0/flagged").json()["confirmed"] == 1
    params = {"format": "xlsx", "which": which, "least": "90"}
    answer = window.client.get("/d/0/download", params=params)
    assert answer.headers["content-disposition"] == "attachment; filename*=utf-8''The-plan.xlsx"
    table = python_calamine.load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0)
    assert len(table.to_python()) - 1 == (len(rows) if which == "all" else 1)
    for form, begin in [
        ("tmx:memoq", b"<tmx"),
        ("xliff", b"<xliff"),
        ("csv", b"pair_id"),
        ("jsonl", b"{"),
        ("docx", b"PK"),
    ]:
        answer = window.client.get("/d/0/download", params=params | {"format": form})
        assert begin in answer.content[:300], form
    answer = window.client.get("/d/0/download", params=params | {"format": "exe"})
    assert answer.status_code == 422


@pytest.mark.slow
def test_omegat_and_translate_toolkit_read_what_the_page_gives(
    serve: Serve, omegat: Callable[..., tuple[Path, list[str]]]
) -> None:
    """What was confirmed is translated, with the reviewer's text; what was not stays Chinese."""
    from translate.storage.tmx import tmxfile

    window = serve()
    first, second = window.rows()[:2]
    window.act("edit", first, text="We <propose> a plan & go.")
    window.act("confirm", window.rows()[0])
    window.act("reject", second)
    params = {"format": "tmx:omegat", "which": "confirmed"}
    content = window.client.get("/d/0/download", params=params).content
    texts = [(first["zh"], "We <propose> a plan & go."), (second["zh"], second["zh"])]
    _, target = omegat([zh for zh, _ in texts], lambda path: path.write_bytes(content))
    assert target == [wanted for _, wanted in texts]
    units = tmxfile(io.BytesIO(content), "zh-CN", "en-US").units
    assert [(str(unit.source), str(unit.target)) for unit in units] == texts[:1]


def test_the_page_speaks_both_languages(serve: Serve) -> None:
    """By the browser's wish, and by the user's, which is kept in a cookie."""
    client = serve().client
    assert '<html lang="en">' in client.get("/d/0").text
    page = client.get("/d/0", headers={"accept-language": "zh-CN,zh;q=0.9"}).text
    assert '<html lang="zh-Hans">' in page
    assert "疑点优先" in page
    assert "疑点优先" in client.get("/d/0?language=zh").text
    assert "疑点优先" in client.get("/d/0").text
    answer = Reviewer(client).act("undo")
    assert answer.json()["message"] == "没有可撤销的操作。"
