"""The texts that the sources of a document hold, and the text of a single file.

A source that gives both the Chinese and the English text is read once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from email.message import Message

from aigov_corpus.building.partly_translated import Reader, hides_chinese, read_untranslated
from aigov_corpus.building.sources import DocumentSources, RawText
from aigov_corpus.config import Provenance, Source
from aigov_corpus.corpus.datapackage import SourceText
from aigov_corpus.errors import InvalidInputError
from aigov_corpus.extraction import (
    RawPage,
    check_document_language,
    describe_left_out,
    extract,
    extract_bilingual,
    extract_pages,
    name_language,
)
from aigov_corpus.extraction.keeping import check_kept
from aigov_corpus.extraction.ledger import OTHER_LANGUAGE
from aigov_corpus.fetching import FetchedArticle
from aigov_corpus.records import Document, RawFile, Segmented, Snapshot
from aigov_corpus.segmentation import segment_document

_TRADITIONAL = ("zh", "Hant")
"""Language code of a Chinese text in Traditional characters."""

_BILINGUAL_LAYOUTS = frozenset({"interleaved", "table", "two-column"})


def extract_texts(sources: DocumentSources, *, keep: Sequence[str] = ()) -> list[SourceText]:
    """Return the texts of a document: the Chinese text, then the English text of each rendering.

    Args:
        sources: the sources of the document.
        keep: reasons for which text is left out of any of them, and shall not be; those of a single
            source stand in `Source.keep`.

    Raises:
        InvalidInputError: a source cannot be decoded, or has no text in its language.
        UsageError: nothing was left out of a source for a reason in its `keep`.
    """
    document = sources.document
    wanted = [("zh", "zh", document.zh)]
    wanted += [(f"en/{rendering.id}", "en", rendering.en) for rendering in document.renderings]
    # A file that is given for both sides holds both, also if only one of them names a page too.
    both = {document.zh.file} & {rendering.en.file for rendering in document.renderings}
    documents: dict[Source, dict[str, Document]] = {}
    for source, raw in sources.raw.items():
        langs = tuple(dict.fromkeys(lang for _, lang, other in wanted if other == source))
        given_twice = isinstance(raw, RawFile) and raw.path in both
        reasons = tuple(dict.fromkeys((*source.keep, *keep)))
        documents[source] = _extract(
            raw, source, langs, both_sides=given_twice or len(langs) > 1, keep=reasons
        )
    for rendering in document.renderings:
        if rendering.en != document.zh and rendering.en.file not in both:
            _read_untranslated(documents, sources, rendering.en, keep=keep)
    _check_languages(documents, sources)
    for source in sources.raw:
        check_kept(documents[source].values(), source.keep, name=source.name, option="keep")
    texts = []
    for name, lang, source in wanted:
        provenance = sources.provenance[source].get(lang, Provenance())
        text = documents[source][lang]
        code = source.lang or code_of_script(text)
        if code != text.lang:
            text = name_language(text, code)
        texts.append(_source_text(name, text, sources.raw[source], provenance))
    return texts


def _read_untranslated(
    documents: dict[Source, dict[str, Document]],
    sources: DocumentSources,
    english: Source,
    *,
    keep: Sequence[str],
) -> None:
    """Read a Chinese or English text again, with every line, if it is translated in part.

    Args:
        documents: the documents of each source by language; those read again take their place.
        sources: the sources of the document.
        english: the source of the rendering.
        keep: reasons for which text is left out of any source, and shall not be.
    """

    def make_reader(source: Source, lang: str) -> Reader | None:
        if len(documents[source]) > 1 or source.layout is not None:
            return None
        reasons = [each for each in (*source.keep, *keep) if each != OTHER_LANGUAGE]
        plain = replace(source, layout="plain")
        raw = sources.raw[source]
        return lambda _: _extract(raw, plain, (lang,), both_sides=False, keep=reasons)[lang]

    chinese = sources.document.zh
    places = ((chinese, "zh"), (english, "en"))
    texts = [documents[source][lang] for source, lang in places]
    read = read_untranslated(texts, [make_reader(source, lang) for source, lang in places])
    for (source, lang), text in zip(places, read, strict=True):
        documents[source][lang] = text


def _check_languages(
    documents: Mapping[Source, Mapping[str, Document]], sources: DocumentSources
) -> None:
    """Raise an `InvalidInputError` if a text is in the wrong language.

    A Chinese text of which most is not translated yet passes.
    """
    english = [documents[each.en]["en"] for each in sources.document.renderings]
    for source, raw in sources.raw.items():
        for lang, text in documents[source].items():
            name = raw.path if isinstance(raw, RawFile) else raw.pages[0].path
            try:
                check_document_language(text, name=name)
            except InvalidInputError:
                if lang != "zh" or not any(hides_chinese(text, each) for each in english):
                    raise


def code_of_script(document: Document) -> str:
    """Return the language code of a document: `zh-Hant` if it is in Traditional characters."""
    return (
        "zh-Hant" if (document.lang, document.meta.get("script")) == _TRADITIONAL else document.lang
    )


def _extract(
    raw: RawText,
    source: Source,
    langs: Sequence[str],
    *,
    both_sides: bool,
    keep: Sequence[str],
) -> dict[str, Document]:
    """Return the document in each language that a source gives.

    The layout in corpus.toml describes the file. If the source has a file but a fetched page is
    read, the layout is ignored.

    Args:
        raw: what was read from the source.
        source: the source.
        langs: the languages that are taken from it.
        both_sides: whether the file or page is given for both languages.
        keep: reasons for which text is left out, and shall not be.
    """
    if isinstance(raw, RawFile):
        pages = [RawPage(raw.body, raw.path)]
        layout = source.layout
    else:
        pages = [
            RawPage(page.body, page.path, page.final_url, _charset(page)) for page in raw.pages
        ]
        layout = None if source.file else source.layout
    holds_both = layout in _BILINGUAL_LAYOUTS or (layout is None and both_sides)
    if holds_both and len(pages) == 1:
        [page] = pages
        both = extract_bilingual(
            page.data,
            name=page.name,
            url=page.url,
            charset=page.charset,
            layout=layout,
            keep=keep,
        )
        documents = dict(zip(("zh", "en"), both, strict=True))
    else:
        documents = {
            lang: extract_pages(
                pages,
                lang=lang,
                layout=layout,
                both_sides=layout is None and both_sides,
                keep=keep,
            )
            for lang in langs
        }
    return {lang: documents[lang] for lang in langs}


def _source_text(name: str, document: Document, raw: RawText, provenance: Provenance) -> SourceText:
    """Return a text with the facts known about its origin.

    The sections and the note in a provenance file describe the local file, so they are dropped if a
    fetched page was read. The URL of the text is the URL of that page; otherwise the one in the
    provenance file, otherwise one found in the text.
    """
    url = provenance.url or document.url
    if isinstance(raw, FetchedArticle):
        url = raw.pages[0].final_url or url
        provenance = replace(provenance, sections=None, note="")
    return SourceText(name, replace(document, url=url), provenance)


def _charset(page: Snapshot) -> str:
    """Return the encoding that the HTTP header of a page names, or an empty string."""
    header = Message()
    for name, value in page.headers.items():
        if name.lower() == "content-type":
            header["content-type"] = value
            break
    return header.get_content_charset("")


def text_warnings(source: Source, text: SourceText) -> list[str]:
    """Return sentences about a text that a person should know.

    They are the warnings from extraction, a sentence about text that was left out, and a warning if
    the sections of the text are not those that its provenance file lists.
    """
    found = [str(warning) for warning in text.document.meta.get("warnings", ())]
    if left_out := describe_left_out(text.document):
        found.append(f"{source.name}: {left_out}")
    stated = text.provenance.sections
    body = [block for block in text.document.blocks if block.kind != "provenance"]
    held = tuple(dict.fromkeys(block.section for block in body))
    if stated is not None and stated != held:
        found.append(
            f"{source.name}: its provenance file says that the {text.document.lang} text has the "
            f"sections {', '.join(stated)}, but it has {', '.join(held)}"
        )
    return found


def read_document(
    data: bytes,
    *,
    name: str,
    lang: str,
    layout: str | None = None,
    both_sides: bool = False,
    keep: Sequence[str] = (),
    any_language: bool = False,
) -> Document:
    """Return the document in one language from the bytes of a file of any format that can be read.

    Args:
        data: the bytes of the file.
        name: name of the file, for messages.
        lang: code of the language that the document should be in. From a bilingual file, the
            document in this language is taken; from any other file, every line.
        layout: layout of the file; None to find it out.
        both_sides: whether the user gives the same file as source and as target, which makes it a
            bilingual file.
        keep: reasons for which text is left out, and shall not be.
        any_language: whether a text in another language is returned, and not refused.

    Raises:
        InvalidInputError: the file cannot be read, or seems to be in another language.
        UnknownNameError: there is no layout of that name.
    """
    document = extract(data, name=name, lang=lang, layout=layout, both_sides=both_sides, keep=keep)
    if not any_language:
        check_document_language(document, name=name)
    return document


def segment_text(document: Document, name: str) -> Segmented:
    """Return a document split into sentences; errors name the file that it is from."""
    try:
        return segment_document(document)
    except InvalidInputError as error:
        raise error.with_fields(source=name) from error
