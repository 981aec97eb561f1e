"""Load a corpus: from one place or several, or the one that comes with the package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import as_file, files
from os import PathLike
from pathlib import Path

from aigov_corpus.corpus.corpus import Corpus
from aigov_corpus.corpus.opening import open_corpus
from aigov_corpus.errors import AigovError, UsageError
from aigov_corpus.importing.given import read_languages
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.values import require_path

_PROJECT = Path(__file__).resolve().parents[3]  # of a checkout: the directory above src


@checks_arguments
def load(
    path: str | Path | Iterable[str | Path] | None = None,
    *,
    unchecked: bool = False,
    reviewed: bool = True,
    src_lang: str | None = None,
    tgt_lang: str | None = None,
    having: str | None = None,
    contradicting: bool = False,
) -> Corpus:
    """Load a corpus from disk, or a file of texts that somebody has aligned.

    A file may be TMX, XLIFF (1.2 or 2), PO, XLSX, ODS, CSV, TSV, DOCX, JSON Lines, Parquet, XCES or
    Moses. Its content decides about the format. Its pairs keep their order and their texts; those
    of an export of this package keep their ids, scores, statuses and principles too. `corpus.notes`
    says what was left out of a file, and `corpus.warnings` what was left out of a corpus before it
    was passed on.

    >>> import aigov_corpus as ac
    >>> ac.load().documents
    ['global-ai-governance-action-plan']

    Args:
        path: a directory of document directories, such as `data/aligned`; one document directory;
            a file; a list of these, which become one corpus; or None for the corpus that comes with
            the package.
        unchecked: True to load tables that were changed on purpose. Otherwise each table must have
            the SHA-256 that datapackage.json has for it.
        reviewed: whether the pairs are as reviewers left them; False for those of the last build.
        src_lang: for a file, the language code of the sources, `zh`, `en` or one that the file
            names, such as `zh-TW`; None to find it.
        tgt_lang: the same for the translations.
        having: a Chinese or English phrase; only pairs with it are loaded. In a corpus of a million
            pairs that takes a second in place of minutes.
        contradicting: True to load only pairs that share their Chinese or English text with another
            pair whose counterpart differs. `check` finds in them all that the checks
            `consistency-source` and `consistency-target` find in the whole corpus, and of an
            archive the other pairs are never in memory.

    Raises:
        InvalidInputError: there is no corpus at `path`, or one of its files cannot be read or is
            not the one that datapackage.json describes.
        UsageError: the languages are not Chinese and English, or the file has none of that code; or
            two places have a pair of one id with different texts.
        AigovError: the package was installed without a corpus.
    """
    phrase = "" if having is None else having.strip()
    if having is not None and not phrase:
        raise UsageError("having is empty", remedy="give a phrase, or None for all pairs")
    if path is None:
        return _load_bundled(reviewed=reviewed, having=having, contradicting=contradicting)
    wanted = read_languages(src_lang, tgt_lang)
    loaded = [
        _load_one(
            one,
            unchecked=unchecked,
            reviewed=reviewed,
            wanted=wanted,
            having=phrase,
            contradicting=contradicting,
        )
        for one in _read_paths(path)
    ]
    return sum(loaded[1:], loaded[0])


def _read_paths(path: object) -> list[Path]:
    """Return the paths that a caller passed: one, or an iterable of them."""
    if isinstance(path, (str, bytes, bytearray, Mapping, PathLike)) or not isinstance(
        path, Iterable
    ):
        return [require_path(path, name="path")]
    if hasattr(path, "columns"):
        raise UsageError(
            f"path is a {type(path).__name__}, which is no path",
            remedy='pass two of its columns to Corpus.from_pairs: zip(table["zh"], table["en"])',
        )
    paths = [require_path(one, name=f"path[{index}]") for index, one in enumerate(path)]
    if not paths:
        raise UsageError("path is an empty list", remedy="give a path, or None")
    return paths


def _load_one(
    path: Path,
    *,
    unchecked: bool,
    reviewed: bool,
    wanted: tuple[str, ...],
    having: str,
    contradicting: bool,
) -> Corpus:
    """Return the corpus at one path, its pairs with a phrase, or those that contradict others."""
    stored = open_corpus(
        path,
        unchecked=unchecked,
        reviewed=reviewed,
        wanted=wanted,
        having=having,
        contradicting=contradicting and not having,
    )
    pairs = stored.pairs
    if having:
        from aigov_corpus.research.concordance import has_phrase

        pairs = has_phrase(pairs, having)
    if contradicting:
        from aigov_corpus.checking.consistency import keep_contradicting

        pairs = keep_contradicting(pairs)
    return Corpus(
        pairs,
        packages=stored.load_descriptions(),
        load_sentences=stored.load_sentences,
        load_findings=stored.load_findings,
        load_accepted=stored.load_accepted,
        notes=stored.notes,
        warnings=stored.warnings,
    )


def _load_bundled(*, reviewed: bool, having: str | None, contradicting: bool) -> Corpus:
    """Return the corpus that comes with the package."""
    bundled = files("aigov_corpus") / "data" / "aligned"
    if bundled.is_dir():
        with as_file(bundled) as folder:
            return load(folder, reviewed=reviewed, having=having, contradicting=contradicting)
    checkout = _PROJECT / "data" / "aligned"  # of an editable installation
    if checkout.is_dir():
        return load(checkout, reviewed=reviewed, having=having, contradicting=contradicting)
    raise AigovError(
        "no corpus came with this installation of aigov-corpus",
        remedy="build one with  aigov-corpus build,  and give its path",
    )
