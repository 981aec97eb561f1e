"""Methods of a corpus for people who annotate: tables for them, their marks, and agreement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Self

from aigov_corpus.corpus.part import CorpusPart
from aigov_corpus.errors import UnknownNameError, UsageError
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.values import read_items, require_path

if TYPE_CHECKING:
    import pandas as pd

    from aigov_corpus.research.annotation import Annotation

AUTO = "auto"
"""Name of the tags that the corpus has, of the machine or of a review."""


class Annotating(CorpusPart):
    """The part of a corpus that knows what annotators have marked."""

    @checks_arguments
    def to_annotation(
        self, path: str | Path, *, principles: str | Iterable[str] | None = None
    ) -> Path:
        """Write a table in which a person marks the principles of each pair; return its path.

        The person writes `x` into the column of each principle that a row expresses, or into the
        column `none`. The tags of the machine are not shown.

        Args:
            path: the file; its name ends with `.xlsx` or `.csv`.
            principles: ids of the principles to mark; None for those of the taxonomy.

        Raises:
            UsageError: the name ends otherwise, or a principle has the name of another column.
            NothingToDoError: there are no pairs.
            AigovError: the file cannot be written.
        """
        from aigov_corpus.research.annotation import write_annotation

        names = [principles] if isinstance(principles, str) else principles
        if names is not None:
            names = read_items(names, name="principles", of=str)
        return write_annotation(self._pairs, require_path(path, name="path"), principles=names)

    @checks_arguments
    def with_annotations(self, path: str | Path, *, by: str) -> Self:
        """Return a corpus that knows what a person has marked; `notes` says what fits no more.

        A row belongs to the pair of its id. If no pair has this id any more, because the text was
        aligned anew, it belongs to a pair with the same two texts.

        Args:
            path: a file that `to_annotation` wrote and a person has filled.
            by: a name for the annotation, for `agreement`.

        Raises:
            UsageError: the name is empty or `auto`.
            InvalidInputError: the file cannot be read, or a cell is no mark; the error names it.
        """
        from aigov_corpus.research.annotation import read_annotation

        if by == AUTO or not by.strip():
            raise UsageError(
                f"by is '{by}', which is no name for an annotator",
                remedy=f"give a name; '{AUTO}' are the tags of the corpus itself",
            )
        known = {name for pair in self._pairs for name in pair.principles}
        annotation, notes = read_annotation(
            require_path(path, name="path"), self._pairs, known=known
        )
        return self._derive(
            self._pairs,
            annotations={**self.annotations, by: annotation},
            notes=(*self.notes, *notes),
        )

    @checks_arguments
    def agreement(self, first: str, second: str = AUTO) -> pd.DataFrame:
        """Return how far two annotations of the same pairs agree, with intervals of 95 %.

        There is a row for each principle, and one (`all`) for all of them. The columns are
        `principle`; `units`, the pairs that both have annotated; `both`, `only_first` and
        `only_second`, how many of these have the principle in both annotations or in one;
        `precision`, the share of what `second` marks that `first` marks too; `recall`, the share of
        what `first` marks that `second` marks too; and Cohen's `kappa` (1 is full agreement, 0 what
        chance would bring). Names that end in `_low` and `_high` are the bounds.

        Args:
            first: the name of an annotation; `auto` are the tags of the corpus itself.
            second: the name of another one.

        Raises:
            UnknownNameError: there is no such annotation.
            NothingToDoError: no pair is annotated by both.
        """
        import pandas as pd

        from aigov_corpus.research.agreement import AgreementRow, measure_agreement

        for name in (first, second):
            if name != AUTO and name not in self.annotations:
                raise UnknownNameError("annotation", name, (AUTO, *self.annotations))
        chosen = [self._marks(first), self._marks(second)]
        # the machine could have marked whatever a person could
        named = zip((first, second), chosen, strict=True)
        limits = [one.principles for name, one in named if name != AUTO]
        limits = limits or [chosen[0].principles]
        principles = [name for name in limits[0] if all(name in names for names in limits)]
        rows = measure_agreement(chosen[0].marks, chosen[1].marks, principles=principles)
        columns = [field.name for field in fields(AgreementRow)]
        return pd.DataFrame([asdict(row) for row in rows], columns=columns)

    def _marks(self, name: str) -> Annotation:
        """Return an annotation by its name."""
        from aigov_corpus.research.annotation import Annotation

        if name != AUTO:
            return self.annotations[name]
        marks = {pair.pair_id: frozenset(pair.principles) for pair in self._pairs}
        return Annotation(marks, tuple(sorted(frozenset().union(*marks.values()))))

    @checks_arguments
    def tag(self, *, taxonomy: str | Path | None = None) -> Self:
        """Return a corpus with the principles of a taxonomy in place of those that it has.

        Args:
            taxonomy: a TOML file (docs/annotation-guideline.md); None for the taxonomy of this
                package.

        Raises:
            ConfigError: the file cannot be read, or is no taxonomy.
        """
        from aigov_corpus.research.tagging import tag_pairs

        path = None if taxonomy is None else require_path(taxonomy, name="taxonomy")
        return self._derive(tag_pairs(self._pairs, taxonomy=path))
