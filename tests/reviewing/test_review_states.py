"""Long random sequences of acts, compared with a model that keeps every state it was in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from review_texts import machine, make_review, shown

from aigov_corpus.errors import UsageError
from aigov_corpus.reviewing.acts import Act, NewRow, format_act, new_act, read_act
from aigov_corpus.reviewing.planning import Planner
from aigov_corpus.reviewing.review import Review
from aigov_corpus.reviewing.reviewed import reviewed_pairs, reviewed_sentences
from aigov_corpus.reviewing.rows import Row
from aigov_corpus.serving.views import View

NUMBERS = st.integers(0, 30)
SIDES = st.sampled_from(["zh", "en"])


class Acts(RuleBasedStateMachine):
    """The model is two piles of states, as every editor has them: undo and redo take from them."""

    def __init__(self) -> None:
        super().__init__()
        self.review = make_review()
        self.view = View(row.key for row in self.rows)
        self.log: list[bytes] = []
        self.done: list[list[Row]] = []
        self.undone: list[list[Row]] = []

    @property
    def rows(self) -> list[Row]:
        """The rows in order."""
        return list(self.review.bitexts["one"])

    def row(self, number: int) -> Row:
        """The row of a number, which may be larger than there are rows."""
        return self.rows[number % len(self.rows)]

    def perform(self, plan: Callable[[Planner], Act]) -> None:
        """Do what a planner plans, unless it says that it cannot be done."""
        before = self.rows
        try:
            act = plan(Planner(self.review.bitexts["one"], by="anna", unlocked=True))
        except UsageError:
            assert self.rows == before
            return
        self.write(act)
        self.done.append(before)
        self.undone.clear()

    def write(self, act: Act) -> None:
        """Log an act and perform it."""
        line = format_act(act).encode()
        assert read_act(line, source="log", place="line") == act
        self.view.follow(self.review.perform(act), back=act.op == "undo")
        self.log.append(line)

    @rule(number=NUMBERS, op=st.sampled_from(["confirm", "needs-review", "reject", "reopen"]))
    def decide(self, number: int, op: Any) -> None:
        """Give a row a status."""
        self.perform(lambda planner: planner.simple(op, [self.row(number)]))

    @rule(op=st.sampled_from(["confirm", "reopen"]))
    def decide_all(self, op: Any) -> None:
        """Give all rows a status in one act."""
        self.perform(lambda planner: planner.simple(op, self.rows))

    @rule(number=NUMBERS, text=st.text(min_size=1, max_size=5))
    def comment(self, number: int, text: str) -> None:
        """Comment on a row."""
        self.perform(lambda planner: planner.simple("comment", [self.row(number)], comment=text))

    @rule(number=NUMBERS, side=SIDES, op=st.sampled_from(["add-principle", "remove-principle"]))
    def change_principle(self, number: int, side: str, op: Any) -> None:
        """Add or remove a principle on one side."""
        self.perform(
            lambda planner: planner.simple(
                op, [self.row(number)], side=side, principle="development"
            )
        )

    @rule(number=NUMBERS, count=st.integers(2, 4))
    def merge(self, number: int, count: int) -> None:
        """Merge some rows."""
        start = number % len(self.rows)
        self.perform(lambda planner: planner.merge(self.rows[start : start + count]))

    @rule(number=NUMBERS, zh_at=st.none() | st.integers(-1, 30), en_at=st.none() | NUMBERS)
    def split(self, number: int, zh_at: int | None, en_at: int | None) -> None:
        """Split a row."""
        self.perform(lambda planner: planner.split(self.row(number), zh_at=zh_at, en_at=en_at))

    @rule(number=NUMBERS, side=SIDES, step=st.sampled_from([-1, 1]))
    def move(self, number: int, side: Any, step: int) -> None:
        """Move a sentence to the next row."""
        self.perform(lambda planner: planner.move(self.row(number), side, step))

    @rule(number=NUMBERS, other=NUMBERS)
    def link(self, number: int, other: int) -> None:
        """Link Chinese with the English of another row."""
        self.perform(lambda planner: planner.link(self.row(number), self.row(other)))

    @rule(number=NUMBERS, side=SIDES, at=NUMBERS, text=st.sampled_from(["", "very ", "。", "x. Y"]))
    def edit(self, number: int, side: Any, at: int, text: str) -> None:
        """Change a text."""
        row = self.row(number)
        old = self.review.bitexts["one"].side_text(row, side)
        self.perform(lambda planner: planner.edit(row, old[:at] + text + old[at + 2 :], side=side))

    @rule()
    def realign(self) -> None:
        """Align anew what is not confirmed."""

        def align(zh: Any, en: Any) -> list[NewRow]:
            return [NewRow(tuple(zh), (en[0],), 0.5, "auto"), *(NewRow((), (n,)) for n in en[1:])]

        self.perform(lambda planner: planner.realign(align))

    @rule()
    def undo(self) -> None:
        """Undo leads back to the last state."""
        act = self.review.last(undone=False)
        assert (act is None) == (not self.done)
        if act is not None:
            self.undone.append(self.rows)
            self.write(new_act("undo", by="anna", document="plan", rendering="", target=act.id))
            assert self.rows == self.done.pop()

    @rule()
    def redo(self) -> None:
        """Redo leads to the state that was undone."""
        act = self.review.last(undone=True)
        assert (act is None) == (not self.undone)
        if act is not None:
            self.done.append(self.rows)
            self.write(new_act("redo", by="anna", document="plan", rendering="", target=act.id))
            assert self.rows == self.undone.pop()

    @rule()
    def restart(self) -> None:
        """Another process reads the log and has the same rows."""
        acts = [read_act(line, source="log", place="line") for line in self.log]
        restarted = Review("plan", *machine(), acts)
        assert list(restarted.bitexts["one"]) == self.rows
        assert not restarted.orphans
        self.review = restarted

    @invariant()
    def nothing_is_lost(self) -> None:
        """Each sentence is in exactly one row, in whole or in parts, and every row can be found."""
        bitext = self.review.bitexts["one"]
        for side, lang in enumerate(("zh", "en")):
            pieces = bitext.texts.in_order(p for row in bitext for p in row.members[side])
            whole = [name for name, _ in bitext.texts.fuse(pieces)]
            assert whole == [f"{lang}-{number}" for number in range(5)]
        assert all(bitext.find(row.members) == row for row in bitext)
        assert [bitext.place(row.key) for row in bitext] == list(range(len(bitext)))
        assert self.view.keys == [row.key for row in bitext]
        pairs = reviewed_pairs(self.review)
        assert len({pair.pair_id for pair in pairs}) == len(pairs) == len(shown(self.review))
        for found in reviewed_sentences(self.review, machine()[1]):
            assert found.block_text[found.start : found.end] == found.text


TestActs = Acts.TestCase
TestActs.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)


@pytest.mark.slow
def test_many_long_sequences_of_acts() -> None:
    """The same machine, for longer."""
    long = settings(max_examples=200, stateful_step_count=60, deadline=None)
    run_state_machine_as_test(Acts, settings=long)  # type: ignore[no-untyped-call]
