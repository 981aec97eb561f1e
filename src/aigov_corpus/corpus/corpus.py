"""A corpus in Python: load it, filter it, show it in a notebook, and export it.

No other module of the package uses pandas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from html import escape
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigov_corpus.corpus.filters import Names, select_pairs
from aigov_corpus.corpus.opening import open_corpus
from aigov_corpus.corpus.statistics import count_pairs
from aigov_corpus.errors import AigovError
from aigov_corpus.records import Finding, Pair, Sentence
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.values import read_items, require_path

if TYPE_CHECKING:
    import pandas as pd

    from aigov_corpus.corpus.accepted import Accepted

_PROJECT = Path(__file__).resolve().parents[3]  # of a checkout: the directory above src
_SHOWN_ROWS = 20  # rows of the table in a notebook: about one screen

# Keys of datapackage.json that `Corpus.info` repeats.
_SHOWN_KEYS = ("name", "title", "description", "version", "licenses", "sources", "contributors")


class Corpus:
    """The pairs of one or more documents, and a description of each document.

    `len(corpus)` is the number of pairs. A loop over a corpus gets the pairs as records;
    `corpus.pairs()` returns them as a DataFrame.
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

        Raises:
            UsageError: an argument, or an item of one, is of another type.
        """
        self._pairs = tuple(read_items(pairs, name="pairs", of=Pair))
        self._packages = tuple(read_items(packages, name="packages", of=Mapping))
        self._load_sentences = load_sentences
        self._load_findings = load_findings
        self._load_accepted = load_accepted
        self.notes = tuple(read_items(notes, name="notes", of=str))
        """Sentences about the file that was loaded: its format, and what of it was left out."""

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
        `omitted` or `added`.

        Args:
            pairs: `(source, translation)` for each pair.
            src_lang: language code of the sources: `zh`, `en`, `zh-TW`, …
            tgt_lang: language code of the translations; one of the two languages is Chinese, and
                the other English.
            document: id of the document in the pairs.
            rendering: id of the rendering in the pairs.

        Raises:
            UsageError: an item is not two texts, or both are empty; or the languages are others.
        """
        from aigov_corpus.importing.given import Origin, choose_languages, make_pairs, read_list

        codes = choose_languages(src_lang, tgt_lang)
        return cls(make_pairs(read_list(pairs), Origin(*codes, document, rendering)))

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self._pairs)

    def __iter__(self) -> Iterator[Pair]:
        """Return an iterator over the pairs."""
        return iter(self._pairs)

    def __repr__(self) -> str:
        """Return the number of pairs and the ids of the documents."""
        documents = ", ".join(dict.fromkeys(pair.document for pair in self._pairs))
        return f"<Corpus: {len(self)} pairs of {documents or 'no document'}>"

    @property
    def info(self) -> dict[str, Any]:
        """Counts of the corpus, and facts about its documents.

        `documents` lists the title, version, licences and sources of each document. `counts` is the
        result of `count_pairs`.
        """
        documents = [
            {key: package[key] for key in _SHOWN_KEYS if key in package}
            for package in self._packages
        ]
        return {"documents": documents, "counts": count_pairs(self._pairs)}

    @checks_arguments
    def select(
        self,
        *,
        section: Names = None,
        principle: Names = None,
        status: Names = None,
        min_score: float | None = None,
        rendering: Names = None,
        finding: Names = None,
    ) -> Corpus:
        """Return a corpus of the pairs that pass all given filters.

        Args:
            section: paths of sections; `1` selects section 1 and all sections inside it, such as
                `1/2`. A whole number stands for its digits.
            principle: ids of principles; a pair passes if it has one of them.
            status: statuses, such as `auto` or `missing`.
            min_score: lowest score; pairs without a score do not pass.
            rendering: ids of renderings (English versions).
            finding: codes of checks; a pair passes if one of them found something in it.

        None does not filter, and an empty list selects no pair.

        Raises:
            UsageError: no pair has a name that a filter gives; the error lists those that occur.
        """
        chosen = select_pairs(
            self._pairs,
            section=section,
            principle=principle,
            status=status,
            min_score=min_score,
            rendering=rendering,
            finding=finding,
            findings=() if finding is None else self.load_findings(),
        )
        return Corpus(
            chosen,
            packages=self._packages,
            load_sentences=self._load_sentences,
            load_findings=self._load_findings,
            load_accepted=self._load_accepted,
            notes=self.notes,
        )

    @checks_arguments
    def pairs(
        self,
        *,
        section: Names = None,
        principle: Names = None,
        status: Names = None,
        min_score: float | None = None,
        rendering: Names = None,
    ) -> pd.DataFrame:
        """Return the pairs that pass all given filters as a DataFrame, in the order of the texts.

        There is one row for each pair. Ids and principles are lists of strings, the evidence is a
        list of dicts, and a missing score is NaN. The filters are the same as in `select`.
        """
        import pandas as pd

        from aigov_corpus.exporting.rows import COLUMNS, to_row

        chosen = self.select(
            section=section,
            principle=principle,
            status=status,
            min_score=min_score,
            rendering=rendering,
        )
        frame = pd.DataFrame([to_row(pair) for pair in chosen], columns=list(COLUMNS))
        return frame.astype({"seq": "int64", "score": "float64"})

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

        known = self._load_sentences() if self._load_sentences else ()
        known = read_items(known, name="the result of load_sentences", of=Sentence)
        pair_ids = {pair.pair_id for pair in self._pairs}
        rows = [asdict(sentence) for sentence in known if sentence.pair_id in pair_ids]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @checks_arguments
    def check(
        self, *, only: str | Sequence[str] | None = None, with_accepted: bool = False
    ) -> pd.DataFrame:
        """Check the renderings, and return the findings as a DataFrame, in the order of the texts.

        There is one row for each finding; `corpus.findings.COLUMNS` says what the columns hold.
        `zh[start:end]` or `en[start:end]` of the pair, by `side`, is the place to correct.

        Args:
            only: code of a check, or several; None for all checks.
            with_accepted: whether findings that a person has accepted are among them.

        Raises:
            UnknownNameError: there is no such check; the error lists all.
        """
        import pandas as pd

        from aigov_corpus.corpus.findings import COLUMNS, to_rows

        found, accepted = self.find(only=only)
        kept = found + accepted if with_accepted else found
        frame = pd.DataFrame(to_rows(kept, self._pairs), columns=list(COLUMNS))
        whole = ("start", "end", "other_start", "other_end")
        return frame.astype(dict.fromkeys(whole, "int64") | {"score": "float64"})

    @checks_arguments
    def find(
        self, *, only: str | Sequence[str] | None = None
    ) -> tuple[list[Finding], list[Finding]]:
        """Check the renderings; return the new findings, and those that a person has accepted.

        Args:
            only: code of a check, or several; None for all checks.

        Raises:
            UnknownNameError: there is no such check; the error lists all.
        """
        from aigov_corpus.checking import check_pairs
        from aigov_corpus.corpus.accepted import split_accepted

        codes = (only,) if isinstance(only, str) else only
        if codes is not None:
            codes = read_items(codes, name="only", of=str)
        findings = check_pairs(self._pairs, only=codes)
        accepted = self._load_accepted() if self._load_accepted else ()
        return split_accepted(findings, self._pairs, accepted)

    @checks_arguments
    def renderings_of(self, phrase: str, *, by: str | None = None) -> pd.DataFrame:
        """Return how a Chinese or English phrase is rendered, the most frequent rendering first.

        `corpus.terms.RENDERING_COLUMNS` says what the columns hold. Renderings that differ in case
        or ending alone count as one. Places where no words render the phrase have an empty text.

        Args:
            phrase: any phrase, such as 安全可控 or `digital infrastructure`; it needs no list.
            by: `rendering`, `section` or `document`, to count for each of them apart.

        Raises:
            UsageError: the phrase is empty, or `by` is none of these.
            NothingToDoError: no pair with both texts has the phrase.
        """
        import pandas as pd

        from aigov_corpus.corpus.terms import RENDERING_COLUMNS, rows_of_renderings

        rows = rows_of_renderings(self._pairs, phrase, by=by)
        columns = [by] if by else []
        return pd.DataFrame(rows, columns=[*columns, *RENDERING_COLUMNS])

    @checks_arguments
    def terms(self, *, min_count: int = 3) -> pd.DataFrame:
        """Return Chinese terms of the corpus with their renderings, the best candidates first.

        `corpus.terms.TERM_COLUMNS` says what the columns hold.

        Args:
            min_count: how often a term occurs, at least.

        Raises:
            UsageError: `min_count` is less than 1.
        """
        import pandas as pd

        from aigov_corpus.corpus.terms import TERM_COLUMNS, rows_of_terms

        rows = rows_of_terms(self._pairs, min_count=min_count)
        return pd.DataFrame(rows, columns=list(TERM_COLUMNS))

    def load_findings(self) -> list[Finding]:
        """Return what the checks found when the corpus was built, without what was accepted.

        If that is not known, the checks are run. Findings about other pairs are left out.
        """
        from aigov_corpus.corpus.accepted import split_accepted
        from aigov_corpus.corpus.findings import spans_of

        stored = self._load_findings() if self._load_findings else None
        if stored is None:
            return self.find()[0]
        pair_ids = {pair.pair_id for pair in self._pairs}
        known = [one for one in stored if spans_of(one)[0].pair_id in pair_ids]
        accepted = self._load_accepted() if self._load_accepted else ()
        return split_accepted(known, self._pairs, accepted)[0]

    @checks_arguments
    def export(self, format: str, path: str | Path, **options: Any) -> list[Path]:
        """Write the corpus in a format; return the files that were written.

        Args:
            format: name of the format: `tmx`, `csv`, `xlsx`, `jsonl`, `parquet`, `xces`, `moses`,
                or that of a plug-in.
            path: the file; for a format of several files, the part that their names have in common.
            options: options of the format: `dialect="excel"` (csv), `profile="omegat"` (tmx), …

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
            load_sentences=self._load_sentences,
            load_findings=self.load_findings,
            **options,
        )
        return list(exported.files)

    def _repr_html_(self) -> str:
        """Return the first pairs as an HTML table for a notebook.

        All text is escaped, there is no script, and the cells with texts state their language.
        """
        titles = ("§", "中文", "English", "bead", "score", "status")
        head = "".join(f"<th>{title}</th>" for title in titles)
        rows = "".join(_html_row(pair) for pair in self._pairs[:_SHOWN_ROWS])
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        more = len(self) - _SHOWN_ROWS
        if more > 0:
            table += f"<p>… and {more} more; corpus.pairs() returns all of them as a DataFrame</p>"
        return f"<p>{escape(repr(self))}</p>{table}"


def _html_row(pair: Pair) -> str:
    """Return a pair as one row of an HTML table."""
    score = "" if pair.score is None else f"{pair.score:.2f}"
    cells = [
        f"<td>{escape(pair.section)}</td>",
        f'<td lang="{escape(pair.language_zh)}" style="text-align:left">{escape(pair.zh)}</td>',
        f'<td lang="{escape(pair.language_en)}" style="text-align:left">{escape(pair.en)}</td>',
        *(f"<td>{escape(text)}</td>" for text in (pair.bead, score, pair.status)),
    ]
    return f"<tr>{''.join(cells)}</tr>"


@checks_arguments
def load(
    path: str | Path | None = None,
    *,
    unchecked: bool = False,
    reviewed: bool = True,
    src_lang: str | None = None,
    tgt_lang: str | None = None,
) -> Corpus:
    """Load a corpus from disk, or a file of texts that somebody has aligned.

    A file may be TMX, XLIFF (1.2 or 2), XLSX, CSV, TSV, JSON Lines or Parquet. Its content decides
    about the format. Its pairs keep their order and their texts; those of an export of this package
    keep their ids, scores, statuses and principles too. `corpus.notes` says what was left out.

    Args:
        path: a directory of document directories, such as `data/aligned`; one document directory;
            a file; or None for the corpus that comes with the package.
        unchecked: True to load tables that were changed on purpose. Otherwise each table must have
            the SHA-256 that datapackage.json has for it.
        reviewed: whether the pairs are as reviewers left them; False for those of the last build.
        src_lang: for a file, the language code of the sources, `zh`, `en` or one that the file
            names, such as `zh-TW`; None to find it.
        tgt_lang: the same for the translations.

    Raises:
        InvalidInputError: there is no corpus at `path`, or one of its files cannot be read or is
            not the one that datapackage.json describes.
        UsageError: the languages are not Chinese and English, or the file has none of that code.
        AigovError: the package was installed without a corpus.
    """
    if path is not None:
        from aigov_corpus.importing.given import read_languages

        wanted = read_languages(src_lang, tgt_lang)
        stored = open_corpus(path, unchecked=unchecked, reviewed=reviewed, wanted=wanted)
        return Corpus(
            stored.pairs,
            packages=stored.load_descriptions(),
            load_sentences=stored.load_sentences,
            load_findings=stored.load_findings,
            load_accepted=stored.load_accepted,
            notes=stored.notes,
        )
    bundled = files("aigov_corpus") / "data" / "aligned"
    if bundled.is_dir():
        with as_file(bundled) as folder:
            return load(folder, reviewed=reviewed)
    checkout = _PROJECT / "data" / "aligned"  # of an editable installation
    if checkout.is_dir():
        return load(checkout, reviewed=reviewed)
    raise AigovError(
        "no corpus came with this installation of aigov-corpus",
        remedy="build one with  aigov-corpus build,  and give its path",
    )
