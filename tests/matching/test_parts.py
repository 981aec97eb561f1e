"""Parts: several laws in one text, of which the other text lacks some or has another order."""

from __future__ import annotations

import pytest
from sections_texts import Meanings, text

from aigov_corpus.matching import Match, match_documents
from aigov_corpus.matching.likeness import compare
from aigov_corpus.matching.parts import find_parts
from aigov_corpus.matching.sections import match_sections
from aigov_corpus.records import Segmented

ENCODER = Meanings()
ARTICLES = 4


def law(part: str, first: int) -> list[tuple[str, list[int | str]]]:
    """A law of four articles of three sentences; the number of the first names its meaning."""
    own = f"{part}/" if part else ""
    articles: list[tuple[str, list[int | str]]] = [
        (f"{own}art{n + 1}", [first + 3 * n + k for k in range(3)]) for n in range(ARTICLES)
    ]
    return [(part or "0", [f"#Law {first}"]), *articles]


def collection(lang: str, *firsts: int, front: int = 0) -> Segmented:
    """Laws one after the other, below a preface of some sentences."""
    laws = [
        section
        for n, first in enumerate(firsts, 1)
        for section in law("" if n == 1 else f"doc{n}", first)
    ]
    preface: list[tuple[str, list[int | str]]] = [("0", [*range(900, 900 + front)])]
    return text(lang, *(preface if front else []), *laws)


def matched(zh: Segmented, en: Segmented) -> Match:
    """The match; no collection is refused."""
    return match_documents(zh, en, encoder=ENCODER)


def test_the_parts_of_a_text_and_its_preface() -> None:
    """Paths tell the parts; the preface ends above the title of the first law."""
    parts = find_parts(collection("en", 100, 200, 300, front=3))
    assert [(part.path, part.start) for part in parts] == [
        ("front", 0), ("", 3), ("doc2", 16), ("doc3", 29),
    ]  # fmt: skip
    assert [part.path for part in find_parts(collection("en", 100))] == [""]


def test_sections_with_articles_of_their_own_are_parts() -> None:
    """As in Markdown; articles that run through the chapters make no parts."""
    laws = [("1", [1]), ("1/art1", [2]), ("1/art2", [3]), ("2", [4]), ("2/art1", [5])]
    assert [part.path for part in find_parts(text("en", *laws))] == ["1", "2"]
    chapters = [("ch1/art1", [1]), ("ch1/art2", [2]), ("ch2/art3", [3])]
    assert [part.path for part in find_parts(text("en", *chapters))] == [""]
    both = [*chapters, ("doc2/art1", [4])]
    assert [part.path for part in find_parts(text("en", *both))] == ["", "doc2"]


@pytest.mark.parametrize("order", [(200, 100), (200, 300, 100), (400, 300, 200, 100)])
def test_laws_in_another_order_are_put_in_order(order: tuple[int, ...]) -> None:
    """The English follows the Chinese, each article beside its own; blocks move with sentences."""
    zh = collection("zh", *sorted(order), front=2)
    match = matched(zh, collection("en", *order, front=2))
    numbers = [segment.text.removeprefix("meaning") for segment in match.en.segments]
    assert numbers == [segment.text.replace("意", "").replace("。", ".") for segment in zh.segments]
    assert [segment.block for segment in match.en.segments] == list(range(len(numbers)))
    assert all(i == j for i, j in match.fences) and len(match.fences) > ARTICLES * len(order)
    assert match.moved_parts


def test_the_moved_parts_are_the_fewest() -> None:
    """The last law stands first in the other text: one part moved, not three."""
    match = matched(collection("zh", 100, 200, 300, 400), collection("en", 400, 100, 200, 300))
    [part] = match.moved_parts
    assert (part.title, part.place, part.counterpart) == ("Law 400", 1, 4)
    assert match.en.segments[part.start].text == "Law 400"
    assert part.end == len(match.en.segments)


def test_a_part_without_counterpart_follows_the_one_above_it() -> None:
    """It goes where that goes."""
    match = matched(collection("zh", 100, 200), collection("en", 200, 300, 100))
    titles = [one.text for one in match.en.segments if one.kind == "heading"]
    assert titles == ["Law 100", "Law 200", "Law 300"]


def test_nothing_moves_in_the_same_order() -> None:
    """Also if laws are missing, and if the parts of one text are not known."""
    zh = collection("zh", 100, 200, 300)
    for en in (collection("en", 100, 300), collection("en", 200), text("en", ("0", [100, 200]))):
        match = match_documents(zh, en, encoder=ENCODER, force=True)
        assert match.en is en and not match.moved_parts


def test_articles_of_different_laws_do_not_match() -> None:
    """Each text lacks a law that the other has: the same numbers mean nothing there."""
    zh, en = collection("zh", 100, 200, 400), collection("en", 100, 300, 400)
    regions = match_sections(zh, en, compare(zh, en, encoder=ENCODER))
    size = 1 + 3 * ARTICLES
    inside = [region for region in regions if size <= region.zh[0] and region.zh[1] <= 2 * size]
    assert inside and all(region.one_sided for region in inside if region.zh[0] < 2 * size)
