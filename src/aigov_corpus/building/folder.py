"""Write two aligned texts as a document of a corpus, as a build does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from aigov_corpus import patterns as re
from aigov_corpus.building.fingerprint import step_versions
from aigov_corpus.building.one_document import describe_pairs
from aigov_corpus.building.two_texts import TaggedPairs, TwoTexts
from aigov_corpus.checking import check_pairs
from aigov_corpus.config import Provenance
from aigov_corpus.corpus import writing
from aigov_corpus.corpus.datapackage import SourceText, describe_document
from aigov_corpus.errors import UsageError
from aigov_corpus.files.names import readable_name
from aigov_corpus.records import other_side

_NO_NAME = re.compile(r"[^\w.-]+")
"""Characters that the name of a document's directory does not have."""
_LONGEST_NAME = 150
"""Bytes of the longest id that is made of the name of a file: a file system takes names of 255, and
some names are made of an id, that of a rendering, and a suffix."""


def name_document(name: str) -> str:
    """Return the id of a document that is made from a file with this name, without its suffix."""
    whole = _NO_NAME.sub("-", readable_name(name)).encode()[:_LONGEST_NAME]
    return whole.decode(errors="ignore").strip("-.") or "document"


def write_folder(
    out: Path,
    texts: TwoTexts,
    units: TaggedPairs,
    *,
    encoder: str,
    progress: Callable[[str], None],
) -> Path:
    """Write a document into a corpus, in place of an earlier one of the same id.

    The corpus is not described by a corpus.toml, so `build` does not make it again.

    Args:
        out: directory of the corpus; it is made if it does not exist.
        texts: the two texts.
        units: their pairs and sentences.
        encoder: name and version of the encoder.
        progress: called with a few words if another build is waited for.

    Returns:
        The directory of the document.

    Raises:
        AigovError: it cannot be written, or holds files that no build wrote.
        UsageError: there is a document of that id, of files with other names.
    """
    from aigov_corpus.tagging import load_taxonomy

    first = units.pairs[0]
    directory = out / first.document
    documents = {
        texts.source_side: texts.src.document,
        other_side(texts.source_side): texts.tgt.document,
    }
    sources = [
        SourceText("zh", documents["zh"], Provenance()),
        SourceText(f"en/{first.rendering}", documents["en"], Provenance()),
    ]
    hashes = "+".join(document.sha256 for document in documents.values())
    title = documents["en"].title or documents["zh"].title or first.document
    facts = describe_document(
        first.document,
        title=title,
        description=describe_pairs(title, units.pairs, "sentence"),
        texts=sources,
        sentences=units.sentences,
        taxonomy=load_taxonomy(None).signature,
    )
    files = " and ".join(Path(name).name for name in texts.names)
    with writing.lock_corpus(out, progress=progress):
        _refuse_others(directory, files)
        writing.write_document(
            directory,
            units.pairs,
            units.sentences,
            check_pairs(units.pairs),
            facts=facts,
            fingerprint={
                **step_versions(),
                "encoder": encoder,
                "sources": hashlib.sha256(hashes.encode()).hexdigest(),
                "settings": "align",
                "files": files,
            },
        )
    return directory


def _refuse_others(directory: Path, files: str) -> None:
    """Raise a `UsageError` if a document was made of files with other names than these."""
    earlier = writing.read_inputs(directory).get("files", files)
    if earlier != files:
        raise UsageError(
            f"it is the alignment of {earlier}, which that of {files} would replace: both names "
            "give the same id",
            source=directory,
            remedy="name another directory with  --out, or rename the files",
        )
