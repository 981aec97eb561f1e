"""Fill in the text of renderings that a corpus was passed on without, from a copy that a user has.

omitted.csv has the SHA-256 of each block of such a text. A block is filled in if the copy has a
text with that hash, in one paragraph or across several; then every unit and every title is made
again and compared with its own hash. A rendering is filled in as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aigov_corpus import patterns as re
from aigov_corpus.building.pairs import heading_titles
from aigov_corpus.checking import check_pairs
from aigov_corpus.corpus import store, writing
from aigov_corpus.corpus.document_folders import find_documents
from aigov_corpus.corpus.integrity import read_package
from aigov_corpus.corpus.omitted import read_omitted
from aigov_corpus.corpus.whole_corpus import CHANGES, describe_corpus
from aigov_corpus.errors import AigovError, InvalidInputError, NothingToDoError
from aigov_corpus.exporting.omitting import (
    OmittedText,
    find_withheld,
    hash_text,
    is_omitted,
    is_withheld,
)
from aigov_corpus.extraction import extract_any
from aigov_corpus.files.folders import find_files
from aigov_corpus.files.limits import LARGEST_TEXT, naming_input, read_limited
from aigov_corpus.protocols import tell_nobody
from aigov_corpus.records import Pair, Sentence
from aigov_corpus.text.language_codes import base_language

_MOST_FILES = 1_000
"""Files of a folder that are read; a copy of a corpus has one for each rendering or two."""
_WORD = re.compile(r"\S+")
_MOST_HASHED = 300_000_000
"""Characters that are hashed at most to find blocks in a text with other paragraphs: a second or
two. A copy that needs more is another text."""


@dataclass(frozen=True, slots=True)
class RestoredText:
    """What became of one rendering of a document."""

    document: str
    rendering: str
    blocks: int
    """Number of blocks (paragraphs, headings, items) that were left out."""
    missing: tuple[OmittedText, ...]
    """Those of them that the copy lacks; the rendering is filled in if there are none."""
    edited: int = 0
    """Number of units whose text a reviewer had changed, which no copy has; they stay empty."""

    @property
    def is_whole(self) -> bool:
        """Whether the text was filled in."""
        return not self.missing


def restore_texts(
    corpus: str | Path,
    copy: str | Path,
    *,
    progress: Callable[[str], None] | None = None,
) -> list[RestoredText]:
    """Fill in the texts that a corpus was passed on without; return what became of each.

    A document is written anew if at least one of its texts was filled in; else it stays as it is.

    Args:
        corpus: the directory of the corpus, or of one document.
        copy: a file that has the text, in any format that is read, or a folder of such files.
        progress: called with a few words about each step.

    Raises:
        NothingToDoError: no text was left out of the corpus.
        InvalidInputError: the corpus is damaged; the copy cannot be read, or has none of the texts.
        AigovError: the corpus cannot be written.
    """
    show = progress or tell_nobody
    root, copy = Path(corpus), Path(copy)
    documents = find_documents(root)
    wanted = {folder: read_omitted(folder) for folder in documents}
    if not any(wanted.values()):
        raise NothingToDoError(
            "no text was left out of it",
            source=root,
            remedy="read it as it is; --restore is for a corpus that was exported with --omit-text",
        )
    show(f"reading {copy}")
    texts = _read_copy(copy)
    restored: list[RestoredText] = []
    out = root.parent if root in documents else root
    with writing.lock_corpus(out, progress=show):
        for folder, omitted in wanted.items():
            if omitted:
                show(f"{folder.name}: comparing")
                restored += _restore_document(folder, omitted, texts)
        if not any(each.is_whole for each in restored):
            raise InvalidInputError(
                f"it has not the text that was left out: {describe_missing(restored[0])}",
                source=copy,
                remedy="give a copy of the very text, unchanged; nothing was written",
            )
        if out == root:
            _describe_anew(root, documents)
    return restored


def describe_missing(restored: RestoredText) -> str:
    """Return what a copy lacks of a rendering, in one clause."""
    first = restored.missing[0]
    return (
        f"of '{restored.rendering}' of {restored.document}, {len(restored.missing)} of "
        f"{restored.blocks} paragraphs do not match, the first in section {first.section} "
        f"({first.characters} characters)"
    )


class _Copy:
    """The English texts of a copy, by the hash of each block."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """Take the blocks of each text of the copy."""
        self._found = {hash_text(block): block for text in texts for block in text}
        self._joined = [" ".join(" ".join(text).split()) for text in texts]
        self._left = _MOST_HASHED

    def find(self, sha256: str, characters: int) -> str | None:
        """Return the text with this hash; None if the copy has none.

        If no block is that text, it is looked for from the beginning of each word, whatever the
        paragraphs of the copy are.
        """
        found = self._found.get(sha256)
        if found is not None:
            return found
        for text in self._joined:
            for word in _WORD.finditer(text):
                part = text[word.start() : word.start() + characters]
                self._left -= len(part)
                if len(part) < characters or self._left < 0:
                    break
                if hash_text(part) == sha256:
                    return part
        return None


def _read_copy(copy: Path) -> _Copy:
    """Return the English texts of a file, or of all files of a folder that can be read.

    Raises:
        InvalidInputError: the file cannot be read; or the folder has no file that can.
    """
    with naming_input(copy):
        is_folder = copy.is_dir()
    if not is_folder:
        return _Copy(list(_english(extract_any(_read(copy), name=str(copy)))))
    texts: list[Sequence[str]] = []
    for file in [path for path in find_files(copy) if path.is_file()][:_MOST_FILES]:
        try:
            texts += _english(extract_any(_read(file), name=str(file)))
        except AigovError:  # a picture, a table: it is not the text
            continue
    if not texts:
        raise InvalidInputError(
            "no file in it holds an English text", source=copy, remedy="name the file of your copy"
        )
    return _Copy(texts)


def _read(file: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        InvalidInputError: it cannot be read.
    """
    with naming_input(file):
        return read_limited(file, limit=LARGEST_TEXT)


def _english(documents: Iterable[Any]) -> Iterator[Sequence[str]]:
    """Yield the texts of the blocks of each English document."""
    for document in documents:
        if base_language(document.lang) == "en":
            yield [block.text for block in document.blocks]


def _restore_document(
    folder: Path, omitted: Sequence[OmittedText], copy: _Copy
) -> list[RestoredText]:
    """Fill in the texts of one document, if the copy has them; return what became of each."""
    pairs = store.load_pairs(folder, reviewed=False)
    sentences = store.load_sentences(folder, reviewed=False)
    restored = []
    for rendering in dict.fromkeys(each.rendering for each in omitted):
        own = [each for each in omitted if each.rendering == rendering]
        blocks = [each for each in own if each.kind == "block"]
        found = {each.key: copy.find(each.sha256, each.characters) for each in blocks}
        missing = tuple(each for each in blocks if found[each.key] is None)
        result = RestoredText(folder.name, rendering, len(blocks), missing)
        if not missing:
            texts = {int(key): text for key, text in found.items() if text is not None}
            sentences = [_fill_sentence(each, rendering, texts) for each in sentences]
            hashes = {(each.kind, each.key): each.sha256 for each in own}
            pairs = _fill_pairs(pairs, sentences, rendering, hashes)
            empty = sum(
                pair.rendering == rendering and not pair.en and ("unit", pair.pair_id) in hashes
                for pair in pairs
            )
            result = replace(result, edited=empty)
        restored.append(result)
    whole = {each.rendering for each in restored if each.is_whole}
    if whole:
        left = [each for each in omitted if each.rendering not in whole]
        with_text = [pair for pair in pairs if pair.rendering not in {e.rendering for e in left}]
        writing.write_document(
            folder,
            pairs,
            sentences,
            check_pairs(with_text),
            facts=_facts(folder, {each.rendering for each in left}),
            fingerprint={"settings": "restore"},
            omitted=left,
        )
    return restored


def _fill_sentence(sentence: Sentence, rendering: str, texts: Mapping[int, str]) -> Sentence:
    """Return a sentence with its text and that of its block."""
    if not is_omitted(sentence, {rendering}):
        return sentence
    block = texts[sentence.block]
    return replace(sentence, text=block[sentence.start : sentence.end], block_text=block)


def _fill_pairs(
    pairs: Iterable[Pair],
    sentences: Sequence[Sentence],
    rendering: str,
    hashes: Mapping[tuple[str, str], str],
) -> list[Pair]:
    """Return the pairs with the English of one rendering; a text with another hash stays empty."""
    own = [each for each in sentences if is_omitted(each, {rendering})]
    texts = {(each.pair_id, each.id): each.text for each in own}
    language = own[0].language if own else "en"
    titles = {hash_text(title): title for title in heading_titles(own, language).values()}
    listed = list(pairs)
    withheld = find_withheld(listed)
    filled = []
    for pair in listed:
        if pair.rendering == rendering:
            text = " ".join(texts.get((pair.pair_id, name), "") for name in pair.en_ids)
            known = hashes.get(("unit", pair.pair_id))
            # a unit that reviewers made of others after their text was left out has no hash
            is_new = not known and is_withheld(pair, withheld)
            is_same = is_new or hash_text(text) == known
            title = titles.get(hashes.get(("title", pair.section), ""), "")
            pair = replace(pair, en=text if is_same else "", section_title_en=title)
        filled.append(pair)
    return filled


def _facts(folder: Path, omitted: set[str]) -> dict[str, Any]:
    """Return what datapackage.json says about a document, of which less is left out now."""
    gone = ("id", "resources", "hash", "omitted")
    facts = {key: value for key, value in read_package(folder).items() if key not in gone}
    return facts | ({"omitted": sorted(omitted)} if omitted else {})


def _describe_anew(root: Path, documents: Sequence[Path]) -> None:
    """Write the files that describe the whole corpus, since those of its documents changed."""
    packages = [read_package(folder) for folder in documents]
    describe_corpus(
        root,
        [folder.name for folder in documents],
        stated=packages[0].get("partOf", {}),
        pairs=len(store.load_pairs(root, reviewed=False)),
        changelog=root / CHANGES if (root / CHANGES).is_file() else None,
    )
