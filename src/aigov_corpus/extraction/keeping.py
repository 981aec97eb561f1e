"""Bring back text that was left out of a document, at the place where it stood in the file."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence, Set

from aigov_corpus.errors import UsageError
from aigov_corpus.extraction.decoding import decode
from aigov_corpus.extraction.ledger import CONTENTS
from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.readers import RawPage
from aigov_corpus.records import Document, LeftOut
from aigov_corpus.text.scripts import detect_language

_KEYS = (40, 10)
"""Characters at the beginning of a paragraph, without white space, by which it is found in a file.

The shorter one is for a paragraph with markup inside.
"""
_READ_AS_TEXT = frozenset({"text", "markdown", "asciidoc"})
"""Formats whose files are text in the order of the document."""


def decode_in_order(pages: Sequence[RawPage], visible: str, *, form: str) -> str:
    """Return the text of a file in which paragraphs and pieces stand in their order.

    Args:
        pages: the file, or the pages of an article.
        visible: all visible text, as the reader gives it.
        form: format of the file, as `Document.meta` has it.
    """
    if form not in _READ_AS_TEXT:
        return visible
    return "\n".join(decode(page.data, name=page.name).text for page in pages)


def bring_back(
    paras: Sequence[Para],
    left_out: Sequence[LeftOut],
    reasons: Collection[str],
    *,
    visible: str,
) -> tuple[list[Para], list[LeftOut], dict[str, int]]:
    """Return paragraphs with the pieces of some reasons put back, the other pieces, and counts.

    A piece becomes a paragraph before the first one that stands behind it in the file. If its place
    is not found, it stands at the end.

    Args:
        paras: the paragraphs, in order.
        left_out: the pieces that were left out.
        reasons: reasons of the pieces to bring back.
        visible: all visible text of the file, in order.

    Returns:
        The paragraphs; the pieces that are still left out; for each reason how many came back.
    """
    back = [piece for piece in left_out if piece.reason in reasons and piece.text.strip()]
    rest = [piece for piece in left_out if piece.reason not in reasons or not piece.text.strip()]
    if not back:
        return list(paras), rest, {}
    text = _without_spaces(visible)
    found_at = []
    seen: dict[str, int] = defaultdict(int)
    others = list(text)  # without the pieces: a line of the contents has the words of a heading
    for piece in back:
        place = _find(piece.text, text, seen[piece.text])
        seen[piece.text] = max(place + 1, seen[piece.text])
        found_at.append(place)
        if place >= 0:
            end = min(place + len(_without_spaces(piece.text)), len(text))
            others[place:end] = "\0" * (end - place)
    at, places, text = 0, [], "".join(others)
    for para in paras:
        found = _find(para.text, text, at)
        at = at if found < 0 else found
        places.append(at)
    inserted: list[tuple[int, Para]] = []
    for piece, place in zip(back, found_at, strict=True):
        index = len(paras) if place < 0 else bisect_left(places, place)
        inserted.append((index, _paragraph(piece, paras, index)))
    merged: list[Para] = []
    by_index: dict[int, list[Para]] = defaultdict(list)
    for index, para in inserted:
        by_index[index].append(para)
    for index in range(len(paras) + 1):
        merged += by_index[index]
        merged += paras[index : index + 1]
    return merged, rest, dict(Counter(piece.reason for piece in back))


def check_kept(
    documents: Iterable[Document], reasons: Sequence[str], *, name: str, option: str = "--keep"
) -> None:
    """Raise a `UsageError` if nothing was left out for one of the reasons.

    Args:
        documents: the documents that were read with these reasons to keep.
        reasons: what the user asked for.
        name: name of the file, for the message.
        option: name of the option or key that holds the reasons.
    """
    kept: set[str] = set()
    others: set[str] = set()
    for document in documents:
        kept |= set(document.meta.get("kept", ()))
        others |= {piece.reason for piece in document.left_out}
    require_kept(reasons, kept, others, source=name, option=option)


def require_kept(
    reasons: Iterable[str], kept: Set[str], others: Set[str], *, source: object, option: str
) -> None:
    """Raise a `UsageError` if nothing was kept for a reason."""
    for reason in reasons:
        if reason not in kept:
            listed = ", ".join(sorted(kept | others))
            raise UsageError(
                f"nothing was left out because it is '{reason}'",
                source=source,
                remedy=f"choose of the reasons that occur: {listed}"
                if listed
                else f"leave out {option}: nothing at all was left out",
            )


def _paragraph(piece: LeftOut, paras: Sequence[Para], index: int) -> Para:
    """Return a piece as a paragraph, with the place of the paragraph beside it."""
    beside = paras[min(index, len(paras) - 1)] if paras else None
    text = " ".join(piece.text.split())
    return Para(
        text,
        lang=detect_language(text),
        kind="paragraph",
        paragraph=beside.paragraph if beside else 0,
        listed=piece.reason == CONTENTS,
    )


def _find(piece: str, text: str, begin: int) -> int:
    """Return the place of a piece in a text without white space, or -1."""
    flat = _without_spaces(piece)
    for length in _KEYS:
        found = text.find(flat[:length], begin) if text and flat else -1
        if found >= 0:
            return found
    return -1


def _without_spaces(text: str) -> str:
    """Return a text without white space, in which readers differ from files."""
    return "".join(text.split())
