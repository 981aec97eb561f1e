"""Two editions of one text: what stayed, changed, came, went and moved."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import aigov_corpus as ac
from aigov_corpus.cli import main
from aigov_corpus.comparing.editions import compare_editions
from aigov_corpus.comparing.word_diff import diff_words
from aigov_corpus.corpus import store
from aigov_corpus.reviewing.acts import Act, new_act
from aigov_corpus.reviewing.log import append_acts, read_acts
from aigov_corpus.reviewing.rows import hash_rows

OLD = [
    "第一条 为了加强数据管理,制定本办法。",
    "第二条 本办法适用于境内的数据活动。",
    "第三条 国家鼓励依法合理有效利用数据。",
    "第四条 有关部门应当建立分类制度,并每年公布目录。",
    "第五条 违反本办法的,处五万元以下罚款。",
    "第六条 本办法由主管部门负责解释。",
    "第七条 本办法自2018年1月1日起施行。",
]
NEW = [
    "第一条 为了加强数据安全管理,制定本办法。",
    "第二条 本办法适用于境内的数据活动。",
    "第三条 本办法所称数据,是指以电子方式对信息的记录。",
    "第四条 国家鼓励依法合理有效利用数据。",
    "第五条 违反本办法的,处十万元以下罚款。",
    "第六条 本办法自2022年3月1日起施行。",
    "第七条 有关部门应当建立分类制度,并每年公布该目录。",
]


def kinds(old: list[str], new: list[str], lang: str = "zh") -> list[tuple[str, str]]:
    """Return the kind of each change, with the numbers of its sentences, counted from 1."""
    return [
        (
            one.kind,
            "→".join(",".join(str(n + 1) for n in side) for side in (one.old, one.new)),
        )
        for one in compare_editions(old, new, lang=lang)
    ]


def test_each_kind_of_change_is_found() -> None:
    """Also if articles got other numbers around it, and if a moved sentence changed too."""
    assert kinds(OLD, NEW) == [
        ("changed", "1→1"),
        ("same", "2→2"),
        ("new", "→3"),
        ("renumbered", "3→4"),
        ("changed", "5→5"),
        ("gone", "6→"),
        ("changed", "7→6"),
        ("moved", "4→7"),
    ]


def test_english_editions_and_sentences_that_were_joined_or_divided() -> None:
    """One sentence becomes two, and two become one."""
    old = [
        "The Minister shall publish the list of systems each year and inform the council of it.",
        "Any provider may object.",
        "An objection has no delaying effect.",
    ]
    new = [
        "The Minister shall publish the list of systems each year.",
        "The Minister shall inform the council of it.",
        "Any provider may object, but an objection has no delaying effect.",
    ]
    assert kinds(old, new, "en") == [("changed", "1→1,2"), ("changed", "2,3→3")]


def test_white_space_and_widths_are_no_change_and_nothing_is_lost() -> None:
    """Two texts without anything in common are new and gone."""
    assert kinds(["数据，安全。"], ["数据,  安全。"]) == [("same", "1→1")]
    assert kinds(["数据安全。"], ["Hello world."]) == [("gone", "1→"), ("new", "→1")]
    assert kinds([], []) == []


SENTENCES = st.lists(st.sampled_from([*OLD, *NEW, "第三条", "附则", ""]), max_size=7)


@given(SENTENCES, SENTENCES)
def test_every_sentence_is_in_one_change(old: list[str], new: list[str]) -> None:
    """Whatever the editions are; new sentences come in order."""
    found = compare_editions(old, new, lang="zh")
    assert sorted(n for one in found for n in one.old) == list(range(len(old)))
    assert [n for one in found for n in one.new] == list(range(len(new)))


@given(st.text("数据安全 管理,。ab", max_size=20), st.text("数据安全 管理,。ab", max_size=20))
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    """`same` and `gone` joined are the old text, `same` and `new` the new one."""
    pieces = diff_words(old, new, lang="zh")
    for kind, text in (("gone", old), ("new", new)):
        joined = "".join(piece for own, piece in pieces if own in ("same", kind))
        assert joined.split() == text.split() or "".join(joined.split()) == "".join(text.split())


@pytest.mark.parametrize("form", ["table", "html", "csv", "json"])
def test_the_command_lists_changes(form: str, tmp_path: Path) -> None:
    """What stayed is listed with --all alone; two languages are no editions."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("\n".join(OLD), "utf-8")
    new.write_text("\n".join(NEW[:5]), "utf-8")
    done = CliRunner().invoke(main, ["changes", str(old), str(new), "--format", form])
    assert done.exit_code == 0, done.output
    assert "7 sentences before, 5 now: same 1, renumbered 1, changed 2" in done.stderr
    if form == "json":
        rows = json.loads(done.stdout)
        assert [row["kind"] for row in rows][:2] == ["changed", "new"]
        assert rows[0]["difference"].startswith("第一条 为了加强[-数据管理-]")
    elif form == "html":
        assert "<del>五万元</del><ins>十万元</ins>" in done.stdout and "<script" not in done.stdout
    else:
        assert "[-五万元-]{+十万元+}" in done.stdout
    new.write_text("All districts shall check the lamps.\n" * 3, "utf-8")
    done = CliRunner().invoke(main, ["changes", str(old), str(new)])
    assert done.exit_code == 2 and "align" in done.stderr


def confirm(directory: Path, *, texts: bool = False) -> list[Act]:
    """Confirm every row of a document with both texts, the first one with a comment; log it."""
    review = store.load_review(directory).review
    bitext = review.bitext("example")
    acts = []
    for row in list(bitext):
        if row.zh and row.en:
            ops = ("comment", "confirm") if not acts else ("confirm",)
            for op in ops:
                now = bitext[row.key]
                act = new_act(
                    op,
                    by="Li",
                    document=review.document,
                    rendering="example",
                    before=(row.members,),
                    base=hash_rows((now,)),
                    comment="good" if op == "comment" else "",
                )
                review.perform(act)
                acts.append(act)
    append_acts(directory / "edits.jsonl", acts)
    return acts


def test_editions_in_two_scripts_are_told(tmp_path: Path) -> None:
    """Each difference of characters counts as a change there."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("第一条　为了发展。\n第二条　预防为主。\n", "utf-8")
    new.write_text("第一條　為了發展。\n第二條　預防為主。\n", "utf-8")
    done = CliRunner().invoke(main, ["changes", str(old), str(new)])
    assert "one edition is in traditional characters and the other in simplified" in done.stderr
    assert "traditional" not in CliRunner().invoke(main, ["changes", str(old), str(old)]).stderr


def test_two_translations_are_not_taken_for_two_editions_in_silence(tmp_path: Path) -> None:
    """Every sentence was called gone, and every other new, and that was all."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("Lamps are checked twice a year.\nNobody may remove one.\n", "utf-8")
    new.write_text("We inspect street lighting in May and June.\nIt stays in place.\n", "utf-8")
    done = CliRunner().invoke(main, ["changes", str(old), str(new)])
    assert done.exit_code == 0 and "aigov-corpus compare ZH EN EN" in done.stderr
    new.write_text("Lamps are checked thrice a year.\nIt stays in place.\n", "utf-8")
    assert "compare" not in CliRunner().invoke(main, ["changes", str(old), str(new)]).stderr
    done = CliRunner().invoke(main, ["compare", str(old), str(new)])
    assert done.exit_code == 3 and "are compared by  aigov-corpus changes" in done.stderr


def test_confirmed_pairs_are_carried_over(built: Path) -> None:
    """With reviewer and comment; changed ones are not; a second time nothing is done."""
    aligned = built / "data" / "aligned"
    old = aligned / "plan"
    raw = built / "data" / "raw" / "plan.txt"
    config = built / "corpus.toml"
    copytree(old, built / "old" / "plan")
    confirmed = sum(act.op == "confirm" for act in confirm(built / "old" / "plan"))
    text = raw.read_text("utf-8").replace("2030年目标需要合作。", "2035年目标需要合作。")
    raw.write_text(text.replace("2030 goals", "2035 goals"), "utf-8")
    assert CliRunner().invoke(main, ["build", str(config), "--encoder", "hash"]).exit_code == 0
    args = ["changes", str(built / "old" / "plan"), str(old), "--carry"]
    done = CliRunner().invoke(main, args)
    assert done.exit_code == 0, done.output
    assert f"example: {confirmed - 1} confirmed pairs carried over; 1 not" in done.stderr
    assert "2035" in done.stdout
    pairs = list(ac.load(old))
    carried = [pair for pair in pairs if pair.status == "confirmed"]
    assert len(carried) == confirmed - 1 and {pair.changed_by for pair in carried} == {"Li"}
    assert [pair.comment for pair in carried if pair.comment] == ["Li: good"]
    assert not any("2035" in pair.zh for pair in carried)
    acts, _ = read_acts(old / "edits.jsonl")
    again = CliRunner().invoke(main, args)
    assert "0 confirmed pairs carried over" in again.stderr and "decided already" in again.stderr
    assert read_acts(old / "edits.jsonl")[0] == acts


def test_an_article_that_became_two_has_all_its_text() -> None:
    """Also if one part is much shorter and both have numbers, and if two became one."""
    tail = "或禁治产之宣告，不得免职。非依法律，不得停职、转任或减俸。"
    old = ["第一条 目的。", f"第二条 法官为终身职，非受刑事或惩戒处分，{tail}"]
    new = ["第一条 目的。", "第二条 法官为终身职，非受刑事或惩戒处分。", f"第三条 {tail}"]
    new += ["第四条 本法自公布日施行。"]
    found = [(one.kind, one.old, one.new) for one in compare_editions(old, new, lang="zh")]
    assert found == [("same", (0,), (0,)), ("changed", (1,), (1, 2)), ("new", (), (3,))]
    back = [(one.kind, one.old, one.new) for one in compare_editions(new, old, lang="zh")]
    assert back == [("same", (0,), (0,)), ("changed", (1, 2), (1,)), ("gone", (3,), ())]
