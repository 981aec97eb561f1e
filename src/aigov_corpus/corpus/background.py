"""What a corpus knows beside its pairs; most of it is read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from aigov_corpus.errors import UsageError
from aigov_corpus.records import Finding, Pair, Sentence

if TYPE_CHECKING:
    from aigov_corpus.corpus.accepted import Accepted
    from aigov_corpus.research.annotation import Annotation

_SHOWN_KEYS = (
    *("name", "title", "description", "version", "created", "keywords", "languages", "partOf"),
    *("licenses", "sources", "contributors"),
)
"""Keys of datapackage.json that `Corpus.info` repeats."""
_OF_TEXTS = ("licenses", "sources")
"""Keys of datapackage.json whose entries are about one text: `zh: …`, `en/sinocism: …`."""
_ENGLISH = "en/"
"""How the name of an English text begins, before the id of its rendering."""


@dataclass(frozen=True, slots=True)
class Background:
    """Facts about the documents of a corpus, and functions that load what belongs to its pairs."""

    packages: tuple[Mapping[str, Any], ...] = ()
    """The content of datapackage.json for each document."""
    load_sentences: Callable[[], Sequence[Sentence]] | None = None
    """A function that returns the sentences; None if they are unknown."""
    load_findings: Callable[[], Sequence[Finding] | None] | None = None
    """A function that returns what the checks found in a build; it, or its result, may be None."""
    load_accepted: Callable[[], Sequence[Accepted]] | None = None
    """A function that returns the findings that a person has accepted."""
    notes: tuple[str, ...] = ()
    """Sentences about the files that were loaded, and what of them was left out."""
    warnings: tuple[str, ...] = ()
    """Sentences about reviews that do not fit any more, and about texts that were left out."""
    filters: tuple[Mapping[str, Any], ...] = ()
    """The filters of each selection that led to the corpus, by name."""
    annotations: Mapping[str, Annotation] = field(default_factory=dict)
    """What annotators have marked, by their names."""

    def describe_documents(self, pairs: Sequence[Pair]) -> list[dict[str, Any]]:
        """Return facts about the documents and renderings that some pairs are from."""
        documents = {pair.document for pair in pairs}
        renderings = {(pair.document, pair.rendering) for pair in pairs}
        found = []
        for package in self.packages:
            if package.get("name") not in documents:
                continue
            facts = {key: package[key] for key in _SHOWN_KEYS if key in package}
            for key in _OF_TEXTS:
                if key in facts:
                    facts[key] = [
                        entry
                        for entry in facts[key]
                        if _is_of(entry, str(package["name"]), renderings)
                    ]
            found.append(facts)
        return found


def _is_of(entry: Mapping[str, Any], document: str, renderings: set[tuple[str, str]]) -> bool:
    """Tell whether a licence or source is of the Chinese text or of one of the renderings."""
    name = str(entry.get("title", "")).partition(": ")[0]
    if not name.startswith(_ENGLISH):
        return True
    return (document, name.removeprefix(_ENGLISH)) in renderings


@dataclass(frozen=True, slots=True)
class _Joined:
    """A function that calls two functions and joins their lists; what both have is there once."""

    first: Callable[[], Sequence[Any] | None] | None
    second: Callable[[], Sequence[Any] | None] | None
    needs_both: bool = field(default=False, kw_only=True)
    """Whether the result is None if one of the lists is not known."""

    def __call__(self) -> Any:
        lists = [None if load is None else load() for load in (self.first, self.second)]
        if self.needs_both and None in lists:
            return None
        return list(dict.fromkeys(item for items in lists if items for item in items))


def join_backgrounds(first: Background, second: Background, *, notes: Sequence[str]) -> Background:
    """Return the background of two corpora together; sentences and packages count once."""
    packages = list(first.packages)
    packages += [package for package in second.packages if package not in packages]
    all_notes = dict.fromkeys((*first.notes, *second.notes, *notes))
    return Background(
        tuple(packages),
        _Joined(first.load_sentences, second.load_sentences),
        _Joined(first.load_findings, second.load_findings, needs_both=True),
        _Joined(first.load_accepted, second.load_accepted),
        tuple(all_notes),
        tuple(dict.fromkeys((*first.warnings, *second.warnings))),
        tuple(entry for entry in first.filters if entry in second.filters),
        _join_annotations(first.annotations, second.annotations),
    )


def _join_annotations(
    first: Mapping[str, Annotation], second: Mapping[str, Annotation]
) -> dict[str, Annotation]:
    """Return the annotations of two corpora, joined for each annotator."""
    joined = dict(first)
    for name, other in second.items():
        own = joined.get(name)
        if own is not None:
            principles = tuple(dict.fromkeys((*own.principles, *other.principles)))
            other = replace(own, marks={**other.marks, **own.marks}, principles=principles)
        joined[name] = other
    return joined


def join_pairs(first: Sequence[Pair], second: Sequence[Pair]) -> tuple[list[Pair], list[str]]:
    """Return the pairs of two corpora, those of both once, and sentences about that.

    Raises:
        UsageError: two pairs have one id and different texts.
    """
    known = {pair.pair_id: pair for pair in first}
    added = []
    for pair in second:
        same = known.get(pair.pair_id)
        if same is None:
            added.append(pair)
        elif (same.zh, same.en) != (pair.zh, pair.en):
            raise UsageError(
                f"the pair {pair.pair_id} has different texts in the two corpora",
                remedy="select from one of them first, or load both with reviewed=False",
            )
    repeated = len(second) - len(added)
    notes = [f"pairs that are in both corpora and are kept once: {repeated:,}"] if repeated else []
    return [*first, *added], notes
