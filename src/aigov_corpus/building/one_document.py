"""Build one document of a corpus, from its sources to its directory.

sources ─ extract ─ segment ─ match ─ align ─ tag ─ pairs ─ store

A document needs nothing of the other documents, so any process can build it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigov_corpus.building.fingerprint import Fingerprint, take_fingerprint
from aigov_corpus.building.reports import DocumentReport
from aigov_corpus.building.sources import DocumentSources, read_sources
from aigov_corpus.building.texts import extract_texts, segment_text, text_warnings
from aigov_corpus.checking import check_pairs
from aigov_corpus.config import Config, DocumentConfig, Granularity, Rendering
from aigov_corpus.corpus import store, writing
from aigov_corpus.corpus.accepted import ACCEPTED, read_accepted, split_accepted
from aigov_corpus.corpus.datapackage import SourceText, describe_document
from aigov_corpus.embedding.threads import limit_matrix_threads
from aigov_corpus.errors import AigovError, MismatchError
from aigov_corpus.protocols import Encoder
from aigov_corpus.records import Finding, Pair, Segmented, Sentence, is_doubtful
from aigov_corpus.text.counting import counted

if TYPE_CHECKING:
    from aigov_corpus.tagging import Taxonomy


@dataclass(slots=True)
class _Units:
    """Pairs, sentences and warnings from aligning one or more renderings of a document."""

    pairs: list[Pair] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    """The sentences of the pairs."""
    warnings: list[str] = field(default_factory=list)
    """Sentences about things that a person should check."""

    def add(self, other: _Units) -> None:
        """Append the pairs, sentences and warnings of another rendering."""
        self.pairs.extend(other.pairs)
        self.sentences.extend(other.sentences)
        self.warnings.extend(other.warnings)


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """The settings that all documents of one build share."""

    config: Config
    out: Path
    encoder: Encoder
    taxonomy: Taxonomy
    force: bool
    show: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document whose sources were read."""

    sources: DocumentSources
    fingerprint: Fingerprint
    """All that the built files depend on."""


def read_document_sources(document: DocumentConfig, settings: BuildSettings) -> ReadDocument:
    """Read the sources of a document, and take its fingerprint.

    Raises:
        AigovError: a source cannot be read.
    """
    sources = read_sources(document, settings.config)
    fingerprint = take_fingerprint(
        sources,
        taxonomy=settings.taxonomy,
        encoder=settings.encoder.id,
        keep=settings.config.keep,
        granularity=settings.config.granularity,
        release=settings.config.release,
    )
    return ReadDocument(sources, fingerprint)


def build_document(
    document: DocumentConfig, settings: BuildSettings, *, read: ReadDocument | None = None
) -> DocumentReport:
    """Build one document and return its report; an error does not stop the build.

    Args:
        document: the document.
        settings: settings of the build.
        read: the sources of the document, if the caller has read them already.
    """
    try:
        return _build_or_skip(document, settings, read)
    except AigovError as error:
        message, exit_code = str(error), error.exit_code
    except ValueError as error:
        # a record that must hold something does not: a mistake of ours, in this document only
        message, exit_code = f"{error}; this is a mistake of aigov-corpus, please report it", 1
    return DocumentReport(
        document.id,
        "failed",
        str(settings.out / document.id),
        error=message,
        exit_code=exit_code,
    )


def _build_or_skip(
    document: DocumentConfig, settings: BuildSettings, read: ReadDocument | None
) -> DocumentReport:
    """Read, align and store one document, or skip it if it is unchanged; return its report."""
    directory = settings.out / document.id
    settings.show(f"{document.id}: reading")
    read = read or read_document_sources(document, settings)
    sources, fingerprint = read.sources, read.fingerprint
    if not settings.force and writing.is_current(directory, fingerprint):
        pairs = store.load_pairs(directory, reviewed=False)
        findings = store.load_findings(directory) or ()
        report = _report("unchanged", directory, pairs, findings)
        return replace(report, warnings=tuple(sources.warnings()))
    texts = extract_texts(sources, keep=settings.config.keep)
    with limit_matrix_threads():  # once: to set a limit takes a millisecond, and many steps need it
        units = _align_renderings(sources, texts, settings)
        pairs = units.pairs
        settings.show(f"{document.id}: checking")
        findings = check_pairs(pairs)
    earlier_ids = store.load_ids(directory)
    report = _report("built", directory, pairs, findings)
    settings.show(f"{document.id}: writing")
    facts = _describe(document, units, texts, settings)
    writing.write_document(
        directory, pairs, units.sentences, findings, facts=facts, fingerprint=fingerprint
    )
    ids = {pair.pair_id for pair in pairs}
    return replace(
        report,
        left_out=sum(
            len("".join(piece.text.split())) for text in texts for piece in text.document.left_out
        ),
        reasons=tuple(
            dict.fromkeys(piece.reason for text in texts for piece in text.document.left_out)
        ),
        kept=_count_kept(texts),
        new_ids=len(ids - earlier_ids),
        gone_ids=len(earlier_ids - ids),
        warnings=tuple(dict.fromkeys(units.warnings)),
    )


def _describe(
    document: DocumentConfig, units: _Units, texts: Sequence[SourceText], settings: BuildSettings
) -> dict[str, Any]:
    """Return what the description of a document says besides its tables."""
    name = document.title_zh or document.id
    return describe_document(
        document.id,
        title=document.title_en or name,
        description=describe_pairs(name, units.pairs, settings.config.granularity),
        texts=texts,
        sentences=units.sentences,
        taxonomy=settings.taxonomy.signature,
        release=settings.config.release,
        titles={"zh": document.title_zh, "en": document.title_en}
        | {f"en/{one.id}": one.title for one in document.renderings if one.title},
    )


def _report(
    state: str, directory: Path, pairs: Sequence[Pair], findings: Iterable[Finding]
) -> DocumentReport:
    """Return the report about a document with these pairs and findings."""
    return DocumentReport(
        directory.name,
        state,
        str(directory),
        len(pairs),
        _count_status(pairs),
        doubtful=sum(is_doubtful(pair.score) for pair in pairs),
        findings=_count_new(findings, pairs, directory),
    )


def _align_renderings(
    sources: DocumentSources, texts: Sequence[SourceText], settings: BuildSettings
) -> _Units:
    """Return the pairs, sentences and warnings of all renderings of a document."""
    document = sources.document
    chinese, *english = texts
    zh = segment_text(chinese.document, document.zh.name)
    units = _Units(warnings=sources.warnings() + text_warnings(document.zh, chinese))
    for rendering, text in zip(document.renderings, english, strict=True):
        settings.show(f"{document.id}: aligning {rendering.id}")
        units.add(_align_rendering(document, rendering, zh, text, settings))
        units.warnings.extend(text_warnings(rendering.en, text))
    return units


def _align_rendering(
    document: DocumentConfig,
    rendering: Rendering,
    zh: Segmented,
    text: SourceText,
    settings: BuildSettings,
) -> _Units:
    """Return the pairs and sentences of one rendering.

    Its warnings are signs that the two texts do not belong together.
    """
    from aigov_corpus.building.pairs import make_pairs
    from aigov_corpus.building.sentences import list_sentences
    from aigov_corpus.building.versions import align_versions

    def show_share(step: str, share: float) -> None:
        settings.show(f"{document.id}: {step} {rendering.id}, {share:.0%}")

    try:
        aligned = align_versions(
            zh,
            segment_text(text.document, rendering.en.name),
            encoder=settings.encoder,
            force=rendering.belongs,
            progress=show_share,
        )
    except MismatchError as error:
        raise error.with_fields(
            source=settings.config.path,
            place=f"rendering '{rendering.id}'",
            remedy=f"{error.remedy}, or add  belongs = true  to this rendering",
        ) from error
    doubts = [
        f"{rendering.id}: {sign}; check that both are the same document"
        for sign in aligned.warnings()
    ]
    pairs = make_pairs(
        aligned,
        document=document.id,
        rendering=rendering.id,
        taxonomy=settings.taxonomy,
        licence_en=text.provenance.licence,
    )
    sentences = list_sentences(aligned.match, pairs)
    if settings.config.granularity == "clause":
        from aigov_corpus.clauses import cut_units

        pairs, sentences = cut_units(pairs, sentences)
    return _Units(pairs, sentences, doubts)


def _count_status(pairs: Iterable[Pair]) -> dict[str, int]:
    """Return the number of pairs with each status, sorted by the name of the status."""
    return dict(sorted(Counter(pair.status for pair in pairs).items()))


def _count_kept(texts: Iterable[SourceText]) -> dict[str, int]:
    """Return the number of pieces of text that were kept for each reason, sorted by the reason."""
    kept: Counter[str] = Counter()
    for text in texts:
        kept.update(text.document.meta.get("kept", {}))
    return dict(sorted(kept.items()))


def _count_new(
    findings: Iterable[Finding], pairs: Sequence[Pair], directory: Path
) -> dict[str, int]:
    """Return the number of findings of each check that nobody has accepted, sorted by code."""
    new, _ = split_accepted(findings, pairs, read_accepted(directory / ACCEPTED))
    return dict(sorted(Counter(finding.code for finding in new).items()))


def describe_pairs(title: str, pairs: Sequence[Pair], granularity: Granularity) -> str:
    """Return one sentence that describes a document with this title and its pairs."""
    counts = ", ".join(f"{count} {status}" for status, count in _count_status(pairs).items())
    size = counted(len(pairs), "unit")
    return f"{title}, aligned {granularity} by {granularity}: {size} ({counts})."
