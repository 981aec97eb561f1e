"""How much text of a file was left out, and for which reasons; and whether any text was lost."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable

from aigov_corpus.extraction.paragraphs import Para
from aigov_corpus.extraction.raised import lower_raised
from aigov_corpus.extraction.whitespace import collapse_whitespace
from aigov_corpus.records import Document, LeftOut
from aigov_corpus.text.counting import counted
from aigov_corpus.text.quoting import printable

FRONT_MATTER = "front matter"
"""The reason given for leaving out front matter, the data at the beginning of a Markdown file."""

COMMENT = "comment"
"""The reason given for leaving out comments, which are not part of a text."""

MARKUP = "markup"
"""The reason given for leaving out marks, addresses and settings, which a page does not show."""

INDEX_TERM = "index term"
"""The reason given for leaving out the entries of an index."""

ALTERNATIVE_TEXT = "alternative text"
"""The reason given for leaving out texts that stand for pictures."""

HIDDEN = "hidden text"
"""The reason given for leaving out text that is in a file but is not shown."""

PROMPT = "prompt"
"""The reason given for leaving out what a field of a form says until somebody fills it in."""

READING = "reading"
"""The reason given for leaving out the pronunciation above characters."""

DELETED = "deleted text"
"""The reason given for leaving out text that an author struck through, or deleted in a tracked
change."""

DUPLICATE = "duplicate"
"""The reason given for leaving out a line that stands twice, such as a title or a caption."""

OTHER_LANGUAGE = "other language"
"""The reason given for leaving out the lines of a bilingual file that are in its other language."""

CONTENTS = "table of contents"
"""The reason given for leaving out a table of contents that names pages, or that of a book."""

OUTSIDE = "outside the article"
"""The reason given for leaving out the text of a web page that stands around the article."""

NOT_TEXT = frozenset((FRONT_MATTER, COMMENT, MARKUP, INDEX_TERM, ALTERNATIVE_TEXT, OUTSIDE))
"""Reasons that need no warning, because a reader of the file does not see what is left out.

What stands around the article of a web page is compared with another extractor's text instead.
"""

_WARNING_SHARE = 0.02
"""Share of a file's characters from which users are warned, if left out for one reason.

White space is not counted.
"""

_SHOWN_CHARACTERS = 40
"""Characters that a message shows of the largest piece that was left out."""


def count_letters(texts: Iterable[str]) -> Counter[str]:
    """Return how often each letter and each digit, raised or not, occurs in texts."""
    counts = Counter(lower_raised("\n".join(texts)))
    return Counter({char: count for char, count in counts.items() if char.isalnum()})


def find_difference(visible: str, paras: Iterable[Para], left_out: Iterable[LeftOut]) -> str:
    """Return a sentence about letters of a file that were lost or doubled; empty if none were."""
    wanted = count_letters([collapse_whitespace(visible)])
    texts = [para.text for para in paras] + [piece.text for piece in left_out]
    found = count_letters([collapse_whitespace("\n".join(texts))])
    lost, doubled = (wanted - found).total(), (found - wanted).total()
    if not lost and not doubled:
        return ""
    return (
        f"letters of the file that cannot be accounted for: {lost}; letters that stand twice: "
        f"{doubled}; compare the result with the file"
    )


def describe_deleted(left_out: Iterable[LeftOut]) -> str:
    """Return a sentence about text that is left out as deleted; empty if there is none."""
    pieces = [piece for piece in left_out if piece.reason == DELETED]
    if not pieces:
        return ""
    places = len(pieces)
    where = f" (the first at {pieces[0].place})" if pieces[0].place else ""
    return (
        f"{places} deleted or struck-through {'piece' if places == 1 else 'pieces'} of text "
        f"{'is' if places == 1 else 'are'} left out{where}, the first begins "
        f"'{shorten(pieces[0].text)}'; to keep such text, pass  --keep '{DELETED}'"
    )


def describe_left_out(document: Document, *, file: str = "FILE") -> str:
    """Return a sentence about the text left out of a document; empty if there is none.

    Args:
        document: the document.
        file: the path of its file, for the command that lists all of it.
    """
    if not document.left_out:
        return ""
    by_reason: Counter[str] = Counter()
    for piece in document.left_out:
        by_reason[piece.reason] += _size(piece.text)
    whole = _whole(document)
    parts = [
        f"{counted(size, 'character')} of {reason} ({size / whole:.0%})"
        for reason, size in by_reason.most_common()
    ]
    largest = max(document.left_out, key=lambda piece: _size(piece.text))
    where = f" at {largest.place}" if largest.place else ""
    return (
        f"left out of the {document.lang} text: {', '.join(parts)}; the largest piece{where} "
        f"begins '{shorten(largest.text)}'; to see all of it run  "
        f"aigov-corpus extract {shlex.quote(file)} --left-out"
    )


def leaves_out_much(document: Document) -> bool:
    """Tell whether more than a fiftieth of the text is left out for one reason.

    Front matter, comments, markup and the like do not count, because a reader does not see them.
    Nor does what stands around the article of a web page.
    """
    by_reason: Counter[str] = Counter()
    for piece in document.left_out:
        if piece.reason not in NOT_TEXT:
            by_reason[piece.reason] += _size(piece.text)
    return max(by_reason.values(), default=0) > _WARNING_SHARE * _whole(document)


def _whole(document: Document) -> int:
    """Return the number of characters of a document and of all text left out of it; at least 1."""
    kept = sum(_size(block.text) for block in document.blocks)
    return max(1, kept + sum(_size(piece.text) for piece in document.left_out))


def shorten(text: str) -> str:
    """Return the beginning of a text on one line."""
    return printable(text, longest=_SHOWN_CHARACTERS)


def _size(text: str) -> int:
    """Return the number of characters of a text, without white space."""
    return len("".join(text.split()))
