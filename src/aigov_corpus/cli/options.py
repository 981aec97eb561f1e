"""Options that several commands share; each is declared once, with one help text.

Each name here is a decorator for a command, like the result of `click.option`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from aigov_corpus.cli.inputs import InputPath, OutputPath
from aigov_corpus.errors import UsageError
from aigov_corpus.text.language_codes import normalise_code

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Decorator = Callable[[Decorated], Decorated]

# The default of alignment.pair, where the help can show it without loading numpy.
MAX_ALIGN = 8


class FiniteRange(click.FloatRange):
    """A number within limits; click takes `nan` as within all of them, and `inf` as the largest."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; raise an error for one that is not finite."""
        number: float = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a number within limits", param, ctx)
        return number


def refuse_unused(*names: str, because: str) -> None:
    """Raise a `UsageError` if an option of the command that runs is given and has no effect.

    Args:
        names: names of its parameters.
        because: why it has none, as the end of a sentence: `is about text, and --json …`.
    """
    ctx = click.get_current_context()
    for param in ctx.command.params:
        source = ctx.get_parameter_source(param.name or "")
        if param.name in names and source not in (None, ParameterSource.DEFAULT):
            raise UsageError(f"{param.opts[0]} {because}", remedy=f"leave out {param.opts[0]}")


encoder_option = click.option(
    "--encoder",
    default="use",
    show_default=True,
    metavar="NAME",
    help="Sentence encoder: use (the Universal Sentence Encoder, which is built in), hash (a fast "
    "fake, for trials), or sentence-transformers:MODEL, where MODEL is a name or a path.",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


unchecked_option = click.option(
    "--unchecked",
    is_flag=True,
    help="Read tables of the corpus that were changed on purpose. Without it, each table must have "
    "the SHA-256 that datapackage.json has for it.",
)


def read_language(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return the value of an option for a language in one spelling; None if it was not given."""
    return None if value is None else normalise_code(value)


src_lang_option = click.option(
    "--src-lang",
    callback=read_language,
    metavar="LANG",
    help="Of a file: language of the source, zh, en, or one that the file names, such as zh-TW.  "
    "[default: found]",
)
tgt_lang_option = click.option(
    "--tgt-lang",
    callback=read_language,
    metavar="LANG",
    help="Of a file: language of the translation.  [default: found]",
)


def corpus_options(command: Decorated) -> Decorated:
    """Add the options of every command that reads a corpus.

    The command gets them as `unchecked`, `src_lang` and `tgt_lang`, and passes them on to
    `inputs.open_corpus`.
    """
    for option in (tgt_lang_option, src_lang_option, unchecked_option):
        command = option(command)
    return command


def of_corpus(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of a command's values that `corpus_options` gave it."""
    return {name: values[name] for name in ("unchecked", "src_lang", "tgt_lang")}


def _check_layout(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return the value of --layout; a wrong name is reported before any file is read."""
    if value is not None:
        from aigov_corpus.extraction.bilingual import check_layout

        check_layout(value)
    return value


layout_option = click.option(
    "--layout",
    callback=_check_layout,
    metavar="NAME",
    help="Layout of the file: interleaved (Chinese and English paragraphs in turn), table (both in "
    "each row), two-column, plain (one language), or lines (each line is a paragraph).  "
    "[default: recognised]",
)

keep_option = click.option(
    "--keep",
    multiple=True,
    metavar="REASON",
    help="Keep text that is left out for this reason, such as 'page header'.  extract --left-out  "
    "lists the reasons. May be given several times.",
)

max_align_option = click.option(
    "--max-align",
    type=click.IntRange(2, 12),
    metavar="N",
    help="Largest number of sentences in one bead, both sides counted together. With 8 or "
    "more, one sentence may stand against a longer list.  "
    f"[default: {MAX_ALIGN}]",
)

termbase_option = click.option(
    "--termbase",
    type=InputPath(),
    metavar="FILE",
    help="Termbase: a table (CSV, TSV, XLSX), TBX, or a glossary of OmegaT; or the word bundled, "
    "for the termbase of AI governance that comes with this package.",
)

out_option = click.option(
    "--out",
    type=OutputPath(),
    metavar="FILE",
    help="File to write; it is written only if the command succeeds.  [default: stdout]",
)

LANGUAGES = ("en", "zh")
"""Languages in which the program speaks to people."""


def language_option(what: str) -> Decorator[Any]:
    """Return the option for the language of what a command writes, such as its messages."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default="en",
        show_default=True,
        help=f"Language of the {what}: English or Chinese.",
    )


weights_option = click.option(
    "--weights",
    type=InputPath(),
    metavar="FILE",
    help="The aligner's weights, a file from  evaluate --fit.  [default: the bundled weights]",
)


section_option = click.option(
    "--section",
    multiple=True,
    metavar="PATH",
    help="Take only this section, such as 3 or 3/1, and those inside it. May be given several "
    "times.",
)
principle_option = click.option(
    "--principle",
    multiple=True,
    metavar="NAME",
    help="Take only units with this governance principle, such as security. May be given several "
    "times.",
)
rendering_option = click.option(
    "--rendering",
    multiple=True,
    metavar="NAME",
    help="Take only this English rendering. May be given several times.",
)


granularity_option = click.option(
    "--granularity",
    type=click.Choice(("sentence", "clause")),
    help="Units of whole sentences, or cut into clauses where both texts clearly agree.  "
    "[default: sentence, unless corpus.toml or the corpus that is there says clause]",
)


def filter_options(command: Decorated) -> Decorated:
    """Add the options that select units of a corpus to a command.

    The command gets them as `section`, `principle`, `status`, `rendering`, `finding` (tuples of
    strings, empty if not given) and `min_score` (a number or None).
    """
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def given_filters(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of a command's values that are filters, without those that nobody gave.

    They are named as the arguments of `Corpus.select`.
    """
    names = ("section", "principle", "status", "rendering", "finding", "min_score")
    return {name: values[name] for name in names if values[name] not in ((), None)}


_FILTERS = (
    section_option,
    principle_option,
    click.option(
        "--status",
        multiple=True,
        metavar="STATUS",
        help="Take only units with this status (auto, missing, omitted, added, …). May be given "
        "several times.",
    ),
    rendering_option,
    click.option(
        "--finding",
        multiple=True,
        metavar="CODE",
        help="Take only units in which this check found something (number, untranslated, …). May "
        "be given several times.",
    ),
    click.option(
        "--min-score",
        type=FiniteRange(0, 1),
        metavar="0…1",
        help="Take only units with at least this score. A unit with an empty side has no score.",
    ),
)
