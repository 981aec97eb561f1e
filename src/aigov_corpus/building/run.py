"""Build a corpus: each document of corpus.toml into its directory in data/aligned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from aigov_corpus.building.one_document import BuildSettings, build_document
from aigov_corpus.building.reports import BuildReport, DocumentReport
from aigov_corpus.config import DEFAULT, GRANULARITIES, Config, Granularity, load_config
from aigov_corpus.corpus import writing
from aigov_corpus.corpus.datapackage import describe_release
from aigov_corpus.corpus.whole_corpus import describe_corpus
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.errors import ConfigError, NothingToDoError, UsageError
from aigov_corpus.extraction.keeping import require_kept
from aigov_corpus.protocols import Encoder, tell_nobody
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.values import read_items


@checks_arguments
def build(
    config: Config | str | Path = DEFAULT,
    *,
    out: str | Path | None = None,
    encoder: Encoder | str = "use",
    force: bool = False,
    keep: Sequence[str] = (),
    granularity: str | None = None,
    progress: Callable[[str], None] | None = None,
) -> BuildReport:
    """Build every document of a corpus, each into its own directory under `out`.

    If a document cannot be built, the report says why. Its files from an earlier build stay, and
    the other documents are built. A document is skipped if nothing that it is made of (its texts,
    settings, the encoder, the version of this package) has changed since the last build.

    Args:
        config: a configuration, or the path of a corpus.toml.
        out: directory of the built corpus; None for the one in the configuration.
        encoder: an encoder, or the name of one. If it is a name, its vectors are cached on disk.
        force: build all documents, even those that have not changed.
        keep: reasons for which text is left out of the sources, as `extract --left-out` lists them;
            pieces with one of them stay in the texts.
        granularity: `clause` to cut the units into clauses where both texts clearly agree, or
            `sentence`; None for what the configuration says.
        progress: called with a few words about each step that begins.

    Returns:
        What was done with each document, in the order of the configuration: `documents`.

    Raises:
        ConfigError: the configuration or the taxonomy is wrong.
        NothingToDoError: the configuration lists no documents.
        UnknownNameError: there is no such encoder.
        UsageError: `granularity` is neither of the two, or nothing was left out of any document for
            a reason to keep.
        AigovError: `out` cannot be written, or another build is working there.
    """
    from aigov_corpus.tagging import load_taxonomy

    # an unknown name is an error before any file is read
    loaded = cache_encoder(encoder) if isinstance(encoder, str) else encoder
    config = config if isinstance(config, Config) else load_config(config)
    reasons = (*config.keep, *read_items(keep, name="keep", of=str))
    config = replace(
        config,
        keep=tuple(dict.fromkeys(reasons)),
        granularity=config.granularity if granularity is None else _read_granularity(granularity),
    )
    if not config.documents:
        raise NothingToDoError(
            "it lists no document",
            source=config.path,
            remedy="add a [[document]] with id, zh and renderings",
        )
    changelog = _find_changelog(config)
    settings = BuildSettings(
        config=config,
        out=Path(out) if out is not None else config.out,
        taxonomy=load_taxonomy(config.taxonomy),
        encoder=loaded,
        force=force,
        show=progress or tell_nobody,
    )
    with writing.lock_corpus(settings.out, progress=settings.show):
        reports = [build_document(document, settings) for document in config.documents]
        _describe_whole(reports, settings, changelog)
    _check_kept(reports, config)
    return BuildReport(tuple(reports))


def _read_granularity(value: str) -> Granularity:
    """Return the granularity of that name."""
    for known in GRANULARITIES:
        if value == known:
            return known
    raise UsageError(
        f"granularity is '{value}'", remedy=f"choose one of {', '.join(GRANULARITIES)}"
    )


def _find_changelog(config: Config) -> Path | None:
    """Return the path of the changelog of the data; None if corpus.toml names none.

    Raises:
        ConfigError: there is no such file.
    """
    if not config.release.changelog:
        return None
    changelog = config.path.resolve().parent / config.release.changelog
    if not changelog.is_file():
        raise ConfigError(
            f"there is no file {changelog}",
            source=config.path,
            place="corpus.changelog",
            remedy="write it, or take this key out",
        )
    return changelog


def _describe_whole(
    reports: Sequence[DocumentReport], settings: BuildSettings, changelog: Path | None
) -> None:
    """Write the files that describe the whole corpus, if a document was built.

    A document that failed is not part of it: nothing is known of its files.
    """
    whole = [report for report in reports if not report.error]
    if not whole:
        return
    settings.show("describing the corpus")
    describe_corpus(
        settings.out,
        [report.id for report in whole],
        stated=describe_release(settings.config.release),
        pairs=sum(report.pairs for report in whole),
        changelog=changelog,
    )


def _check_kept(reports: Sequence[DocumentReport], config: Config) -> None:
    """Raise a `UsageError` if no text of any document was left out for a reason to keep.

    Documents that were not read anew, or failed, may have such text.
    """
    if any(report.state != "built" for report in reports):
        return
    kept = {reason for report in reports for reason in report.kept}
    others = {reason for report in reports for reason in report.reasons}
    require_kept(config.keep, kept, others, source=config.path, option="keep")
