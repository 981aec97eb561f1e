"""A corpus in Python: filter it, show it in a notebook, and export it.

The methods delegate to modules of this room and of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack, overload

from aigov_corpus.corpus.annotating import Annotating
from aigov_corpus.corpus.background import Background, join_backgrounds, join_pairs
from aigov_corpus.corpus.filters import Filters, Names, keep_names, select_pairs
from aigov_corpus.corpus.indexing import find_index
from aigov_corpus.corpus.names import (
    list_documents,
    list_principles,
    list_renderings,
    list_sections,
)
from aigov_corpus.corpus.questions import Questions
from aigov_corpus.corpus.renderings import Renderings
from aigov_corpus.corpus.shown_info import CorpusInfo
from aigov_corpus.corpus.statistics import count_pairs
from aigov_corpus.corpus.table_conversions import TableConversions
from aigov_corpus.display import SHOWN_ROWS, html_cell, html_table
from aigov_corpus.files.warning import warn
from aigov_corpus.importing.given import (
    Origin,
    choose_languages,
    find_exchanged,
    make_pairs,
    read_list,
)
from aigov_corpus.records import Finding, Pair, Sentence
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.counting import counted
from aigov_corpus.text.row_numbers import describe_rows
from aigov_corpus.text.values import read_items, require_path

if TYPE_CHECKING:
    import pandas as pd

    from aigov_corpus.corpus.accepted import Accepted
    from aigov_corpus.corpus.pictures import Plots
    from aigov_corpus.research.annotation import Annotation


class Corpus(Questions, Renderings, Annotating, TableConversions):
    """The pairs of one or more documents, and a description of each document.

    `len(corpus)` is the number of pairs. A loop over a corpus gets the pairs as records, and so do
    `corpus[0]` and `corpus["<id of a pair>"]`; `corpus[:20]` and `corpus + other` are corpora.
    `corpus.pairs()` returns the pairs as a DataFrame.
    """

    @checks_arguments
    def __init__(
        self,
        pairs: Iterable[Pair],
        *,
        packages: Sequence[Mapping[str, Any]] = (),
        load_sentences: Callable[[], Sequence[Sentence]] | None = None,
        load_findings: Callable[[], Sequence[Finding] | None] | None = None,
        load_accepted: Callable[[], Sequence[Accepted]] | None = None,
        notes: Sequence[str] = (),
        warnings: Sequence[str] = (),
    ) -> None:
        """Make a corpus.

        Args:
            pairs: the pairs, in the order of the texts.
            packages: the content of datapackage.json for each document.
            load_sentences: a function that returns the sentences of the pairs; it may return those
                of other pairs too. It is called when the sentences are needed. None if they are
                unknown.
            load_findings: a function that returns what the checks found when the corpus was built.
                None if that is unknown; the function may return None, too.
            load_accepted: a function that returns the findings that a person has accepted.
            notes: sentences about the file that the pairs were read from.
            warnings: sentences about reviews that do not fit any more, and texts that are lacking.

        Raises:
            UsageError: an argument, or an item of one, is of another type.
        """
        self._pairs = tuple(read_items(pairs, name="pairs", of=Pair))
        self._background = Background(
            tuple(read_items(packages, name="packages", of=Mapping)),
            load_sentences,
            load_findings,
            load_accepted,
            tuple(read_items(notes, name="notes", of=str)),
            tuple(read_items(warnings, name="warnings", of=str)),
        )

    @classmethod
    @checks_arguments
    def from_pairs(
        cls,
        pairs: Iterable[Sequence[str]],
        *,
        src_lang: str = "zh",
        tgt_lang: str = "en",
        document: str = "pairs",
        rendering: str = "given",
    ) -> Corpus:
        """Make a corpus of texts that belong together already, in the order in which they come.

        The texts stay as they are. Each of them counts as one sentence; the pairs have no score, no
        principles, and the status `given`. If one of the two texts is empty, the status is
        `omitted` or `added`. `warnings` names the rows in which the languages seem exchanged.

        Args:
            pairs: `(source, translation)` for each pair; rows of an array are pairs too.
            src_lang: language code of the sources: `zh`, `en`, `zh-TW`, …
            tgt_lang: language code of the translations; one of the two languages is Chinese, and
                the other English.
            document: id of the document in the pairs.
            rendering: id of the rendering in the pairs.

        Raises:
            UsageError: an item is not two texts, or both are empty; or the languages are others.
        """
        codes = choose_languages(src_lang, tgt_lang)
        made = make_pairs(read_list(pairs), Origin(*codes, document, rendering))
        warnings = []
        if exchanged := find_exchanged(made):
            warnings.append(
                f"{describe_rows(exchanged)}: the Chinese and the English text seem exchanged; if "
                'the sources are English, add  src_lang="en", tgt_lang="zh"'
            )
            warn(warnings[0])
        return cls(made, warnings=warnings)

    def _derive(self, pairs: Iterable[Pair], **changes: Any) -> Corpus:
        """Return a corpus of other pairs with the same background, but for some of its fields."""
        derived = Corpus(pairs)
        derived._background = replace(self._background, **changes)
        return derived

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self._pairs)

    def __iter__(self) -> Iterator[Pair]:
        """Return an iterator over the pairs."""
        return iter(self._pairs)

    @overload
    def __getitem__(self, key: int | str) -> Pair: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: int | str | slice) -> Pair | Corpus:
        """Return a pair by its number, counted from 0, or by its id; or a corpus of a slice.

        Raises:
            UsageError: there is no such pair, or `key` is of another type.
        """
        place = find_index(self._pairs, key)
        return self._derive(self._pairs[place]) if isinstance(place, slice) else self._pairs[place]

    def __add__(self, other: Corpus) -> Corpus:
        """Return a corpus of the pairs of both; those that are in both are kept once.

        Raises:
            UsageError: two pairs have one id and different texts.
        """
        if not isinstance(other, Corpus):
            return NotImplemented
        pairs, notes = join_pairs(self._pairs, other._pairs)
        joined = Corpus(pairs)
        joined._background = join_backgrounds(self._background, other._background, notes=notes)
        return joined

    def __repr__(self) -> str:
        """Return the number of pairs and the ids of the documents."""
        of = ", ".join(self.documents) or "no document"
        return f"<Corpus: {counted(len(self), 'pair')} of {of}>"

    @property
    def documents(self) -> list[str]:
        """Ids of the documents, in order."""
        return list_documents(self._pairs)

    @property
    def renderings(self) -> list[str]:
        """Ids of the renderings (English versions), in order."""
        return list_renderings(self._pairs)

    @property
    def sections(self) -> list[str]:
        """Paths of the sections, and of those that they are nested in, in order."""
        return list_sections(self._pairs)

    @property
    def principles(self) -> list[str]:
        """Ids of the governance principles that occur, sorted."""
        return list_principles(self._pairs)

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences about the files that were loaded: their format, and what was left out."""
        return self._background.notes

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about reviews that do not fit any more, and texts that were left out."""
        return self._background.warnings

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        """What annotators have marked, by their names (see `with_annotations`)."""
        return self._background.annotations

    @property
    def info(self) -> CorpusInfo:
        """Counts of the corpus, and facts about the documents and renderings that are in it.

        It is a dict, of which a notebook and `print` show what most people want to know;
        `dict(corpus.info)` shows everything. `documents` lists the title, version, licences and
        sources of each document. `filters` lists the filters of each selection that led to this
        corpus. `counts` has what `aigov-corpus stats` counts.
        """
        return CorpusInfo(
            documents=self._background.describe_documents(self._pairs),
            filters=[dict(filters) for filters in self._background.filters],
            counts=count_pairs(self._pairs),
        )

    @property
    def plot(self) -> Plots:
        """Pictures: `corpus.plot.scores()`, `coverage`, `lengths`, `renderings`, `path`."""
        from aigov_corpus.corpus.pictures import Plots

        return Plots(self)

    @checks_arguments
    def select(
        self,
        *,
        document: Names = None,
        rendering: Names = None,
        section: Names = None,
        principle: Names = None,
        side: str | None = None,
        text: str | None = None,
        status: Names = None,
        finding: Names = None,
        min_score: float | None = None,
        max_score: float | None = None,
    ) -> Corpus:
        """Return a corpus of the pairs that pass all given filters.

        >>> import aigov_corpus as ac
        >>> safe = ac.load().select(rendering="sinocism", principle="security", text="安全|可控")
        >>> safe.sections
        ['0']

        Args:
            document: ids of documents.
            rendering: ids of renderings (English versions).
            section: paths of sections; `1` selects section 1 and all sections inside it, such as
                `1/2`. A whole number stands for its digits.
            principle: ids of principles; a pair passes if it has one of them.
            side: `zh` or `en`. With `text` or `principle`, the text that must have it by itself;
                without them, a pair passes if this text is not empty.
            text: a regular expression that is found in one of the two texts. Upper and lower case,
                and traditional and simplified characters, are the same.
            status: statuses, such as `auto` or `missing`.
            finding: codes of checks; a pair passes if one of them found something in it.
            min_score: lowest score; pairs without a score do not pass.
            max_score: highest score; pairs without a score do not pass.

        None does not filter, and an empty list selects no pair.

        Raises:
            UsageError: no pair has a name that a filter gives (the error lists those that occur),
                `text` is no regular expression, or a score is not from 0 to 1.
            UnknownNameError: `side` is neither `zh` nor `en`.
        """
        given = {
            "document": document,
            "rendering": rendering,
            "section": section,
            "principle": principle,
            "side": side,
            "text": text,
            "status": status,
            "finding": finding,
            "min_score": min_score,
            "max_score": max_score,
        }
        filters: Any = {
            name: keep_names(value) for name, value in given.items() if value is not None
        }
        findings = () if finding is None else self.load_findings()
        chosen = select_pairs(self._pairs, findings=findings, **filters)
        return self._derive(chosen, filters=(*self._background.filters, filters))

    def pairs(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Return the pairs that pass all given filters as a DataFrame, in the order of the texts.

        There is one row for each pair. docs/schema.md tells the type of each column: texts,
        categories, numbers that may be missing, and lists.

        Args:
            filters: the same as in `select`.
        """
        return self.select(**filters).to_pandas()

    def sentences(self) -> pd.DataFrame:
        """Return the sentences of these pairs as a DataFrame, each with its place in the text.

        There is one row for each sentence of each rendering: first all Chinese sentences of a
        rendering, and then its English ones. The column `pair_id` links a row to `pairs()`. The
        result is empty if the corpus was made from pairs alone.

        Raises:
            InvalidInputError: the table of sentences is missing or damaged.
        """
        import pandas as pd

        from aigov_corpus.corpus.sentences import COLUMNS

        load_sentences = self._background.load_sentences
        known = load_sentences() if load_sentences else ()
        known = read_items(known, name="the result of load_sentences", of=Sentence)
        pair_ids = {pair.pair_id for pair in self._pairs}
        rows = [asdict(sentence) for sentence in known if sentence.pair_id in pair_ids]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @checks_arguments
    def export(self, format: str, path: str | Path, **options: Any) -> list[Path]:
        """Write the corpus in a format; return the files that were written.

        Args:
            format: name of the format: `tmx`, `csv`, `xlsx`, `jsonl`, `parquet`, `xces`, `moses`,
                `corpus` (a directory as `build` makes it), … or that of a plug-in.
            path: the file; for a format of several files, the part that their names have in common.
                A directory that is not there is made.
            options: options of the format: `dialect="excel"` (csv), `profile="omegat"` (tmx), …;
                `omit_text=["sinocism"]` leaves out the English of renderings that may not be
                passed on, in the formats corpus, csv, jsonl and parquet.

        What is left out or changed (pairs without a translation, cells that are cut) is counted by
        the logger `aigov_corpus`, whose warnings Python shows on stderr.

        Raises:
            UnknownNameError: there is no such format, or an option has no such value.
            UsageError: the format has no such option.
            NothingToDoError: there are no pairs to write.
            AigovError: a file cannot be written.
        """
        from aigov_corpus.exporting.formats import export_pairs

        exported = export_pairs(
            self._pairs,
            require_path(path, name="path"),
            format=format,
            load_sentences=self._background.load_sentences,
            load_findings=self.load_findings,
            load_packages=lambda: self._background.packages,
            **options,
        )
        tally = exported.tally
        for said, reasons in (("left out: ", tally.left_out), ("", tally.remarks)):
            for reason, count in reasons.items():
                if count:
                    warn(f"{path}: {said}{counted(count, 'pair')} {reason}")
        return list(exported.files)

    def _repr_html_(self) -> str:
        """Return the first pairs as an HTML table for a notebook.

        All text is escaped, there is no script, and the cells with texts state their language.
        """
        return self.to_html(shown_rows=SHOWN_ROWS)

    @checks_arguments
    def to_html(self, *, shown_rows: int | None = None) -> str:
        """Return the pairs as an HTML table.

        Args:
            shown_rows: number of pairs that are shown, at most; None for all.
        """
        shown = self._pairs if shown_rows is None else self._pairs[: max(0, shown_rows)]
        several = (len(self.documents) > 1, len(self.renderings) > 1)
        names = [name for name, has in zip(("document", "rendering"), several, strict=True) if has]
        titles = (*names, "§", "中文", "English", "principles", "bead", "score", "status")
        return html_table(
            repr(self),
            titles,
            (_html_row(pair, names) for pair in shown),
            total=len(self),
            advice="corpus.pairs() returns all of them as a DataFrame",
            shown_rows=len(self),
        )


def _html_row(pair: Pair, names: Sequence[str]) -> list[str]:
    """Return a pair as the cells of a row; the first ones have the values of these fields."""
    return [
        *(html_cell(getattr(pair, name)) for name in names),
        html_cell(pair.section),
        html_cell(pair.zh, lang=pair.language_zh),
        html_cell(pair.en, lang=pair.language_en),
        html_cell(", ".join(pair.principles)),
        html_cell(pair.bead),
        html_cell("" if pair.score is None else f"{pair.score:.2f}"),
        html_cell(pair.status),
    ]
