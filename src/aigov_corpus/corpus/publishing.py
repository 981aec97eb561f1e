"""The export `corpus`: a directory as `build` makes it, to be passed on, of all or of some pairs.

It has the pairs as reviewers left them. The text of renderings that may not be passed on can be
left out (`exporting.omitting`): `building.restoring` fills it in again from a copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from aigov_corpus.corpus.omitted import OMITTED_TEXTS
from aigov_corpus.corpus.statistics import find_granularity
from aigov_corpus.corpus.texts import measure_text
from aigov_corpus.corpus.whole_corpus import describe_corpus
from aigov_corpus.corpus.writing import new_corpus, write_document
from aigov_corpus.errors import AigovError, UsageError
from aigov_corpus.exporting.omitting import OmittedText, list_omitted, without_text, without_texts
from aigov_corpus.exporting.tally import Tally, require_written
from aigov_corpus.protocols import Format
from aigov_corpus.records import Finding, Pair, Sentence
from aigov_corpus.records.grouping import group_by
from aigov_corpus.text.counting import counted
from aigov_corpus.text.language_codes import base_language

_OF_FILES = ("id", "resources", "hash", "omitted", "granularity", OMITTED_TEXTS)
"""Keys of datapackage.json that are made anew."""
_OMITTED = "without the English text, which may not be passed on"
"""What is said of a pair that is written without its text."""


def export(
    pairs: Iterable[Pair],
    out: Path,
    *,
    sentences: Iterable[Sentence] = (),
    findings: Iterable[Finding] = (),
    packages: Sequence[Mapping[str, Any]] = (),
    omit_text: Sequence[str] = (),
    tally: Tally | None = None,
) -> list[Path]:
    """Write a directory with a directory for each document; return it.

    Args:
        pairs: the pairs to write.
        out: the directory; it must not exist yet, or be empty.
        sentences: all sentences of the documents; those of other pairs are ignored.
        findings: what the checks found in the pairs; those about texts that are left out are too.
        packages: the content of datapackage.json of each document.
        omit_text: ids of the renderings whose English text is left out.
        tally: counts what was written.

    Raises:
        UsageError: the pairs are not from a built corpus.
        NothingToDoError: there are no pairs.
        AigovError: the directory holds something, or cannot be written.
    """
    tally = Tally() if tally is None else tally
    known = {str(package["name"]): package for package in packages}
    documents = group_by(pairs, lambda pair: pair.document)
    _require_known(documents, known)
    _require_empty(out)
    rows = group_by(sentences, lambda sentence: sentence.document)
    found = list(findings)
    if documents:
        with new_corpus(out) as new:
            for name, own in documents.items():
                _write(new / name, own, rows.get(name, []), found, known[name], omit_text)
                tally.written += len(own)
                if omitted := sum(pair.rendering in omit_text and bool(pair.en) for pair in own):
                    tally.remarks[_OMITTED] += omitted
            stated = known[next(iter(documents))].get("partOf", {})
            describe_corpus(new, list(documents), stated=stated, pairs=tally.written)
    require_written(tally, out)
    return [out]


FORMAT = Format(
    export,
    title="a corpus to pass on",
    summary="passing a corpus on: a directory as build makes it, also without a text",
    takes_tally=True,
    takes_sentences=True,
    takes_findings=True,
    takes_packages=True,
    is_ids_enough=True,
)


def _require_known(documents: Iterable[str], known: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise a `UsageError` if nothing is known of a document."""
    for name in documents:
        if not known:
            raise UsageError(
                "the pairs come from a file or a list, which says nothing of the sources and "
                "licences of the texts, and a corpus to pass on names them",
                remedy="align the two texts with  --out DIR/  or build them from a corpus.toml, or "
                "choose another format",
            )
        if "sources" not in known.get(name, {}):
            raise UsageError(
                f"nothing is known of the texts of the document '{name}', because this version of "
                "aigov-corpus build  did not make it",
                remedy="build the corpus, or choose another format",
            )


def _require_empty(out: Path) -> None:
    """Raise an `AigovError` if the directory holds something."""
    try:
        is_empty = not out.exists() or (out.is_dir() and not any(out.iterdir()))
    except OSError as error:
        raise AigovError(
            f"it cannot be read ({error.strerror})", source=out, remedy="choose another place"
        ) from error
    if not is_empty:
        raise AigovError(
            "there is something already", source=out, remedy="name a directory that is new or empty"
        )


def _write(
    directory: Path,
    pairs: Sequence[Pair],
    sentences: Sequence[Sentence],
    findings: Iterable[Finding],
    package: Mapping[str, Any],
    omit_text: Sequence[str],
) -> None:
    """Write one document."""
    ids = {pair.pair_id for pair in pairs}
    renderings = {pair.rendering for pair in pairs}
    own = [
        each
        for each in sentences
        if each.pair_id in ids or (not each.pair_id and each.rendering in renderings)
    ]
    left_out = {name for name in omit_text if name in renderings}
    before = _left_out_before(package, pairs, own)
    facts = _describe(package, pairs, own, renderings)
    now = left_out - {each.rendering for each in before}
    omitted = [*before, *list_omitted(pairs, own, now)]
    without = {each.rendering for each in omitted} | left_out
    if without:
        facts["omitted"] = sorted(without)
    with_text = {pair.pair_id for pair in pairs if pair.rendering not in without}
    write_document(
        directory,
        [without_text(pair, left_out) for pair in pairs],
        [without_texts(each, left_out) for each in own],
        [
            finding
            for finding in findings
            if {place.pair_id for place in finding.spans} <= with_text
        ],
        facts=facts,
        fingerprint={"settings": "export"},
        omitted=omitted,
    )


def _left_out_before(
    package: Mapping[str, Any], pairs: Iterable[Pair], sentences: Iterable[Sentence]
) -> list[OmittedText]:
    """Return what was left out of a document before, as far as it belongs to these pairs."""
    listed = list(pairs)
    kept = {
        "block": {
            (each.rendering, str(each.block))
            for each in sentences
            if base_language(each.language) == "en"
        },
        "unit": {(pair.rendering, pair.pair_id) for pair in listed},
        "title": {(pair.rendering, pair.section) for pair in listed},
    }
    found = [
        each
        for each in package.get(OMITTED_TEXTS, ())
        if (each.rendering, each.key) in kept.get(each.kind, ())
    ]
    renderings = {each.rendering for each in found}
    units = {each.key for each in found if each.kind == "unit"}
    # units that were put together since, by a reviewer or from clauses, have no hash
    found += [
        OmittedText(pair.rendering, "unit", pair.pair_id, pair.section, 0, "")
        for pair in listed
        if pair.rendering in renderings
        and pair.pair_id not in units
        and pair.en_ids
        and not pair.en
    ]
    return found


def _describe(
    package: Mapping[str, Any],
    pairs: Sequence[Pair],
    sentences: Sequence[Sentence],
    renderings: set[str],
) -> dict[str, Any]:
    """Return what datapackage.json says about the part of a document that is written."""
    unit = find_granularity(pairs)
    names = {"zh", *(f"en/{rendering}" for rendering in renderings)}
    both = zip(package["sources"], package["licenses"], strict=True)
    kept = [(source, licence) for source, licence in both if source["name"] in names]
    return {
        **{key: value for key, value in package.items() if key not in _OF_FILES},
        "description": f"{package['title']}, aligned {unit} by {unit}: "
        f"{counted(len(pairs), 'unit')}.",
        "languages": list(dict.fromkeys(source["language"] for source, _ in kept)),
        "sources": [_measure(source, sentences) for source, _ in kept],
        "licenses": [licence for _, licence in kept],
    }


def _measure(source: Mapping[str, Any], sentences: Sequence[Sentence]) -> dict[str, Any]:
    """Return what is said of a text, with its size; that of a whole text is known already."""
    measured = measure_text(sentences, source["name"])
    is_whole = measured["sentences"] == source.get("sentences")
    return {**source, **measured, **(source if is_whole else {})}
