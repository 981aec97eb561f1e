"""Texts that are aligned again with moved passages put back."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pytest

from aigov_corpus.alignment import align_sentences
from aigov_corpus.alignment.fences import Fence
from aigov_corpus.alignment.reordering import Order, count_loose, put_back, restore_order
from aigov_corpus.alignment.strips import Step
from aigov_corpus.records import Move

# source 1 and target 3 were exchanged for nothing: 0-0, 2-1, 3-2, 4-4 stay
STEPS: list[Step] = [
    (0, 0, 1, 1),
    (1, 1, 1, 0),
    (2, 1, 1, 1),
    (3, 2, 1, 1),
    (4, 3, 0, 1),
    (4, 4, 1, 1),
]
MOVED = [Move(1, 3, 0.9)]


def _restore(
    order: Order, steps: list[Step], fences: Sequence[Fence] = ()
) -> tuple[list[Step], list[tuple[int, int]]]:
    """Return the beads in the order of the text, and the links."""
    side = SimpleNamespace(vectors_of_runs=lambda firsts, sizes: np.eye(9)[: len(firsts)])
    pair = SimpleNamespace(src=side, tgt=side)
    beads, _, moves = restore_order(pair, order, steps, [0.9] * len(steps), [], fences=fences)  # type: ignore[arg-type]
    return beads, [(move.src, move.tgt) for move in moves]


def test_a_passage_is_put_where_its_source_stands() -> None:
    """Fences and borders go along."""
    order = put_back(STEPS, MOVED)
    assert order.numbers == (0, 3, 1, 2, 4)
    assert order.put_fences([(1, 1), (2, 1), (3, 2), (4, 4), (5, 5)]) == [
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 4),
        (5, 5),
    ]
    assert order.put_borders([2, 3]) == [1, 3, 4]


def test_a_null_bead_beside_a_passage_goes_with_it() -> None:
    """It may belong to the passage: a bead may hold its counterpart."""
    steps: list[Step] = [(0, 0, 1, 0), (1, 0, 2, 1), (3, 1, 0, 1), (3, 2, 0, 1), (3, 3, 1, 1)]
    assert put_back(steps, [Move(0, 1, 1.0)]).numbers == (1, 2, 0, 3)


def test_two_passages_that_changed_places_are_put_back_apart() -> None:
    """The second one goes to the place of the first, and the other way round."""
    steps: list[Step] = [(0, 0, 1, 0), (1, 0, 0, 1), (1, 1, 1, 1), (2, 2, 1, 0), (3, 2, 0, 1)]
    assert put_back(steps, [Move(0, 2, 1.0), Move(2, 0, 1.0)]).numbers == (2, 1, 0)


def test_beads_of_sentences_that_were_put_back_are_links() -> None:
    """In the text they are null beads at their own places, and all others stay."""
    order = put_back(STEPS, MOVED)
    aligned: list[Step] = [(number, number, 1, 1) for number in range(5)]
    assert _restore(order, aligned) == (STEPS, [(1, 3)])


def test_what_was_put_back_from_before_a_fence_stands_before_it() -> None:
    """The alignment passes through the fence, whatever moved across it."""
    steps: list[Step] = [(0, 0, 1, 1), (1, 1, 0, 1), (1, 2, 1, 1), (2, 3, 1, 0)]
    order = put_back(steps, [Move(2, 1, 1.0)])
    aligned: list[Step] = [(0, 0, 1, 1), (1, 1, 1, 0), (2, 1, 0, 1), (2, 2, 1, 1)]
    beads, links = _restore(order, aligned, [(1, 2), (3, 3)])
    assert beads == [(0, 0, 1, 1), (1, 1, 0, 1), (1, 2, 1, 0), (2, 2, 0, 1), (2, 3, 1, 0)]
    assert links == [(2, 1)]


def test_a_bead_around_a_sentence_that_moved_away_is_taken_apart() -> None:
    """It would hold sentences that do not follow each other."""
    order = Order((1, 0, 2, 3), {1: 0})
    beads, links = _restore(order, [(0, 0, 1, 1), (1, 1, 1, 2), (2, 3, 1, 1)])
    assert beads == [(0, 0, 1, 0), (1, 0, 1, 0), *((2, at, 0, 1) for at in range(3)), (2, 3, 1, 1)]
    assert links == [(0, 1), (1, 0), (1, 2)]


def test_nothing_is_linked_that_returned_to_its_place() -> None:
    """Sentences between the same two beads did not move."""
    order = put_back(STEPS, MOVED)
    aligned: list[Step] = [
        *((number, number, 1, 1) for number in range(1)),
        (1, 1, 0, 1),
        (1, 2, 1, 0),
        *((number, number, 1, 1) for number in range(2, 5)),
    ]
    beads, links = _restore(order, aligned)
    assert beads == STEPS
    assert links == []


TEXT = [
    ("本中心于去年三月启用。", "The centre opened in March last year."),
    ("市政府承担全部费用。", "The city government bore all costs."),
    ("中心由三家公司建成。", "The centre was built by three companies."),
    ("市图书馆迁入中心一楼。", "The city library moved to the ground floor of the centre."),
    ("图书馆每周二闭馆。", "The library is closed on Tuesdays."),
    ("读者在图书馆入口出示证件。", "Readers show their cards at the entrance of the library."),
    ("图书应在二十八天内归还。", "Books are to be returned within twenty-eight days."),
    ("逾期归还图书的，每天收费一元。", "Those who return books late pay one yuan a day."),
    ("中心二楼设有咖啡厅。", "There is a café on the second floor of the centre."),
    ("咖啡厅周末也营业。", "The café is open at weekends, too."),
    ("儿童阅览室设在三楼。", "The reading room for children is on the third floor."),
    ("市政府计划明年扩建中心。", "The city government plans to extend the centre next year."),
]


@pytest.mark.slow
@pytest.mark.parametrize("places", [(2, 5, 9, 10), (3, 4, 7, 9)])
def test_each_sentence_of_exchanged_passages_finds_its_own(places: tuple[int, ...]) -> None:
    """Compared alone, one of them is linked with the neighbour of its counterpart."""
    first, stop, other, end = places
    numbers = range(len(TEXT))
    order = [*numbers[:first], *numbers[other:end], *numbers[stop:other]]
    order += [*numbers[first:stop], *numbers[end:]]
    zh, en = [zh for zh, _ in TEXT], [TEXT[number][1] for number in order]
    found = align_sentences(zh, en)
    pairs = {(src, tgt) for bead in found.beads for src in bead.src for tgt in bead.tgt}
    pairs |= {(move.src, move.tgt) for move in found.moves}
    assert {(src, order[tgt]) for src, tgt in pairs} == {(number, number) for number in numbers}
    swapped = align_sentences(en, zh, src_lang="en", tgt_lang="zh")
    assert {(move.tgt, move.src) for move in swapped.moves} == {
        (move.src, move.tgt) for move in found.moves
    }


def test_sentences_of_null_beads_that_are_not_linked_are_loose() -> None:
    """A second look that leaves more of them alone than were linked is not taken."""
    assert count_loose(STEPS, []) == 2
    assert count_loose(STEPS, [Move(1, 3, 0.9)]) == 0


def test_fences_between_which_all_sentences_were_put_back_are_one() -> None:
    """No path leads through the same fence twice; the beginning of both texts is no fence."""
    order = Order((0, 3, 1, 2), {1: 2, 2: 2})
    assert order.put_fences([(1, 1), (1, 3), (4, 4)]) == [(1, 1), (4, 4)]
    order = Order((1, 2, 0), {0: 2})
    assert order.put_fences([(0, 1), (3, 3)]) == [(3, 3)]
