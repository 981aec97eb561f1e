"""The way from corpus.toml to data/aligned; the only module that knows the order of the steps.

    sources ─ extract ─ segment ─ sections ─ align ─ tag ─ pairs ─ store

`align_document` is the pure part: two segmented documents in, pairs out. `build` reads and writes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus.building.versions import AlignedVersions, align_versions
from aigov_corpus.config import (
    DEFAULT,
    Config,
    DocumentConfig,
    Provenance,
    Source,
    load_config,
    load_provenance,
)
from aigov_corpus.corpus import store
from aigov_corpus.errors import (
    AigovError,
    ConfigError,
    InvalidInputError,
    MismatchError,
    NothingToDoError,
    RefusedError,
    UsageError,
)
from aigov_corpus.records import (
    Alignment,
    Bead,
    Document,
    Pair,
    Segment,
    Segmented,
    Signature,
    Snapshot,
    Status,
)

if TYPE_CHECKING:
    from aigov_corpus.protocols import Encoder
    from aigov_corpus.tagging import Taxonomy

Progress = Callable[[str], None]
"""Is told, in a few words, what is being done."""

BILINGUAL = frozenset({"interleaved", "table", "two-column"})
"""Layouts of files that hold both languages."""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one document."""

    id: str
    state: str
    """`built`, `unchanged` or `failed`."""
    path: str
    pairs: int = 0
    status: dict[str, int] = field(default_factory=dict)
    """How many pairs have which status."""
    warnings: tuple[str, ...] = ()
    error: str = ""
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of each document of the corpus."""

    documents: tuple[DocumentReport, ...]

    @property
    def exit_code(self) -> int:
        """0 if every document is there, otherwise that of the first that failed."""
        return next((document.exit_code for document in self.documents if document.exit_code), 0)


@dataclass(frozen=True, slots=True)
class Side:
    """One language of a document, read."""

    document: Document
    provenance: Provenance


def build(
    config: Config | str | Path = DEFAULT,
    *,
    out: str | Path | None = None,
    encoder: Encoder | str = "use",
    force: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Build every document of a corpus, each into a directory of its own under `out`.

    A document that cannot be built is reported and the others go on; what was built of it before stays.
    A document whose sources, settings and code are those of the last build is left as it is.

    Args:
        config: what `load_config` returns, or the path of a corpus.toml.
        out: where to build; what the configuration says if not given.
        encoder: the encoder, or the name of one, whose vectors are then cached.
        force: build unchanged documents too.
        progress: is told what is being done.

    Raises:
        ConfigError: the configuration or the taxonomy is wrong.
        NothingToDoError: the configuration lists no document.
        UnknownNameError: there is no such encoder.
        AigovError: `out` cannot be written, or another build holds it.
    """
    from aigov_corpus.embedding import cache_encoder
    from aigov_corpus.tagging import load_taxonomy

    config = config if isinstance(config, Config) else load_config(config)
    if not config.documents:
        raise NothingToDoError(
            f"{config.path} lists no document; add a [[document]] with id, zh and renderings"
        )
    out = Path(out) if out is not None else config.out
    say = progress or (lambda message: None)
    taxonomy = load_taxonomy(config.taxonomy)
    if isinstance(encoder, str):
        encoder = cache_encoder(encoder)
    reports = []
    with store.only_us(out, progress=say):
        for document in config.documents:
            try:
                reports.append(
                    _build_document(
                        document,
                        config,
                        out=out,
                        encoder=encoder,
                        taxonomy=taxonomy,
                        force=force,
                        say=say,
                    )
                )
            except AigovError as error:
                reports.append(_failed(document, out, str(error), error.exit_code))
            except (
                ValueError
            ) as error:  # what must hold does not: the others can be built all the same
                reports.append(
                    _failed(document, out, f"{error}; this is our mistake, please report it", 1)
                )
    return BuildReport(tuple(reports))


def _failed(document: DocumentConfig, out: Path, message: str, exit_code: int) -> DocumentReport:
    return DocumentReport(
        document.id, "failed", str(out / document.id), error=message, exit_code=exit_code
    )


def _build_document(
    document: DocumentConfig,
    config: Config,
    *,
    out: Path,
    encoder: Encoder,
    taxonomy: Taxonomy,
    force: bool,
    say: Progress,
) -> DocumentReport:
    """Read, align and store one document, unless it is unchanged."""
    directory = out / document.id
    say(f"{document.id}: reading")
    sources = {source: read_source(config.raw, source) for source in _sources(document)}
    provenance = {
        source: load_provenance(config.raw / source.file) if source.file else {}
        for source in sources
    }
    inputs = _fingerprint(
        document,
        [page.sha256 for pages in sources.values() for page in pages],
        provenance,
        taxonomy,
        encoder.id,
    )
    if not force and store.is_current(directory, inputs):
        pairs = store.load_pairs(directory)
        return DocumentReport(document.id, "unchanged", str(directory), len(pairs), _counts(pairs))

    from aigov_corpus.segmentation import segment_document

    zh = read_side(document.zh, "zh", sources[document.zh], provenance[document.zh])
    zh_segmented = segment_document(zh.document)
    pairs = []
    sides = [("zh", zh.document, zh.provenance)]
    warnings = [warning for source in sources for warning in _missing_pages(config.raw, source)]
    warnings += _warnings(document.zh, zh)
    for rendering in document.renderings:
        en = read_side(rendering.en, "en", sources[rendering.en], provenance[rendering.en])
        say(f"{document.id}: aligning {rendering.id}")
        try:
            pairs += align_document(
                zh_segmented,
                segment_document(en.document),
                document=document.id,
                rendering=rendering.id,
                source_url_zh=zh.document.url,
                source_url_en=en.document.url,
                licence_en=en.provenance.licence,
                encoder=encoder,
                taxonomy=taxonomy,
                force=rendering.belongs,
                warn=warnings.append,
            )
        except MismatchError as error:
            raise error.with_fields(
                source=config.path,
                place=f"rendering '{rendering.id}'",
                remedy=f"{error.remedy}, or add  belongs = true  to this rendering",
            ) from error
        sides.append((f"en/{rendering.id}", en.document, en.provenance))
        warnings += _warnings(rendering.en, en)
    say(f"{document.id}: writing")
    store.write_document(
        directory,
        pairs,
        title=document.title_en or document.title_zh or document.id,
        description=_description(document, pairs),
        sides=sides,
        taxonomy=taxonomy.signature,
        inputs=inputs,
    )
    return DocumentReport(
        document.id,
        "built",
        str(directory),
        len(pairs),
        _counts(pairs),
        tuple(dict.fromkeys(warnings)),
    )


def read_source(raw: Path, source: Source) -> tuple[Snapshot, ...]:
    """Return the pages of a source that were fetched, in order; if none was, the local file.

    Raises:
        InvalidInputError: there is neither, or the file or a snapshot cannot be read.
        ConfigError: the URL is none.
    """
    if source.url:
        from aigov_corpus.fetching import find_article

        try:
            pages = find_article(raw, source.url).pages
        except (RefusedError, UsageError) as error:
            raise ConfigError(f"url in the configuration: {error}") from None
        if pages:
            return pages
        if not source.file:
            raise InvalidInputError(
                f"{source.url} was not fetched yet; run  aigov-corpus fetch  or name a file with  file = "
            )
    path = raw / source.file
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InvalidInputError(
            f"{path} cannot be read ({error.strerror}); put it there, or mend  file =  in the configuration"
        ) from error
    return (
        Snapshot(
            source.url, body, hashlib.sha256(body).hexdigest(), fetched_at="", path=source.file
        ),
    )


def read_side(
    source: Source, lang: str, pages: Sequence[Snapshot], provenance: Mapping[str, Provenance]
) -> Side:
    """Return one language of a document; of a file that holds both, that half.

    Layout and stated sections are those of the local file; they say nothing of a page that was fetched.

    Raises:
        InvalidInputError: the text cannot be decoded, or there is none of that language.
    """
    from aigov_corpus.extraction import check_document_language

    known = provenance.get(lang, Provenance())
    layout = source.layout
    if source.file and pages[0].fetched_at:
        known, layout = replace(known, sections=None, note=""), None
    document = _extract(pages, lang, layout)
    check_document_language(document, name=pages[0].path)
    # a page that was fetched, or what the provenance file says, goes before an address in the text
    return Side(replace(document, url=pages[0].final_url or known.url or document.url), known)


def _extract(pages: Sequence[Snapshot], lang: str, layout: str | None) -> Document:
    """Return the text of one language: of a file, or of all pages of an article together."""
    from aigov_corpus.extraction import RawPage, extract_bilingual, extract_pages

    first = pages[0]
    if layout in BILINGUAL:
        both = extract_bilingual(
            first.body, name=first.path, url=first.final_url, charset=_charset(first), layout=layout
        )
        return both[0 if lang == "zh" else 1]
    raw = [RawPage(page.body, page.path, page.final_url, _charset(page)) for page in pages]
    return extract_pages(raw, lang=lang, layout=layout)


def _charset(page: Snapshot) -> str:
    """Return the encoding that a page's HTTP header names, or an empty string."""
    from email.message import Message

    header = Message()
    header["content-type"] = next(
        (v for k, v in page.headers.items() if k.lower() == "content-type"), ""
    )
    return header.get_content_charset("")


def align_document(
    zh: Segmented,
    en: Segmented,
    *,
    document: str,
    rendering: str,
    encoder: Encoder,
    taxonomy: Taxonomy,
    source_url_zh: str = "",
    source_url_en: str = "",
    licence_en: str = "",
    force: bool = False,
    warn: Callable[[str], None] | None = None,
) -> list[Pair]:
    """Return the pairs of one rendering: every segment of both sides in exactly one of them, in order.

    Sections that only one side has are `missing` on the other; headings pair with headings.
    `warn` is told what makes it doubtful that the two belong together.

    Raises:
        MismatchError: the two do not belong together, and `force` is not set.
    """
    aligned = align_versions(zh, en, encoder=encoder, force=force)
    belonging = aligned.match.belonging
    for doubt in (*belonging.objections, *belonging.doubts):
        (warn or (lambda message: None))(
            f"{rendering}: {doubt}; check that both are the same document"
        )
    pairs = _pairs(
        aligned,
        taxonomy=taxonomy,
        common={
            "document": document,
            "rendering": rendering,
            "source_url_zh": source_url_zh,
            "source_url_en": source_url_en,
            "sha256_zh": zh.document.sha256,
            "sha256_en": en.document.sha256,
            "licence_en": licence_en,
            "signature": str(signature(zh, en, aligned.alignment, taxonomy)),
        },
    )
    check_complete(pairs, zh, en)
    return pairs


def _pairs(aligned: AlignedVersions, *, taxonomy: Taxonomy, common: dict[str, str]) -> list[Pair]:
    from aigov_corpus.tagging import tag_principles

    match = aligned.match
    zh, en = match.zh, match.en
    titles_zh, titles_en = section_titles(zh), section_titles(en)
    own_zh = {tag: segment.section for tag, segment in zip(match.tags.zh, zh.segments, strict=True)}
    own_en = {tag: segment.section for tag, segment in zip(match.tags.en, en.segments, strict=True)}
    alone_zh = {n for region in match.regions if region.one_sided for n in range(*region.zh)}
    alone_en = {n for region in match.regions if region.one_sided for n in range(*region.en)}
    pairs = []
    for seq, (bead, section) in enumerate(
        zip(aligned.alignment.beads, aligned.sections, strict=True), 1
    ):
        src = [zh.segments[n] for n in bead.src]
        tgt = [en.segments[n] for n in bead.tgt]
        text_zh = "".join(segment.text for segment in src)
        text_en = " ".join(segment.text for segment in tgt)
        tags = tag_principles(text_zh, text_en, taxonomy=taxonomy)
        pairs.append(
            Pair(
                **common,
                pair_id=_pair_id(common["document"], common["rendering"], src, tgt),
                seq=seq,
                section=section,
                section_title_zh=titles_zh.get(own_zh.get(section, ""), ""),
                section_title_en=titles_en.get(own_en.get(section, ""), ""),
                kind=_kind([*src, *tgt]),
                zh=text_zh,
                en=text_en,
                zh_ids=tuple(segment.id for segment in src),
                en_ids=tuple(segment.id for segment in tgt),
                bead=bead.shape,
                score=None if bead.score is None else _rounded(bead.score),
                status=_status(bead, alone_zh, alone_en),
                principles=tuple(tag.principle for tag in tags),
                principle_evidence=tuple(replace(tag, score=_rounded(tag.score)) for tag in tags),
            )
        )
    return pairs


def _status(bead: Bead, alone_zh: set[int], alone_en: set[int]) -> Status:
    if bead.src and bead.tgt:
        return "auto"
    if not alone_zh.isdisjoint(bead.src) or not alone_en.isdisjoint(bead.tgt):
        return "missing"
    return "omitted" if bead.src else "added"


def _kind(segments: Sequence[Segment]) -> str:
    """Return the kind that all segments of a pair have, or `paragraph` where they differ."""
    kinds = {segment.kind for segment in segments}
    return kinds.pop() if len(kinds) == 1 else "paragraph"


def _pair_id(document: str, rendering: str, src: Sequence[Segment], tgt: Sequence[Segment]) -> str:
    """Return an id that depends on the segments' ids and texts alone."""
    content = json.dumps(
        [[(s.id, s.text) for s in side] for side in (src, tgt)], ensure_ascii=False
    )
    return f"{document}/{rendering}/{hashlib.sha256(content.encode()).hexdigest()[:10]}"


def _rounded(score: float) -> float:
    """Round to four decimals, so that the last bits of another processor do not show."""
    return round(float(score), 4) + 0.0


def section_titles(side: Segmented) -> dict[str, str]:
    """Return the title of each section that has a heading, without number and full stop."""
    from aigov_corpus.text.markers import find_marker

    titles: dict[str, str] = {}
    headings = [segment for segment in side.segments if segment.kind == "heading"]
    for section, group in groupby(headings, key=lambda segment: segment.section):
        text = " ".join(segment.text for segment in group)
        marker = find_marker(text, side.document.lang)
        titles.setdefault(
            section, (text[marker.end :] if marker else text).strip().rstrip("。.：:") or text
        )
    return titles


def signature(zh: Segmented, en: Segmented, alignment: Alignment, taxonomy: Taxonomy) -> Signature:
    """Return what the pairs were made with.

    The aligner's own signature names the two lists of sentences as its sources; the pairs name the
    raw files instead, and add the segmenters and the taxonomy.
    """
    return replace(
        alignment.made_by,
        sources=(zh.document.sha256, en.document.sha256),
        segmenters=(zh.segmenter, en.segmenter),
        taxonomy=taxonomy.signature,
    )


def check_complete(pairs: Sequence[Pair], zh: Segmented, en: Segmented) -> None:
    """Check that the pairs hold every character of body text exactly once, white space aside.

    Raises:
        ValueError: they do not; an error in this package.
    """
    for side, texts in ((zh, [pair.zh for pair in pairs]), (en, [pair.en for pair in pairs])):
        body = "".join(block.text for block in side.document.blocks if block.kind != "provenance")
        if "".join(body.split()) != "".join("".join(texts).split()):
            raise ValueError(
                f"the pairs do not hold the {side.document.lang} text once and in order"
            )


def _sources(document: DocumentConfig) -> list[Source]:
    return list(dict.fromkeys([document.zh, *(rendering.en for rendering in document.renderings)]))


def _missing_pages(raw: Path, source: Source) -> list[str]:
    """Return a warning for each page of a fetched article that is not there."""
    from aigov_corpus.fetching import find_article

    missing = find_article(raw, source.url).missing if source.url else ()
    return [
        f"{page} is a page of {source.url} and was not fetched, so its text is missing here; "
        "run  aigov-corpus fetch  and build again"
        for page in missing
    ]


def _warnings(source: Source, side: Side) -> list[str]:
    """Return what a person should know: what extraction said, and sections that are not as stated."""
    found = [str(warning) for warning in side.document.meta.get("warnings", ())]
    stated = side.provenance.sections
    held = tuple(dict.fromkeys(b.section for b in side.document.blocks if b.kind != "provenance"))
    if stated is not None and stated != held:
        found.append(
            f"{source.name}: its provenance says that the {side.document.lang} text has the sections "
            f"{', '.join(stated)}; found were {', '.join(held)}"
        )
    return found


def _counts(pairs: Iterable[Pair]) -> dict[str, int]:
    return dict(sorted(Counter(pair.status for pair in pairs).items()))


def _description(document: DocumentConfig, pairs: Sequence[Pair]) -> str:
    counts = ", ".join(f"{count} {status}" for status, count in _counts(pairs).items())
    return f"{document.title_zh or document.id}, aligned sentence by sentence: {len(pairs)} units ({counts})."


def _fingerprint(
    document: DocumentConfig,
    shas: Sequence[str],
    provenance: object,
    taxonomy: Taxonomy,
    encoder: str,
) -> str:
    """Return a hash of everything that the result depends on, this package's code included."""
    found = hashlib.sha256(repr((document, list(shas), provenance, taxonomy, encoder)).encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".txt", ".tsv", ".json", ".toml"} and "aligned" not in path.parts:
            found.update(path.relative_to(package).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()
