"""What a corpus tells about its renderings, as methods: findings, terms, differences.

They are here, and not in `corpus.corpus`, so that both files can be read at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.corpus.accepted import split_accepted
from aigov_corpus.corpus.filters import Names
from aigov_corpus.corpus.part import CorpusPart
from aigov_corpus.records import Finding
from aigov_corpus.termbases import Termbase, read_termbase
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.values import read_items

if TYPE_CHECKING:
    import pandas as pd

    from aigov_corpus.corpus.accepted import Accepted
    from aigov_corpus.protocols import Progress


class Renderings(CorpusPart):
    """The part of a corpus that checks its renderings, and shows how they differ."""

    @checks_arguments
    def check(
        self,
        *,
        only: str | Sequence[str] | None = None,
        with_accepted: bool = False,
        termbase: Termbase | str | Path | None = None,
        thorough: bool = False,
    ) -> pd.DataFrame:
        """Check the renderings, and return the findings as a DataFrame, in the order of the texts.

        There is one row for each finding; docs/schema.md tells the columns.
        `zh[start:end]` or `en[start:end]` of the pair, by `side`, is the place to correct.

        Args:
            only: code of a check, or several; None for all checks.
            with_accepted: whether findings that a person has accepted are among them.
            termbase: a termbase, its file, or `bundled`, for the checks `term` and
                `term-forbidden`, which are left out without one.
            thorough: whether both texts of each pair are read together by a network, which finds
                more clauses that were left out; it takes about five times as long as aligning.

        Raises:
            UnknownNameError: there is no such check; the error lists all.
            UsageError: `only` names a check that needs a termbase, and there is none.
            InvalidInputError: the termbase cannot be read.
        """
        import pandas as pd

        from aigov_corpus.corpus.findings import COLUMNS, to_rows

        found, accepted = self.find(only=only, termbase=termbase, thorough=thorough)
        kept = found + accepted if with_accepted else found
        frame = pd.DataFrame(to_rows(kept, self._pairs), columns=list(COLUMNS))
        whole = ("start", "end", "other_start", "other_end")
        return frame.astype(dict.fromkeys(whole, "int64") | {"score": "float64"})

    @checks_arguments
    def find(
        self,
        *,
        only: str | Sequence[str] | None = None,
        termbase: Termbase | str | Path | None = None,
        thorough: bool = False,
        progress: Progress | None = None,
    ) -> tuple[list[Finding], list[Finding]]:
        """Check the renderings; return the new findings, and those that a person has accepted.

        Args:
            only: code of a check, or several; None for all checks.
            termbase: a termbase, its file, or `bundled`; None for no checks of terms.
            thorough: as in `check`.
            progress: told about the close reading: what is being done, and which share is done.

        Raises:
            UnknownNameError: there is no such check; the error lists all.
            UsageError: `only` names a check that needs a termbase, and there is none.
            InvalidInputError: the termbase cannot be read.
        """
        from aigov_corpus.checking import check_pairs

        codes = (only,) if isinstance(only, str) else only
        if codes is not None:
            codes = read_items(codes, name="only", of=str)
        terms = None if termbase is None else read_termbase(termbase)
        findings = check_pairs(
            self._pairs, only=codes, terms=terms, thorough=thorough, progress=progress
        )
        return split_accepted(findings, self._pairs, self._list_accepted())

    def _list_accepted(self) -> Sequence[Accepted]:
        """Return the findings that a person has accepted."""
        load_accepted = self._background.load_accepted
        return load_accepted() if load_accepted else ()

    @checks_arguments
    def renderings_of(self, phrase: str, *, by: str | None = None) -> pd.DataFrame:
        """Return how a Chinese or English phrase is rendered, the most frequent rendering first.

        The columns are `text`, a rendering; `count` and `share`, how often it renders the phrase,
        and at which share of all places; `variants`, its other forms; and `pair_ids`. With `by`, a
        column of that name comes first. Renderings that differ in case or ending alone count as
        one. Places where no words render the phrase have an empty text.

        Args:
            phrase: any phrase, such as 安全可控 or `digital infrastructure`; it needs no list.
            by: `rendering`, `section` or `document`, to count for each of them apart.

        Raises:
            UsageError: the phrase is empty, or `by` is none of these.
            NothingToDoError: no pair with both texts has the phrase.
        """
        from aigov_corpus.corpus.frames import ShownFrame
        from aigov_corpus.corpus.terms import list_columns, rows_of_renderings
        from aigov_corpus.terms.renderings import side_of

        rows = rows_of_renderings(self._pairs, phrase, by=by)
        other = "en" if side_of(phrase) == "zh" else "zh"
        return ShownFrame.make(
            rows,
            list_columns(by),
            caption=f"renderings of {phrase}",
            languages={"text": other, "variants": other},
        )

    @checks_arguments
    def terms(
        self, *, min_count: int = 3, termbase: Termbase | str | Path | None = None
    ) -> pd.DataFrame:
        """Return Chinese terms of the corpus with their renderings, the best candidates first.

        The columns are `term`, in simplified characters; `count`, how often it occurs; `score`, the
        higher the likelier a term; `text`, its most frequent rendering, with `text_count`, `share`
        of all places, and `variants` (other forms); `others`, the other renderings with their
        counts; `termbase`, what a termbase says of the rendering (`allowed`, `forbidden`, `other`,
        or nothing); and `pair_ids`.

        Args:
            min_count: how often a term occurs, at least.
            termbase: a termbase, its file, or `bundled`: its terms are listed however rare they
                are, and a column says whether the most frequent rendering is an allowed one.

        Raises:
            UsageError: `min_count` is less than 1.
            InvalidInputError: the termbase cannot be read.
        """
        from aigov_corpus.corpus.frames import ShownFrame
        from aigov_corpus.corpus.terms import TERM_COLUMNS, rows_of_terms

        base = None if termbase is None else read_termbase(termbase)
        rows = rows_of_terms(self._pairs, min_count=min_count, termbase=base)
        languages = {"term": "zh", "text": "en", "others": "en"}
        return ShownFrame.make(rows, TERM_COLUMNS, caption="terms", languages=languages)

    @checks_arguments
    def compare(
        self,
        *,
        base: str | None = None,
        rendering: Names = None,
        section: Names = None,
        principle: Names = None,
        text: str | None = None,
        kind: Names = None,
        differing: bool = False,
    ) -> pd.DataFrame:
        """Return the renderings of each document side by side, as a DataFrame.

        There is one row for each Chinese unit, and a column `en:ID` for each rendering. The Chinese
        is never cut or put together for the sake of one rendering: English that belongs to several
        rows stands in the first of them. `differences` lists what differs in a row, each with its
        `kind` and a `message`. By rendering, `likeness` is the share of words that it has in common
        with the base, `together` names the rows that its sentence stands beside, if they are
        several, and `pair_ids` has the ids of the pairs.

        Args:
            base: id of the rendering with which each of the others is compared; None for the first.
            rendering: ids of the renderings to compare; None for all.
            section: paths of sections; a row passes if it is in one of them or inside it.
            principle: ids of principles; a row passes if one of its pairs has one of them.
            text: a regular expression that is found in the Chinese or in one of the renderings.
            kind: kinds of differences (`number`, `doubt`, `lacks`, `adds`, `moved`, `merged`,
                `term`, `word`); others are left out, and so are rows without one of these.
            differing: whether rows without a difference are left out.

        Raises:
            NothingToDoError: no document has two renderings.
            UnknownNameError: there is no such kind, or no rendering of the name in `base`.
            UsageError: no row has such a rendering, section or principle, or `text` is no regular
                expression.
        """
        from aigov_corpus.comparing.tables import list_columns, list_rows
        from aigov_corpus.corpus.comparing import compare_pairs
        from aigov_corpus.corpus.frames import ShownFrame

        compared = compare_pairs(
            self._pairs,
            accepted=self._list_accepted(),
            base=base,
            rendering=rendering,
            section=section,
            principle=principle,
            text=text,
            kind=kind,
            differing=differing,
        )
        columns = list_columns(compared)
        languages = {name: "en" for name in columns if name.startswith("en:")} | {"zh": "zh"}
        return ShownFrame.make(
            list(list_rows(compared)), columns, caption="renderings compared", languages=languages
        )

    def load_findings(self) -> list[Finding]:
        """Return what the checks found when the corpus was built, without what was accepted.

        If that is not known, the checks are run. Findings about other pairs are left out.
        """
        load_stored = self._background.load_findings
        stored = load_stored() if load_stored else None
        if stored is None:
            return self.find()[0]
        pair_ids = {pair.pair_id for pair in self._pairs}
        known = [one for one in stored if one.spans[0].pair_id in pair_ids]
        return split_accepted(known, self._pairs, self._list_accepted())[0]
