"""`aigov-corpus stats`: count the content of a corpus."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.inputs import InputPath, open_corpus
from aigov_corpus.cli.options import corpus_options, json_option
from aigov_corpus.cli.printing import echo_json, echo_line
from aigov_corpus.terminal import safe_line

_MOST_RENDERINGS = 20
"""Renderings that a line names, those with the most units; an archive has thousands."""
_LABEL_WIDTH = 12
"""Columns for the name before each value; the longest name and two spaces fit."""

_SIDE_COLUMNS = (
    "both",
    "Chinese only",
    "English only",
    "together",
    "Chinese, no English",
    "English, no Chinese",
)
"""Titles of the columns of the table of principles, in the order of `statistics.SIDES`."""

_SECTION_COLUMNS = ("document", "rendering", "section", "units", "aligned", "missing")
"""Columns of the table of sections that come before the title."""


@click.command("stats")
@click.argument("corpus", type=InputPath(), default=Path("data/aligned"))
@json_option
@corpus_options
def command(corpus: Path, as_json: bool, **options: Any) -> None:
    r"""Count the units, sentences and sections of CORPUS (default: data/aligned).

    \b
    aigov-corpus stats data/aligned
    aigov-corpus stats data/aligned --json > counts.json
    aigov-corpus stats memory.tmx

    \b
    units        rows of the corpus; each is one bead with its section, tags and sources
    renderings   English versions, as document/rendering, each with its units
    status       auto: both languages, aligned by machine;  given: the texts came together;
                 missing: the other language lacks the section;
                 omitted: only Chinese;  added: only English;
                 moved: the other language has it at another place;
                 by a reviewer: confirmed, edited, needs-review, rejected
    kinds        units by what their sentences are: title, heading, paragraph, item, …
    beads        units by their sentences: 1-2 is one Chinese sentence against two English ones
    principles   units tagged with each governance principle, and with none
    Chinese      Chinese sentences, each counted once, however many renderings there are; it is
                 aligned if one rendering has it, and in brackets stands how many each has
    English      English sentences of all renderings
    score        probability that a unit is aligned right: its mean, and the lowest

    Then comes a table of principles. Of the units with both languages it counts those that express
    a principle in each text by itself (both), in the Chinese only, in the English only, or only in
    the two together; of the others, those whose Chinese or whose English does.

    Then comes a table of sections, one row for each section of each rendering: its document, units,
    aligned units, units that the other language lacks, and title.
    """
    from aigov_corpus.corpus.statistics import count_pairs

    stored = open_corpus(corpus, **options)
    counts = count_pairs(stored.pairs)
    if as_json:
        echo_json(counts, indent=1)
        return
    _print_totals(counts)
    _print_principles(counts["principles_by_side"])
    _print_sections(counts["sections"])


def _print_totals(counts: dict[str, Any]) -> None:
    """Print the counts of the whole corpus, one kind per line."""
    clauses = ", which are clauses of sentences" if counts["granularity"] == "clause" else ""
    _print_labelled("units", f"{counts['units']}{clauses}")
    renderings = dict(list(counts["renderings"].items())[:_MOST_RENDERINGS])
    more = len(counts["renderings"]) - len(renderings)
    listed = _listed(renderings) + (f", and {more:,} more (--json names all)" if more else "")
    _print_labelled("renderings", listed)
    for name in ("status", "kinds", "beads"):
        _print_labelled(name, _listed(counts[name]))
    principles = counts["principles"] | {"none": counts["without_principle"]}
    _print_labelled("principles", _listed(principles))
    in_which = {"zh": _in_which(counts["coverage_by_rendering"]), "en": ""}
    for lang, name in (("zh", "Chinese"), ("en", "English")):
        sentences = counts["coverage"][lang]
        _print_labelled(
            name,
            f"{sentences['aligned']} of {sentences['total']} sentences aligned{in_which[lang]}, "
            f"{sentences['missing']} in sections that the other language lacks",
        )
    score = counts["score"]
    if score["mean"] is not None:
        _print_labelled("score", f"mean {score['mean']:.2f}, lowest {score['min']:.2f}")


def _in_which(coverages: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """Return in which renderings Chinese sentences are aligned, if they can be in several."""
    documents = {name.rpartition("/")[0] for name in coverages}
    if len(documents) == len(coverages):
        return ""
    each = [
        f"{name.rpartition('/')[2] if len(documents) == 1 else name} {coverage['zh']['aligned']}"
        for name, coverage in coverages.items()
    ]
    if len(each) > _MOST_RENDERINGS:
        each[_MOST_RENDERINGS:] = [f"{len(each) - _MOST_RENDERINGS:,} more"]
    return f" in one rendering or more ({', '.join(each)})"


def _print_principles(by_side: dict[str, dict[str, int]]) -> None:
    """Print a table with one row for each principle, with tabs between columns."""
    if not by_side:
        return
    echo_line("\n" + "\t".join(("principle", *_SIDE_COLUMNS)))
    for name, counts in by_side.items():
        echo_line("\t".join((safe_line(name), *(str(number) for number in counts.values()))))


def _print_sections(sections: list[dict[str, Any]]) -> None:
    """Print a table with one row for each section of each rendering, with tabs between columns."""
    echo_line("\n" + "\t".join((*_SECTION_COLUMNS, "title")))
    for row in sections:
        title = " | ".join(filter(None, (row["title_zh"], row["title_en"])))
        cells = [*(row[name] for name in _SECTION_COLUMNS), title]
        echo_line("\t".join(safe_line(str(cell)) for cell in cells))


def _print_labelled(name: str, value: object) -> None:
    echo_line(f"{name:<{_LABEL_WIDTH}}{value}")


def _listed(counts: dict[str, Any]) -> str:
    """Return counts on one line: `auto 13, missing 4`."""
    return ", ".join(f"{name} {number}" for name, number in counts.items())
