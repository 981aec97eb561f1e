"""`aigov-corpus concordance`: show a word or phrase in its contexts, with its counterparts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.inputs import InputPath
from aigov_corpus.cli.loading import load_selected, refuse_swapped, tell_incomparable
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import corpus_options, filter_options
from aigov_corpus.cli.tables import print_table, table_option
from aigov_corpus.corpus import Corpus
from aigov_corpus.errors import NothingToDoError
from aigov_corpus.terms.renderings import side_of
from aigov_corpus.text.counting import counted

_MANY = 20_000
"""Pairs with a phrase from which on linking their words takes so long that it is said."""
_PAIRS_PER_MINUTE = 50_000
"""Short pairs whose words are linked in a minute, on two cores: 1.1 milliseconds each."""


@click.command("concordance")
@click.argument("corpus", type=InputPath())
@click.argument("phrase")
@table_option
@click.option(
    "--width",
    type=click.IntRange(min=0),
    metavar="N",
    default=15,
    show_default=True,
    help="Context before and after the phrase, in Chinese characters.",
)
@click.option("--side", type=click.Choice(("zh", "en")), help="Look in this text alone.")
@click.option("--lemma", is_flag=True, help="Find all forms of English words: govern, governed, …")
@click.option("--words", is_flag=True, help="Find a Chinese phrase only where words begin and end.")
@filter_options
@corpus_options
def command(
    corpus: Path,
    phrase: str,
    form: str,
    width: int,
    side: str | None,
    lemma: bool,
    words: bool,
    **options: Any,
) -> None:
    r"""Show every place of PHRASE in CORPUS, with its context and the words that render it.

    \b
    aigov-corpus concordance data/aligned 包容
    aigov-corpus concordance data/aligned inclusive --rendering sinocism --width 20
    aigov-corpus concordance data/aligned 治理 --format csv > governance.csv

    CORPUS is data/aligned, the directory of one document in it, or a file of aligned texts. A
    Chinese phrase is looked for in the Chinese texts, any other in the English ones. The phrase
    stands in brackets, and its counterpart, found by word links, behind an equals sign.
    """
    refuse_swapped(corpus, phrase)
    loaded = load_selected(
        corpus, options, having="" if lemma or side not in (None, side_of(phrase)) else phrase
    )
    _tell_time(loaded, phrase, corpus)
    tell_incomparable(loaded, corpus, what="counterparts")
    found = loaded.concordance(phrase, width=width, side=side, lemma=lemma, words=words)
    if not found:
        raise NothingToDoError(
            f"no text has '{phrase}'",
            source=corpus,
            remedy=_remedy(phrase, side, lemma=lemma, words=words),
        )
    tell(found.summary(), source=corpus)
    print_table(
        found.rows(), form, lines=found.lines(), html=found.to_html, title=f"Places of {phrase}"
    )


def _tell_time(loaded: Corpus, phrase: str, source: Path) -> None:
    """Say on stderr that linking words takes long if many pairs have a phrase."""
    count = sum(phrase in pair.zh or phrase in pair.en for pair in loaded)
    if count >= _MANY:
        minutes = max(1, round(count / _PAIRS_PER_MINUTE))
        tell(
            f"{count:,} pairs have this phrase; linking their words takes "
            f"{counted(minutes, 'minute')} or more; filters such as --section, or "
            "a longer phrase, make it shorter",
            source=source,
        )


def _remedy(phrase: str, side: str | None, *, lemma: bool, words: bool) -> str:
    """Return what may help to find a phrase that was not found."""
    is_chinese = (side or side_of(phrase)) == "zh"
    helps = ["check its spelling, or the filters"]
    if words and is_chinese:
        helps.append("leave out --words, which finds whole words only")
    if not lemma and not is_chinese:
        helps.append("add --lemma to find other forms of its words")
    return "; or ".join(helps)
