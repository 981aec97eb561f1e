"""Names, indexing, selecting and joining of corpora."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import aigov_corpus as ac
from aigov_corpus.errors import UsageError
from aigov_corpus.records import Finding, Span


@pytest.fixture(scope="module")
def corpus() -> ac.Corpus:
    """The corpus that comes with the package."""
    return ac.load()


def test_the_names_are_lists_in_the_order_of_the_text(corpus: ac.Corpus) -> None:
    """Of documents, renderings and sections; the principles are sorted."""
    assert corpus.documents == ["global-ai-governance-action-plan"]
    assert "sinocism" in corpus.renderings
    assert corpus.sections[:3] == ["0", "1", "2"]
    assert corpus.principles == sorted(corpus.principles) and "security" in corpus.principles


def test_a_key_is_a_number_an_id_or_a_slice(corpus: ac.Corpus) -> None:
    """A slice is a corpus that still knows its documents; a wrong key says what there is."""
    pair = corpus[0]
    assert corpus[pair.pair_id] is pair and corpus[-1] is list(corpus)[-1]
    assert list(corpus[:3]) == list(corpus)[:3]
    assert corpus[:3].info["documents"][0]["name"] == corpus.documents[0]
    mask = np.array([True, False])
    for key in (99, "x", 1.5, True, None, mask, slice("a"), slice(0, 1, 0), 10**5000):
        with pytest.raises(UsageError):
            corpus[key]  # type: ignore[index]
    with pytest.raises(UsageError, match=f"these are near: {pair.pair_id}"):
        corpus[pair.pair_id[:-1]]
    with pytest.raises(UsageError, match=r"write  corpus\.pairs\(\)\['zh'\]"):
        corpus["zh"]
    with pytest.raises(UsageError, match=r"masks are for the table corpus\.pairs\(\)"):
        corpus[corpus.pairs()["score"] > 0.9]  # type: ignore[index]


@pytest.mark.parametrize(
    ("filters", "keeps"),
    [
        ({"text": "安全|可控"}, lambda pair: "安全" in pair.zh or "可控" in pair.zh),
        ({"text": "安全|可控", "side": "en"}, lambda pair: False),
        ({"text": "OPEN", "side": "en"}, lambda pair: "open" in pair.en.lower()),
        ({"text": "數字"}, lambda pair: "数字" in pair.zh),
        ({"side": "zh"}, lambda pair: bool(pair.zh)),
        (
            {"principle": "security", "side": "zh"},
            lambda pair: "security" in pair.principles_zh,
        ),
        ({"max_score": 0.999}, lambda pair: pair.score is not None and pair.score <= 0.999),
        ({"document": "global-ai-governance-action-plan"}, lambda pair: True),
        ({"document": []}, lambda pair: False),
    ],
)
def test_filters_keep_what_they_say(corpus: ac.Corpus, filters, keeps) -> None:  # type: ignore[no-untyped-def]
    """Each filter against a plain loop; the same filters make a table."""
    expected = [pair for pair in corpus if keeps(pair)]
    assert list(corpus.select(**filters)) == expected
    assert list(corpus.pairs(**filters)["pair_id"]) == [pair.pair_id for pair in expected]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"principle": "Security"}, "no unit has the principle 'Security'; .*security"),
        ({"document": "plan"}, "choose of those that occur: global-ai-governance-action-plan"),
        ({"side": "cn"}, "no side is called 'cn'; choose one of: en, zh"),
        ({"text": "("}, r"the text '\(' is no regular expression \(.*put a backslash"),
        ({"max_score": 2}, "max_score is 2; give a number from 0 to 1"),
    ],
)
def test_a_wrong_filter_names_what_there_is(
    corpus: ac.Corpus, filters: dict[str, object], message: str
) -> None:
    """In one sentence."""
    with pytest.raises(UsageError, match=message):
        corpus.select(**filters)  # type: ignore[arg-type]


def test_the_info_speaks_of_what_was_selected(corpus: ac.Corpus) -> None:
    """Its documents, the sources of its renderings, the filters and the counts."""
    info = corpus.select(section=1).select(rendering=["sinocism"]).info
    assert info["counts"]["units"] == len(corpus.select(section=1, rendering="sinocism"))
    assert info["filters"] == [{"section": 1}, {"rendering": ["sinocism"]}]
    names = {source["title"].partition(":")[0] for source in info["documents"][0]["sources"]}
    assert names == {"zh", "en/sinocism"}
    assert corpus.select(document=[]).info["documents"] == []


def test_corpora_are_joined_and_what_is_in_both_is_kept_once(corpus: ac.Corpus) -> None:
    """A note says so; the sentences and findings of both are known."""
    joined = corpus[:3] + corpus[2:5]
    assert list(joined) == list(corpus[:5])
    assert "pairs that are in both corpora and are kept once: 1" in joined.notes
    assert len(joined.sentences()) == len(corpus[:5].sentences())
    assert joined.info["documents"] == corpus[:5].info["documents"]
    changed = ac.Corpus([replace(corpus[0], zh="另一个")])
    with pytest.raises(UsageError, match="has different texts in the two corpora"):
        corpus + changed
    with pytest.raises(TypeError):
        corpus + 3  # type: ignore[operator]


def test_findings_of_joined_corpora_are_those_of_both(corpus: ac.Corpus) -> None:
    """If those of one are not known, the checks are run."""

    def with_finding(number: int, *, is_known: bool) -> ac.Corpus:
        pair = corpus[number]
        found = Finding("warning", "number", "x", (Span(pair.pair_id, "en", 0, 1),))
        return ac.Corpus([pair], load_findings=lambda: [found] if is_known else None)

    both = with_finding(1, is_known=True) + with_finding(2, is_known=True)
    assert len(both.load_findings()) == 2
    unknown = with_finding(1, is_known=True) + with_finding(2, is_known=False)
    assert unknown.load_findings() == unknown.find()[0]


def test_several_places_are_one_corpus(corpus: ac.Corpus, tmp_path: Path) -> None:
    """A corpus and a file, in this order; an empty list is an error."""
    memory = tmp_path / "more.tsv"
    memory.write_text("你好。\tHello.\n世界。\tWorld.\n", encoding="utf-8")
    aligned = Path(__file__).parents[2] / "data" / "aligned"
    loaded = ac.load([aligned, str(memory)])
    assert loaded.documents == [*corpus.documents, "more"]
    assert (len(loaded), loaded.notes[0]) == (len(corpus) + 2, "read as tsv: 2 units, zh to en")
    for wrong in ([], [3], ["x", ""]):
        with pytest.raises(UsageError, match="path"):
            ac.load(wrong)  # type: ignore[arg-type]
