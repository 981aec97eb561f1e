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
    """Number of its pairs."""
    status: dict[str, int] = field(default_factory=dict)
    """Number of its pairs by their status."""
    new_ids: int = 0
    """Number of its pairs whose id the earlier build did not have."""
    gone_ids: int = 0
    """Number of pairs of the earlier build whose id is not there any more."""
    warnings: tuple[str, ...] = ()
    """What a person should check."""
    error: str = ""
    """Why the document could not be built; empty if it could."""
    exit_code: int = 0
    """Exit code of that error; 0 if there is none."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did with each document of the corpus."""

    documents: tuple[DocumentReport, ...]

    @property
    def exit_code(self) -> int:
        """Exit code of the first document that failed; 0 if none did."""
        return next((document.exit_code for document in self.documents if document.exit_code), 0)
