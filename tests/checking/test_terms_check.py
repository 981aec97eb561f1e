"""The checks `term` and `term-forbidden`: what a termbase wants, in any form."""

from __future__ import annotations

import pytest

import aigov_corpus as ac
from aigov_corpus.checking.term_forms import (
    find_acronym,
    find_exact,
    find_loose,
    is_part,
    list_keys,
)
from aigov_corpus.checking.term_places import TermIndex
from aigov_corpus.errors import UsageError
from aigov_corpus.termbases import Termbase, TermEntry

BASE = Termbase(
    (
        TermEntry(("全球南方",), ("Global South",), forbidden_en=("South",)),
        TermEntry(("数据安全",), ("data security", "security of data")),
        TermEntry(("数据",), ("data",)),
        TermEntry(("金融稳定理事会",), ("Financial Stability Board",)),
        TermEntry(("数据安全法",), ("Data Security Law",)),
    )
)


def codes(zh: str, en: str) -> list[tuple[str, str]]:
    """Return code and text of what the two checks find in a pair."""
    pairs = ac.Corpus.from_pairs([(zh, en)])
    found = pairs.check(only=["term", "term-forbidden"], termbase=BASE)
    return [(row.code, en[row.start : row.end]) for row in found.itertuples()]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("全球南方国家", "countries of the global south"),
        ("加强数据安全", "strengthen the security of its data"),
        ("加强数据安全", "strengthen data-security"),
        ("金融稳定理事会", "the FSB"),
        ("《数据安全法》", "the Data Security Law"),
        ("《数据安全法》", "the Law"),
        ("無數據", "no Data"),
    ],
)
def test_forms_variants_initials_and_parts_are_no_findings(zh: str, en: str) -> None:
    """Nor is a term inside a longer one."""
    assert codes(zh, en) == []


@pytest.mark.slow
def test_another_rendering_is_a_warning() -> None:
    """With its place, and the rendering that is wanted."""
    pair = ("我们要维护数据安全。", "We must safeguard information safety.")
    found = ac.Corpus.from_pairs([pair]).check(only="term", termbase=BASE)
    (row,) = found.itertuples()
    assert (row.severity, row.suggestion) == ("warning", "data security")
    assert pair[1][row.start : row.end] == "information safety"
    assert pair[0][row.other_start : row.other_end] == "数据安全"


def test_a_forbidden_rendering_is_an_error() -> None:
    """Not inside an allowed one; then `term` says nothing more about it."""
    assert codes("支持全球南方", "support the South") == [("term-forbidden", "South")]
    assert codes("支持全球南方", "support the Global South") == []
    assert codes("支持南方", "support the South") == []


def test_each_forbidden_rendering_of_a_long_text_is_said_once() -> None:
    """At its own place, however often the source has the term; the first place was repeated."""
    en = "The South and the South grow; the Global South, too."
    pairs = ac.Corpus.from_pairs([("全球南方和全球南方在发展，全球南方也是。全球南方。", en)])
    found = pairs.check(only=["term", "term-forbidden"], termbase=BASE)
    assert [(row.code, row.start) for row in found.itertuples()] == [
        ("term-forbidden", 4),
        ("term-forbidden", 18),
    ]


def test_without_a_termbase_there_is_nothing_to_check() -> None:
    """To ask for the check alone is an error that names the remedy."""
    corpus = ac.Corpus.from_pairs([("支持全球南方", "support the South")])
    assert "term-forbidden" not in set(corpus.check()["code"])
    with pytest.raises(
        UsageError, match=r"the check 'term' needs a termbase; .* as  termbase  .*--termbase"
    ):
        corpus.check(only="term")


def test_terms_of_the_source_are_whole_words_and_the_longest() -> None:
    """An English source is read by its words; small letters are no acronym."""
    index = TermIndex(BASE, "zh")
    assert [found.wanted.term for found in index.find("《數據安全法》和数据")] == [
        "数据安全法",
        "数据",
    ]
    english = TermIndex(
        [TermEntry(("美国",), ("US",)), TermEntry(("证券",), ("securities",))], "en"
    )
    assert [item.wanted.term for item in english.find("The US told us of its Securities.")] == [
        "US",
        "securities",
    ]
    assert english.find("the security of banks") == []


def test_brackets_of_a_term_hold_another_form_of_it() -> None:
    """But not those inside the name of a law."""
    index = TermIndex([TermEntry(("强积金",), ("Mandatory Provident Fund (MPF)",))], "zh")
    allowed = index.find("强积金")[0].wanted.allowed
    assert allowed == ("Mandatory Provident Fund (MPF)", "Mandatory Provident Fund", "MPF")


def test_forms_of_terms() -> None:
    """Plurals, hyphens, British spelling, words between; initials."""
    assert find_exact("two licensed data-centres", "licenced data center", "en")
    assert find_exact("e-banking policies", "ebanking", "en")
    assert find_exact("processes of the state", "process", "en")
    assert find_loose("credit and market risks", "credit risk", "en")
    assert not find_loose("risks are far away from any sort of new credit", "credit risk", "en")
    assert find_loose("信贷及市场风险", "信贷风险", "zh")
    assert find_acronym("by the WTO", "World Trade Organization")
    assert not find_acronym("by us", "United States")


@pytest.mark.parametrize(
    ("written", "term", "is_same"),
    [
        ("municipal", "municipality", True),
        ("Marxist theory", "theory of Marxism", True),
        ("compulsorily enforced", "compulsory enforcement", True),
        ("landowners", "land", True),
        ("contrast", "contract", False),
        ("construction", "constraint", False),
        ("creative", "creation", True),
        ("education", "educational", True),
        ("international", "internal", False),
        ("great renewal", "great rejuvenation", False),
    ],
)
def test_words_made_of_a_term_render_it(written: str, term: str, is_same: bool) -> None:
    """Adjectives, adverbs and persons of a listed noun, but not words that begin alike."""
    assert is_part(list_keys(written, "en"), term, "en") is is_same
