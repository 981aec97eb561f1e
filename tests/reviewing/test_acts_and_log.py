"""The log of acts, and what becomes of acts when the corpus, the log or the colleagues change."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_texts import BEADS, machine, make_review, shown

from aigov_corpus.errors import AigovError, InvalidInputError, UsageError
from aigov_corpus.reviewing.acts import Act, LockedError, NewRow, StaleError, new_act
from aigov_corpus.reviewing.carrying import carry_over
from aigov_corpus.reviewing.log import append_acts, read_acts
from aigov_corpus.reviewing.merging import merge_acts
from aigov_corpus.reviewing.pieces import share_out
from aigov_corpus.reviewing.planning import Planner
from aigov_corpus.reviewing.review import Review
from aigov_corpus.reviewing.reviewed import reviewed_pairs, reviewed_sentences


def planner(review: Review, *, by: str = "anna", unlocked: bool = True) -> Planner:
    """A planner for the only rendering."""
    return Planner(review.bitexts["one"], by=by, unlocked=unlocked)


def rows_of(review: Review) -> list:
    """The rows of the only rendering."""
    return list(review.bitexts["one"])


def do(review: Review, act: Act) -> Act:
    """Perform an act and return it."""
    review.perform(act)
    return act


def test_a_log_returns_the_acts_that_were_appended(tmp_path: Path) -> None:
    """In order, whatever characters they hold; a log that does not exist has none."""
    review = make_review()
    rows = rows_of(review)
    acts = [
        planner(review).simple("comment", [rows[0]], comment="二\n\u2028\x00 \\"),
        planner(review).merge(rows[3:5]),
    ]
    log = tmp_path / "edits.jsonl"
    assert read_acts(log) == ([], "")
    for act in acts:
        append_acts(log, [act])
    assert read_acts(log) == (acts, "")


@pytest.mark.parametrize("cut", [1, 30, 150])
def test_a_torn_last_line_is_taken_away_with_a_notice(tmp_path: Path, cut: int) -> None:
    """Reading alone leaves the file as it is; mending cuts the line off, and the log goes on."""
    review = make_review()
    first, second = (planner(review).simple("confirm", [row]) for row in rows_of(review)[:2])
    log = tmp_path / "edits.jsonl"
    append_acts(log, [first])
    whole = log.read_bytes()
    append_acts(log, [second])
    log.write_bytes(log.read_bytes()[: len(whole) + cut])
    torn = log.read_bytes()
    acts, notice = read_acts(log)
    assert (acts, log.read_bytes()) == ([first], torn)
    assert "line 2" in notice
    assert read_acts(log, mend=True)[0] == [first]
    append_acts(log, [second])
    assert read_acts(log) == ([first, second], "")


def test_a_last_line_that_only_lacks_its_end_counts(tmp_path: Path) -> None:
    """The act was written whole."""
    act = planner(make_review()).simple("confirm", rows_of(make_review())[:1])
    log = tmp_path / "edits.jsonl"
    append_acts(log, [act])
    log.write_bytes(log.read_bytes()[:-1])
    assert read_acts(log, mend=True) == ([act], "")
    assert log.read_bytes().endswith(b"}\n")


@pytest.mark.parametrize(
    "line",
    [
        "17",
        "[]",
        "{}",
        "not JSON",
        '{"id":"1","time":"t","by":"a","op":"jump","document":"plan"}',
        '{"id":"1","time":"t","by":"a","op":"undo","document":"plan"}',
        '{"id":"1","time":"t","by":"a","op":"confirm","document":"plan","before":[{"zh":1}]}',
        '{"id":"1","time":"t","by":"a","op":"confirm","document":"plan","before":{"a":1}}',
        '{"id":"1","time":"t","by":"a","op":"merge","document":"plan",'
        '"before":[{"zh":["a"],"en":[]}]}',
        '{"id":"1","time":"t","by":"a","op":"split","document":"plan",'
        '"before":[{"zh":["a"],"en":[]}],"after":[[{"zh":["a"],"en":[],"score":7}]]}',
    ],
)
def test_a_line_that_is_no_act_is_an_error_with_its_number(tmp_path: Path, line: str) -> None:
    """Nothing of a damaged log is skipped in silence."""
    log = tmp_path / "edits.jsonl"
    log.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(
        InvalidInputError, match=r"edits\.jsonl, line 2: .*(; |, or )remove this line"
    ):
        read_acts(log)


@pytest.mark.linux
def test_a_log_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk no part of the act is left."""
    act = planner(make_review()).simple("confirm", rows_of(make_review())[:1])
    log = tmp_path / "edits.jsonl"
    append_acts(log, [act])
    before = log.read_bytes()
    write = os.write

    def write_a_part(handle: int, data: bytes) -> int:
        write(handle, bytes(data[:10]))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", write_a_part)
    with pytest.raises(AigovError, match="No space left"):
        append_acts(log, [act])
    assert log.read_bytes() == before


def test_a_stale_act_is_refused_with_the_present_row() -> None:
    """Two reviewers saw the same row; the second one gets the row as it is now."""
    review = make_review()
    row = rows_of(review)[0]
    mine = planner(review).simple("confirm", [row])
    do(review, planner(review, by="bo").simple("reject", [row]))
    with pytest.raises(StaleError) as caught:
        review.perform(mine)
    assert [row.status for row in caught.value.rows] == ["rejected"]
    gone = planner(review).merge(rows_of(review)[3:5])
    do(review, planner(review, by="bo").split(rows_of(review)[3], en_at=13))
    with pytest.raises(StaleError) as caught:
        review.perform(gone)
    assert len(caught.value.rows) == 3


def test_the_chinese_is_locked() -> None:
    """It is neither put together nor apart, unless it is unlocked; the English is free."""
    review = make_review()
    rows = rows_of(review)
    locked = planner(review, unlocked=False)
    for attempt in (
        lambda: locked.merge(rows[0:2]),
        lambda: locked.split(rows[3], zh_at=5),
        lambda: locked.move(rows[1], "zh", 1),
    ):
        with pytest.raises(LockedError, match="unlock the Chinese"):
            attempt()
    with pytest.raises(UsageError, match="no row stands below"):
        locked.merge(rows[-1:])
    do(review, locked.merge(rows[1:3]))
    do(review, locked.move(rows_of(review)[1], "en", 1))
    assert [zh for zh, _, _ in shown(review)] == [
        "一是发展。",
        "二是安全。三是开放。",
        "四是合作，互利共赢。",
        "五是治理。",
        "",
    ]


def test_what_is_put_back_is_as_the_machine_left_it() -> None:
    """A sentence moved there and back, a row split and merged, a text edited twice; notes stay."""
    review = make_review()
    before = rows_of(review)
    do(review, planner(review).move(before[3], "en", -1))
    moved = rows_of(review)
    assert moved[2].status == "edited"
    do(review, planner(review).move(moved[2], "en", 1))
    assert rows_of(review) == before
    assert review.last(undone=False).op == "move"  # type: ignore[union-attr]
    do(review, planner(review).split(before[3], en_at=14))
    do(review, planner(review).merge(rows_of(review)[3:5]))
    assert rows_of(review) == before
    do(review, planner(review).simple("comment", [before[3]], comment="?"))
    do(review, planner(review).edit(rows_of(review)[3], "Fourth."))
    old = review.bitexts["one"].texts
    do(review, planner(review).edit(rows_of(review)[3], old.text("en-3")))
    now = rows_of(review)[3]
    assert (now.status, now.score, now.texts) == ("auto", before[3].score, ())
    assert now.comments


def test_locked_chinese_is_split_between_its_sentences_only() -> None:
    """At any other place a sentence would be cut; the planner says whether its key was needed."""
    review = make_review()
    row = rows_of(review)[1]
    locked = planner(review, unlocked=False)
    first, second = locked.split(row, zh_at=5, en_at=7).after[0]
    assert (first.zh, second.zh) == (("zh-1",), ("zh-2",))
    assert locked.split(row, zh_at=0, en_at=7).after[0][0].zh == ()
    assert not locked.is_key_used
    for zh_at in (1, 4, 6):
        with pytest.raises(LockedError, match="cut a Chinese sentence"):
            locked.split(row, zh_at=zh_at, en_at=7)
    with pytest.raises(LockedError, match="change its text"):
        locked.edit(row, "好", side="zh")
    one = review.bitexts["one"]
    with pytest.raises(LockedError, match="together otherwise"):
        locked.realign(lambda zh, en: [NewRow((name,), ()) for name in zh])
    pairs = [NewRow(row.zh, row.en) for row in one if row.zh and row.en]
    with pytest.raises(UsageError, match="change nothing"):
        locked.realign(lambda zh, en: [NewRow(*row.members) for row in one])
    assert locked.realign(lambda zh, en: [*pairs, NewRow(("zh-4",), ("en-2", "en-4"))]).after
    open_ = planner(review)
    open_.split(row, zh_at=1, en_at=7)
    assert open_.is_key_used


def test_an_edited_text_stays_with_its_sentences() -> None:
    """Through merges and splits, also inside a sentence; the published text is in the act."""
    review = make_review()
    do(review, planner(review).merge(rows_of(review)[2:4]))
    row = rows_of(review)[2]
    edited = "Third, opening up. Fourth, real help. Trust!"
    act = do(review, planner(review).edit(row, edited))
    assert [(change.old, change.new) for change in act.texts] == [
        ("Third, openness.", "Third, opening up."),
        ("Fourth, help. Trust.", "Fourth, real help. Trust!"),
    ]
    do(review, planner(review).split(rows_of(review)[2], en_at=edited.index("Trust")))
    assert [en for _, en, _ in shown(review)][2:4] == [edited[:-7], "Trust!"]
    do(review, planner(review).merge(rows_of(review)[2:4]))
    assert shown(review)[2][1] == edited
    pair = reviewed_pairs(review)[2]
    assert (pair.en_ids, pair.en) == (("en-2", "en-3"), edited)


@given(
    st.lists(st.sampled_from(["First.", "A", "growth", "of", "all;", "Yes."]), min_size=2),
    st.lists(st.sampled_from(["One.", "A", "growth", "<script>alert(1)</script>"]), min_size=1),
    st.integers(0, 9),
)
def test_a_text_written_anew_is_the_text_that_was_written(
    old: list[str], new: list[str], border: int
) -> None:
    """A row of two sentences shows it as it is: no border falls into a word."""
    at = 1 + border % (len(old) - 1)
    parts = [" ".join(old[:at]), " ".join(old[at:])]
    shared = share_out(parts, " ".join(parts), " ".join(new), joiner=" ")
    assert " ".join(filter(None, shared)) == " ".join(new)


def test_a_link_puts_distant_texts_together() -> None:
    """English that stood beside the Chinese gets a row of its own, and nothing is lost."""
    review = make_review()
    rows = rows_of(review)
    do(review, planner(review).link(rows[0], rows[3]))
    assert [(zh, en) for zh, en, _ in shown(review)] == [
        ("一是发展。", "Fourth, help. Trust."),
        ("", "First, growth."),
        ("二是安全。三是开放。", "Second, security."),
        ("", "Third, openness."),
        ("四是合作，互利共赢。", ""),
        ("五是治理。", ""),
        ("", "End."),
    ]


def test_acts_survive_another_alignment() -> None:
    """By the ids of sentences: what the machine now does by itself fits, the rest is an orphan."""
    review = make_review()
    acts = [do(review, planner(review).merge(rows_of(review)[4:6]))]
    acts.append(do(review, planner(review).simple("confirm", [rows_of(review)[4]])))
    acts.append(do(review, planner(review).simple("confirm", [rows_of(review)[0]])))
    again = (*BEADS[:4], ((4,), (4,)))
    assert shown(Review("plan", *machine(again), acts))[4] == ("五是治理。", "End.", "confirmed")
    other = (((0, 1), (0,)), ((2,), (1, 2)), ((3,), (3,)), ((4,), (4,)))
    changed = Review("plan", *machine(other), acts)
    assert list(changed.orphans) == [acts[2].id]
    dismiss = new_act("dismiss", by="anna", document="plan", rendering="one", target=acts[2].id)
    changed.perform(dismiss)
    assert not changed.orphans
    undo = new_act("undo", by="anna", document="plan", rendering="one", target=acts[2].id)
    redo = new_act("redo", by="anna", document="plan", rendering="one", target=acts[2].id)
    assert list(Review("plan", *machine(other), [*acts, undo, redo]).orphans) == [acts[2].id]


def test_an_act_that_would_lose_text_does_not_fit() -> None:
    """A log that was changed by hand cannot drop or double a sentence."""
    review = make_review()
    act = planner(review).merge(rows_of(review)[3:5])
    merged = act.after[0][0]
    for zh, en in [(("zh-3",), merged.en), (("zh-3", "zh-4", "zh-4"), merged.en), ((), ("en-9",))]:
        wrong = replace(act, after=((replace(merged, zh=zh, en=en),), ()))
        assert Review("plan", *machine(), [wrong]).orphans


def test_logs_of_two_reviewers_merge() -> None:
    """Acts on different rows fit; contradictions are listed and kept; a second time is nothing."""
    anna, bo = make_review(), make_review()
    do(anna, planner(anna).simple("confirm", [rows_of(anna)[0]]))
    do(bo, planner(bo, by="bo").simple("reject", [rows_of(bo)[0]]))
    do(bo, planner(bo, by="bo").merge(rows_of(bo)[4:6]))
    do(bo, planner(bo, by="bo").simple("comment", [rows_of(bo)[0]], comment="?"))
    merged = merge_acts(anna, bo.acts)
    assert [act.op for act in merged.taken] == ["merge", "comment"]
    assert [act.op for act in merged.conflicts] == ["reject"]
    assert shown(anna)[0][2] == "confirmed"
    assert list(anna.orphans) == [merged.conflicts[0].id]
    assert merge_acts(anna, bo.acts).added == ()
    assert list(Review("plan", *machine(), anna.acts).orphans) == list(anna.orphans)


def test_pairs_say_who_changed_them() -> None:
    """A confirmed pair has score 1; comments, principles and the parts of a sentence are there."""
    review = make_review()
    assert reviewed_pairs(review) == machine()[0]
    row = rows_of(review)[3]
    do(review, planner(review).split(row, en_at=14))
    row = rows_of(review)[3]
    do(review, planner(review).simple("add-principle", [row], side="en", principle="trust"))
    do(review, planner(review).simple("comment", [rows_of(review)[3]], comment="good"))
    last = do(review, planner(review).simple("confirm", [rows_of(review)[3]]))
    first, second = reviewed_pairs(review)[3:5]
    assert (first.status, first.score, first.changed_by) == ("confirmed", 1.0, "anna")
    assert (first.changed_at, first.comment) == (last.time, "anna: good")
    assert (first.principles, first.principles_en) == (("trust",), ("trust",))
    assert (second.en, second.bead, second.score) == ("Trust.", "0-1", None)
    parts = [row for row in reviewed_sentences(review, machine()[1]) if row.id.startswith("en-3")]
    assert [(row.text, row.pair_id) for row in parts] == [
        ("Fourth, help.", first.pair_id),
        ("Trust.", second.pair_id),
    ]


def test_what_cannot_be_done_says_why() -> None:
    """Each message names a way on."""
    review = make_review()
    rows = rows_of(review)
    plan = planner(review)
    for attempt in (
        lambda: plan.merge(rows[:1]),
        lambda: plan.merge([rows[0], rows[2]]),
        lambda: plan.split(rows[4], en_at=0),
        lambda: plan.split(rows[0], en_at=99),
        lambda: plan.link(rows[0], rows[0]),
        lambda: plan.edit(rows[2], "文本", side="zh"),
        lambda: plan.edit(rows[0], "First, growth."),
        lambda: plan.edit(rows[0], "  "),
        lambda: plan.move(rows[4], "en", 1),
        lambda: review.bitext("two"),
        lambda: plan.simple("confirm", []),
    ):
        with pytest.raises(UsageError) as caught:
            attempt()
        assert caught.value.remedy


def test_english_is_written_where_the_translation_has_none() -> None:
    """It is a text of the row like any other: kept, changed, confirmed, merged, split, undone."""
    review = make_review()
    before = shown(review)
    row = rows_of(review)[4]
    assert row.zh and not row.en
    first = do(review, planner(review).edit(row, "Fifth."))
    do(review, planner(review).edit(rows_of(review)[4], "Fifth, governance."))
    do(review, planner(review).simple("confirm", rows_of(review)[4:5]))
    [pair] = [pair for pair in reviewed_pairs(review) if pair.zh == "五是治理。"]
    assert (pair.en, pair.en_ids, pair.score) == ("Fifth, governance.", (), 1.0)
    do(review, planner(review).merge(rows_of(review)[3:5]))
    assert shown(review)[3][1] == "Fourth, help. Trust. Fifth, governance."
    do(review, planner(review).edit(rows_of(review)[3], "Fourth, help. Trust. Fifth, rule."))
    do(review, planner(review).split(rows_of(review)[3], zh_at=len("四是合作，互利共赢。")))
    english = [en for _, en, _ in shown(review)]
    assert english[3:5] == ["Fourth, help. Trust. Fifth, rule.", ""]
    for act in reversed(review.acts[:]):
        review.bitext("one").take_back(review.applied[act.id].change)
    assert shown(review) == before
    again = make_review()
    again.replay(first)
    assert shown(again)[4] == ("五是治理。", "Fifth.", "edited")


def test_english_that_was_written_is_carried_to_another_edition() -> None:
    """With its status, as the texts that a reviewer changed are."""
    old, new = make_review(), make_review()
    do(old, planner(old).edit(rows_of(old)[4], "Fifth."))
    do(old, planner(old).simple("confirm", rows_of(old)[4:5]))
    names = {piece: piece for row in rows_of(old) for piece in (*row.zh, *row.en)}
    [carried] = carry_over(old, new, {"one": names})
    assert carried.carried == 1
    assert shown(new)[4] == ("五是治理。", "Fifth.", "confirmed")
