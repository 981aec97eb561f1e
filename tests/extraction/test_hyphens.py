"""Words that the end of a line cuts are whole again."""

from __future__ import annotations

import pytest

from aigov_corpus import extract
from aigov_corpus.extraction.hyphens import count_words, cuts_word, join_cut

WRAPPED = """\
We will strengthen the existing framework of inter-
national cooperation and promote the development of
artificial intelligence for all peoples of the world,
in line with the principles of fairness, with short-
and long-term benefits for the well-being of every-
body, and in the years from 2026 to 2030 with no-
body left behind.
"""


def test_a_wrapped_text_has_whole_words() -> None:
    """The hyphen goes with the line break, but not where a later word shares its second part."""
    text = extract(WRAPPED, lang="en").blocks[0].text
    assert "framework of international cooperation" in text
    assert "with short- and long-term benefits for the well-being of everybody, and" in text
    assert text.endswith("with nobody left behind.")


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("the develop-", "ment of it", "the development of it"),
        ("a semi-", "feudal society", "a semi-feudal society"),
        ("by e-", "mail", "by e-mail"),
        ("as full-", "time staff", "as full-time staff"),
        ("a medium-", "sized town", "a medium-sized town"),
        ("COVID-", "19 spread", "COVID-19 spread"),
        ("in 2020-", "2025", "in 2020-2025"),
        ("at http://lamps.example/a/-", "b/c.html", "at http://lamps.example/a/b/c.html"),
        ("pre-", "and post-war", "pre- and post-war"),
        ("CONNEC-", "TION WITH", "CONNECTION WITH"),
        ("Sino-", "British", "Sino-British"),
        ("focus-", "follows-mouse", "focus-follows-mouse"),
        ("with --no-", "check", "with --no-check"),
        ("the self\u00ad", "help", "the selfhelp"),
    ],
)
def test_two_pieces_are_joined(above: str, below: str, joined: str) -> None:
    """With the hyphen if the word is written with one."""
    assert cuts_word(above, below)
    assert join_cut(above, below, count_words([])) == joined


def test_the_text_tells_which_words_have_a_hyphen() -> None:
    """A word that stands whole elsewhere in the text is known."""
    words = count_words(["a load-balancing server", "it was load-"])
    assert join_cut("by load-", "balancing", words) == "by load-balancing"


def test_a_dash_cuts_no_word() -> None:
    """A dash behind a blank, and a hyphen before a mark."""
    assert not cuts_word("the fact -", "it is")
    assert not cuts_word("pre-", "(and post-)")


def test_parts_of_a_cut_word_are_no_words() -> None:
    """`in` is a word, but no first part of `investment`, whose rest begins the next line."""
    lines = ["The report deals in many cases with in-", "vestment and with semi feudal lords."]
    assert join_cut(lines[0], lines[1], count_words(lines)).startswith(
        "The report deals in many cases with investment"
    )
