"""Build a corpus: each document of corpus.toml into its directory in data/aligned."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.building.one_document import BuildSettings, Progress, build_document
from aigov_corpus.building.reports import BuildReport
from aigov_corpus.config import DEFAULT, Config, load_config
from aigov_corpus.corpus import writing
from aigov_corpus.errors import NothingToDoError
from aigov_corpus.text.arguments import checks_arguments

if TYPE_CHECKING:
    from aigov_corpus.protocols import Encoder


@checks_arguments
def build(
    config: Config | str | Path = DEFAULT,
    *,
    out: str | Path | None = None,
    encoder: Encoder | str = "use",
    force: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Build every document of a corpus, each into its own directory under `out`.

    If a document cannot be built, the report says why. Its files from an earlier build stay, and
    the other documents are built. A document is skipped if its fingerprint has not changed since
    the last build (`building.fingerprint`).

    Args:
        config: a configuration, or the path of a corpus.toml.
        out: directory of the built corpus; None for the one in the configuration.
        encoder: an encoder, or the name of one. If it is a name, its vectors are cached on disk.
        force: build all documents, even those that have not changed.
        progress: called with a few words about each step that begins.

    Raises:
        ConfigError: the configuration or the taxonomy is wrong.
        NothingToDoError: the configuration lists no documents.
        UnknownNameError: there is no such encoder.
        AigovError: `out` cannot be written, or another build is working there.
    """
    from aigov_corpus.embedding import cache_encoder
    from aigov_corpus.tagging import load_taxonomy

    # an unknown name is an error before any file is read
    loaded = cache_encoder(encoder) if isinstance(encoder, str) else encoder
    config = config if isinstance(config, Config) else load_config(config)
    if not config.documents:
        raise NothingToDoError(
            "it lists no document",
            source=config.path,
            remedy="add a [[document]] with id, zh and renderings",
        )
    settings = BuildSettings(
        config=config,
        out=Path(out) if out is not None else config.out,
        taxonomy=load_taxonomy(config.taxonomy),
        encoder=loaded,
        force=force,
        show=progress or _show_nothing,
    )
    with writing.lock_corpus(settings.out, progress=settings.show):
        reports = [build_document(document, settings) for document in config.documents]
    return BuildReport(tuple(reports))


def _show_nothing(what: str) -> None:
    """Do nothing: the progress function of a build without one."""
