"""Two editions of one text, from files or from corpora; confirmed pairs go over to the new one."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aigov_corpus.building.two_texts import GivenText, read_text
from aigov_corpus.comparing.editions import Change, compare_editions
from aigov_corpus.corpus import store
from aigov_corpus.corpus.document_folders import find_documents
from aigov_corpus.corpus.opening import open_corpus
from aigov_corpus.errors import UnknownNameError, UsageError
from aigov_corpus.extraction.noise import find_script
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.files.limits import LARGEST_TEXT, naming_input, read_limited
from aigov_corpus.files.names import readable_name
from aigov_corpus.records import Document, Sentence, Side
from aigov_corpus.reviewing.carrying import Carried, carry_over
from aigov_corpus.reviewing.log import LOG, append_acts, lock_review, unlock_review
from aigov_corpus.reviewing.pieces import join_parts
from aigov_corpus.reviewing.review import Review
from aigov_corpus.text.language_codes import base_language

_SAME = ("same", "moved")


@dataclass(frozen=True, slots=True)
class Edition:
    """The sentences of one edition, in order."""

    name: str
    """Path of the file or directory."""
    lang: str
    """Language code of the text."""
    sentences: tuple[str, ...]
    sections: tuple[str, ...]
    """Section path of each sentence."""
    document: Document | None = None
    """What was read of a file; None for a document of a corpus."""


def read_edition(path: Path, *, lang: str | None = None, renderings: Sequence[str] = ()) -> Edition:
    """Return the sentences of a text file, or of one language of a document of a corpus.

    Args:
        path: a file that `extract` reads, or the directory of one document in a corpus.
        lang: language code of the text; None to find it, and Chinese for a document of a corpus.
        renderings: of a document of a corpus, id of the English rendering, if there are several.

    Raises:
        InvalidInputError: it cannot be read, or is empty.
        UsageError: the directory has several documents, several renderings in that language, or
            no text in it.
        UnknownNameError: the document has no such rendering.
    """
    with naming_input(path):
        is_directory = path.is_dir()
    if is_directory:
        return _read_document(path, base_language(lang or "zh"), renderings)
    with naming_input(path):
        data = read_limited(path, limit=LARGEST_TEXT)
    text = read_text(GivenText(data, readable_name(path)), lang=lang)
    segments = text.segments
    return Edition(
        readable_name(path),
        text.document.lang,
        tuple(segment.text for segment in segments),
        tuple(segment.section for segment in segments),
        text.document,
    )


def _read_document(path: Path, language: str, wanted: Sequence[str]) -> Edition:
    """Return the sentences of one language of a document, as they were published."""
    if language not in ("zh", "en"):
        raise UsageError(
            f"a corpus has no text in the language {language}", source=path, remedy="name zh or en"
        )
    # the pairs are read too, so that a damaged table of them is told
    sentences = join_parts(open_corpus(_one_document(path), reviewed=False).load_sentences())
    own = [one for one in sentences if one.position and base_language(one.language) == language]
    known = list(dict.fromkeys(one.rendering for one in sentences))
    for name in wanted:
        if name not in known:
            raise UnknownNameError("rendering", name, known)
    renderings = list(wanted) or known
    if language != "zh" and len(renderings) > 1:
        raise UsageError(
            f"it has several English renderings: {', '.join(renderings)}",
            source=path,
            remedy="choose one with  --rendering ID",
        )
    own = [one for one in own if one.rendering == renderings[0]]
    return Edition(
        readable_name(path),
        own[0].language if own else language,
        tuple(one.text for one in own),
        tuple(one.section for one in own),
    )


def _one_document(path: Path) -> Path:
    """Return the directory of the only document at a path.

    Raises:
        UsageError: there are several.
    """
    found = find_documents(path)
    if len(found) > 1:
        raise UsageError(
            "it has several documents", source=path, remedy=f"name one of them, such as {found[0]}"
        )
    return found[0]


def differ_in_script(old: Edition, new: Edition) -> bool:
    """Tell whether one edition is in traditional characters, and the other in simplified ones."""
    found = {
        find_script(Para(sentence, lang="zh") for sentence in edition.sentences)
        for edition in (old, new)
        if base_language(edition.lang) == "zh"
    }
    return {"Hans", "Hant"} <= found


def find_changes(old: Edition, new: Edition) -> list[Change]:
    """Return what happened to the sentences of a text from one edition to the next.

    Raises:
        UsageError: they are in two languages.
    """
    if base_language(old.lang) != base_language(new.lang):
        raise UsageError(
            f"{old.name} is in the language {old.lang}, and {new.name} in {new.lang}",
            remedy="give two editions in one language; for a translation use  aigov-corpus align",
        )
    return compare_editions(old.sentences, new.sentences, lang=old.lang)


def require_documents(*paths: Path) -> None:
    """Raise an error for a file, which has no confirmed pairs, and for a path with nothing.

    Raises:
        InvalidInputError: there is nothing at a path.
        UsageError: there is a file.
    """
    for path in paths:
        with naming_input(path):
            is_file = not stat.S_ISDIR(path.stat().st_mode)
        if is_file:
            raise UsageError(
                "only documents of a corpus have confirmed pairs",
                source=path,
                remedy="name the directories of two built documents, or leave out --carry",
            )


def carry_confirmed(old: Path, new: Path) -> list[Carried]:
    """Confirm in a new edition what reviewers confirmed in the old one, and write it to its log.

    Both are built documents. What somebody has decided in the new edition stays as it is.

    Raises:
        InvalidInputError: one of them is not there.
        UsageError: one of them is a file, or has several documents, or they are the same.
        AigovError: the review of the new document is open in another process, or cannot be written.
    """
    require_documents(old, new)
    source, target = _one_document(old), _one_document(new)
    if source.resolve() == target.resolve():
        raise UsageError("both are the same document", source=old, remedy="name two documents")
    lock = lock_review(target, remedy="end that process first")
    try:
        first = store.load_review(source)
        second = store.load_review(target, mend=True)
        whole = join_parts(first.sentences), join_parts(second.sentences)
        same = {
            rendering: _find_same(first.review, rendering, *whole)
            for rendering in second.review.bitexts
            if rendering in first.review.bitexts or len(first.review.bitexts) == 1
        }
        found = carry_over(first.review, second.review, same)
        append_acts(target / LOG, [act for one in found for act in one.acts])
    finally:
        unlock_review(target, lock)
    return found


def _find_same(
    old: Review, rendering: str, before: Iterable[Sentence], after: Iterable[Sentence]
) -> dict[str, str]:
    """Return the names of the sentences whose text stayed, from the old edition to the new one."""
    source = rendering if rendering in old.bitexts else next(iter(old.bitexts))
    sides: tuple[Side, ...] = ("zh", "en")
    found: dict[str, str] = {}
    for side in sides:
        first = [one for one in before if one.rendering == source and _is_side(one, side)]
        second = [one for one in after if one.rendering == rendering and _is_side(one, side)]
        texts = [[one.text for one in own] for own in (first, second)]
        changes = compare_editions(*texts, lang=side)
        for change in changes:
            if change.kind in _SAME and len(change.old) == len(change.new) == 1:
                one, other = first[change.old[0]], second[change.new[0]]
                if one.text.split() == other.text.split():
                    found[one.id] = other.id
    return found


def _is_side(sentence: Sentence, side: Side) -> bool:
    return bool(sentence.position) and base_language(sentence.language) == side
