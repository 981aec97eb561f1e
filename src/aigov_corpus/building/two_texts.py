"""Align two texts of the user, given as files, texts or documents, and make a corpus of them.

The two may come in any order: which is the source and which the target is the user's choice.
Matching and aligning take the Chinese text first in any case, so the pairs are the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aigov_corpus.building.documents import AlignedDocuments, align_documents
from aigov_corpus.building.partly_translated import Reader, read_untranslated
from aigov_corpus.building.texts import code_of_script, read_document, segment_text
from aigov_corpus.corpus import Corpus
from aigov_corpus.embedding import cache_encoder
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.extraction import name_language
from aigov_corpus.extraction.inputs import read_data
from aigov_corpus.extraction.keeping import check_kept
from aigov_corpus.extraction.ledger import OTHER_LANGUAGE
from aigov_corpus.files.names import readable_name
from aigov_corpus.protocols import Encoder, Progress
from aigov_corpus.records import Document, Pair, Segmented, Sentence, Side
from aigov_corpus.text.arguments import checks_arguments
from aigov_corpus.text.language_codes import LANGUAGE_NAMES, base_language, normalise_code
from aigov_corpus.text.scripts import weigh_languages
from aigov_corpus.text.values import read_items, require_path, require_text

_DEFAULTS = ("zh", "en")
"""Languages as which source and target are read first, if the user names none."""

_ONE_LANGUAGE = ("plain", "lines")
"""Layouts in which a file is read as one text."""


@dataclass(frozen=True, slots=True)
class GivenText:
    """A text as the user gives it."""

    data: bytes | Document
    """The content of a file, or a document."""
    name: str
    """Name of the file, for messages."""


@dataclass(frozen=True, slots=True)
class TwoTexts:
    """Two texts that were read and divided into sentences."""

    src: Segmented
    tgt: Segmented
    names: tuple[str, str]
    """Names of the source and the target, for messages."""
    found: str = ""
    """Sentence about the languages, if they were found; empty if the user named them."""

    @property
    def languages(self) -> tuple[str, str]:
        """Language codes of the source and the target."""
        return self.src.document.lang, self.tgt.document.lang

    @property
    def shown_names(self) -> tuple[str, str]:
        """How messages name the two: by their files, or by the languages of their one file."""
        first, second = self.names
        if first != second:
            return self.names
        shown = [LANGUAGE_NAMES.get(code, code) for code in map(base_language, self.languages)]
        return f"the {shown[0]} of {first}", f"the {shown[1]}"

    @property
    def source_side(self) -> Side:
        """The side of a pair that holds the source."""
        return "zh" if base_language(self.languages[0]) == "zh" else "en"

    @property
    def are_chinese_and_english(self) -> bool:
        """Whether a corpus can hold the two."""
        return {base_language(code) for code in self.languages} == set(_DEFAULTS)


def read_texts(
    src: GivenText,
    tgt: GivenText,
    *,
    src_lang: str | None = None,
    tgt_lang: str | None = None,
    layout: str | None = None,
    keep: Sequence[str] = (),
) -> TwoTexts:
    """Read two texts, find their languages unless they are named, and split them into sentences.

    Raises:
        InvalidInputError: a file cannot be read, or is not in the language that the user names; or
            both are in one language.
        UsageError: nothing was left out for a reason in `keep`; or one file is given for both
            sides, and the layout is one of a text alone.
        UnknownNameError: there is no layout of that name.
    """
    same_file = _is_same_file(src, tgt, src_lang, tgt_lang)
    if same_file and layout in _ONE_LANGUAGE:
        raise UsageError(
            f"with the layout {layout} it is read as one text, and holds no translation",
            source=src.name,
            remedy="name its translation too, or leave out the layout",
        )
    sides = []
    for given, named, default in ((src, src_lang, _DEFAULTS[0]), (tgt, tgt_lang, _DEFAULTS[1])):
        sides.append(_read(given, named, default, layout=layout, both_sides=same_file, keep=keep))
    if layout is None and not same_file:
        readers = [_reader(given, keep) for given in (src, tgt)]
        sides = read_untranslated(sides, readers, are_found=(src_lang is None, tgt_lang is None))
    documents = [
        _name_script(side) if named is None else side
        for side, named in zip(sides, (src_lang, tgt_lang), strict=True)
    ]
    names = (src.name, tgt.name)
    check_kept(documents, keep, name=" and ".join(names))
    codes = [document.lang for document in documents]
    found = ""
    if src_lang is None or tgt_lang is None:
        require_two_languages(codes, names)
        found = describe_languages(codes, names)
    segmented = [
        segment_text(document, name) for document, name in zip(documents, names, strict=True)
    ]
    return TwoTexts(segmented[0], segmented[1], names, found)


def choose_layout(layout: str | None, *, paragraphs: bool) -> str | None:
    """Return the layout in which two files are read; None to find it out.

    Args:
        layout: the layout that the user names; None for none.
        paragraphs: whether each line of the files is a paragraph.

    Raises:
        UsageError: the user names another layout than `lines` for such files.
    """
    if paragraphs and layout not in (None, "lines"):
        raise UsageError(
            f"each line is a paragraph, but the layout is '{layout}'",
            remedy="leave out the layout, or say nothing of paragraphs",
        )
    return "lines" if paragraphs else layout


def _reader(given: GivenText, keep: Sequence[str]) -> Reader | None:
    """Return what reads a file again, with every line; None for a document."""
    data = given.data
    if isinstance(data, Document):
        return None
    kept = [reason for reason in keep if reason != OTHER_LANGUAGE]
    return lambda lang: read_document(
        data, name=given.name, lang=lang, layout="plain", keep=kept, any_language=True
    )


def read_text(given: GivenText, *, lang: str | None = None) -> Segmented:
    """Read one text, find its language unless it is named, and split it into sentences.

    Raises:
        InvalidInputError: the file cannot be read, or is not in the language that the user names.
    """
    document = _read(given, lang, _DEFAULTS[0], layout=None, both_sides=False, keep=())
    return segment_text(document if lang else _name_script(document), given.name)


def _is_same_file(
    src: GivenText, tgt: GivenText, src_lang: str | None, tgt_lang: str | None
) -> bool:
    """Tell whether both sides are one file, which then holds both languages."""
    codes = [
        normalise_code(code or default)
        for code, default in zip((src_lang, tgt_lang), _DEFAULTS, strict=True)
    ]
    return (
        isinstance(src.data, bytes)
        and src.data == tgt.data
        and base_language(codes[0]) != base_language(codes[1])
    )


def _read(
    given: GivenText,
    named: str | None,
    default: str,
    *,
    layout: str | None,
    both_sides: bool,
    keep: Sequence[str],
) -> Document:
    """Return the document of one side, in the language that the user names or that it has."""
    if isinstance(given.data, Document):
        return given.data
    lang = named or default
    document = read_document(
        given.data,
        name=given.name,
        lang=lang,
        layout=layout,
        both_sides=both_sides,
        keep=keep,
        any_language=named is None,
    )
    if named is None and (found := main_language(document)) not in ("", default):
        return read_document(
            given.data, name=given.name, lang=found, layout=layout, both_sides=both_sides, keep=keep
        )
    return document


def main_language(document: Document) -> str:
    """Return `zh` or `en`, whichever a document has more of; empty if it has neither."""
    chinese = english = 0.0
    for block in document.blocks:
        if block.kind != "provenance":
            han, latin = weigh_languages(block.text)
            # a Chinese line may have names in Latin letters, an English one hardly any Chinese
            chinese, english = (
                (chinese + han, english) if han >= latin else (chinese, english + latin)
            )
    if not chinese and not english:
        return ""
    return "zh" if chinese >= english else "en"


def _name_script(document: Document) -> Document:
    """Return a document whose language was found, as `zh-Hant` if its characters are such."""
    code = code_of_script(document)
    return document if code == document.lang else name_language(document, code)


class OneLanguageError(InvalidInputError):
    """A file that should hold a text and its translation holds one of them."""


def require_two_languages(codes: Sequence[str], names: tuple[str, str]) -> None:
    """Raise an `InvalidInputError` if both texts have one language; all Chinese is one language."""
    bases = [base_language(code) for code in codes]
    if bases[0] != bases[1]:
        return
    shown = LANGUAGE_NAMES.get(bases[0], bases[0])
    if names[0] == names[1]:
        raise OneLanguageError(
            f"it looks {shown} throughout", source=names[0], remedy="name its translation too"
        )
    raise InvalidInputError(
        f"{names[0]} and {names[1]} both look {shown}",
        remedy="name the right files, or their languages with --src-lang and --tgt-lang",
    )


def describe_languages(codes: Sequence[str], names: tuple[str, str]) -> str:
    """Return a sentence about the languages that were found in two texts."""
    return f"languages found: {names[0]} {codes[0]}, {names[1]} {codes[1]}"


@dataclass(frozen=True, slots=True)
class TaggedPairs:
    """The pairs of two aligned texts, tagged, and the sentences in them."""

    pairs: tuple[Pair, ...]
    sentences: tuple[Sentence, ...]


def make_units(
    texts: TwoTexts, aligned: AlignedDocuments, *, document: str, rendering: str
) -> TaggedPairs:
    """Return the pairs and sentences of two aligned texts."""
    from aigov_corpus.building.pairs import make_pairs
    from aigov_corpus.building.sentences import list_sentences
    from aigov_corpus.tagging import load_taxonomy

    made = make_pairs(
        aligned.versions, document=document, rendering=rendering, taxonomy=load_taxonomy(None)
    )
    pairs = tuple(replace(pair, source_side=texts.source_side) for pair in made)
    return TaggedPairs(pairs, tuple(list_sentences(aligned.versions.match, pairs)))


@checks_arguments
def align(
    src: str | Path | Document | None = None,
    tgt: str | Path | Document | None = None,
    *,
    src_text: str | None = None,
    tgt_text: str | None = None,
    src_lang: str | None = None,
    tgt_lang: str | None = None,
    encoder: Encoder | str = "use",
    max_align: int | None = None,
    weights: str | Path | None = None,
    layout: str | None = None,
    keep: Sequence[str] = (),
    paragraphs: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Corpus:
    """Align a Chinese and an English text sentence by sentence, and return a corpus of the pairs.

    `aigov_corpus.align_sentences` is the function below this one, for sentences of any languages.

    Args:
        src: path of the source, or a document that `extract` returned.
        tgt: path of the target, or a document. Not needed if `src` is the path of a file that
            holds both languages.
        src_text: the source as a text, in place of `src`.
        tgt_text: the target as a text, in place of `tgt`.
        src_lang: language code of the source, `zh`, `en`, `zh-TW` …; None to find it.
        tgt_lang: language code of the target; None to find it.
        encoder: an encoder, or the name of one. Its vectors are cached on disk.
        max_align: most sentences in one bead, both sides together; None for 8.
        weights: path of a weights file written by `evaluate --fit`; None for the bundled weights.
        layout: layout of the files (see `extract_bilingual`); None to find it out.
        keep: reasons for which text is left out of the documents, and shall not be.
        paragraphs: whether each line of the files is a paragraph, and line n of one belongs to line
            n of the other.
        force: whether texts that do not seem to belong together are aligned anyway.
        progress: called with the name of the present step and the share of it that is done (0 to
            1).

    Returns:
        The pairs, in the order of the texts. `notes` of the corpus has the languages that were
        found, and signs that the texts do not belong together.

    Raises:
        InvalidInputError: a text cannot be read.
        MismatchError: the texts do not belong together, and `force` is False.
        UsageError: an argument is wrong, or the languages are not Chinese and English.
        UnknownNameError: there is no such encoder or layout.
    """
    from aigov_corpus.building.paragraph_pairs import find_fences

    loaded = cache_encoder(encoder)
    keep = read_items(keep, name="keep", of=str)
    first = _take(src, src_text, name="src")
    holds_both = isinstance(src, (str, Path)) and tgt is None and tgt_text is None
    given = (first, first if holds_both else _take(tgt, tgt_text, name="tgt"))
    layout = choose_layout(layout, paragraphs=paragraphs)
    texts = read_texts(*given, src_lang=src_lang, tgt_lang=tgt_lang, layout=layout, keep=keep)
    if not texts.are_chinese_and_english:
        raise UsageError(
            f"the languages are {' and '.join(texts.languages)}",
            remedy="give a Chinese and an English text; aigov_corpus.align_sentences aligns "
            "sentences of other languages",
        )
    fences = find_fences(texts, encoder=loaded) if paragraphs else None
    aligned = align_documents(
        texts.src,
        texts.tgt,
        encoder=loaded,
        max_align=max_align,
        weights=weights,
        force=force,
        names=texts.shown_names,
        fences=fences,
        progress=progress,
    )
    notes = [*filter(None, [texts.found]), *aligned.warnings]
    names = [Path(name).stem for name in texts.names]
    units = make_units(texts, aligned, document=names[0], rendering=names[1])
    return Corpus(units.pairs, load_sentences=lambda: units.sentences, notes=notes)


def _is_there(path: Path) -> bool:
    """Tell whether there is anything at a path, also at one that no file can have."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _take(value: str | Path | Document | None, text: str | None, *, name: str) -> GivenText:
    """Return one of the two texts that a caller gave, as a path, a document or a text."""
    if (value is None) == (text is None):
        raise UsageError(
            f"give either {name} (a path or a document) or {name}_text (a text)",
            remedy="pass one of the two",
        )
    if isinstance(value, Document):
        return GivenText(value, name)
    if text is not None:
        return GivenText(require_text(text, name=f"{name}_text").encode(), name)
    path = require_path(value, name=name)
    try:
        data, shown = read_data(path, readable_name(path))
    except InvalidInputError as error:
        if isinstance(value, str) and not _is_there(path):
            remedy = f"check its name; a text itself is passed as  {name}_text"
            raise error.with_fields(remedy=remedy) from error
        raise
    return GivenText(data, shown)
