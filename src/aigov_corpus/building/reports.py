"""Reports: what a build did with each document."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What a build did with one document."""

    id: str
    """Id of the document."""
    state: str
    """`built`, `unchanged` or `failed`."""
    path: str
    """Directory of the document."""
    pairs: int = 0
    """Number of pairs of the document."""
    status: dict[str, int] = field(default_factory=dict)
    """Number of pairs of the document with each status."""
    new_ids: int = 0
    """Number of pairs whose id did not exist in the build before."""
    gone_ids: int = 0
    """Number of pairs of the build before whose id does not exist any more."""
    doubtful: int = 0
    """Number of pairs of both languages with a score below .5: as likely wrong as right."""
    left_out: int | None = None
    """Number of characters that reading left out, without white space; None if nothing was read."""
    reasons: tuple[str, ...] = ()
    """Reasons for which reading left text out."""
    kept: dict[str, int] = field(default_factory=dict)
    """Number of pieces of text that were kept, because the user wished so, for each reason."""
    findings: dict[str, int] = field(default_factory=dict)
    """Number of findings of each check, without those that a person has accepted."""
    warnings: tuple[str, ...] = ()
    """Sentences about things that a person should check."""
    error: str = ""
    """The reason why the document could not be built; empty if it could."""
    exit_code: int = 0
    """Exit code for that error; 0 if there is none."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did with each document of the corpus."""

    documents: tuple[DocumentReport, ...]

    @property
    def exit_code(self) -> int:
        """Exit code for the first document that failed; 0 if none failed."""
        return next((document.exit_code for document in self.documents if document.exit_code), 0)
