"""Checks of the texts, lists of sentences and paths that a caller passes in Python.

A text is a `str` whose characters can be written in UTF-8. Half of a surrogate pair (U+D800 to
U+DFFF) cannot; it comes from a text that was decoded wrongly or cut in the middle of a character.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any, TypeVar

from aigov_corpus.errors import InvalidInputError, UsageError, show_value
from aigov_corpus.files.addresses import require_local
from aigov_corpus.files.limits import SURROGATE

LONGEST_SENTENCE = 100_000
"""Characters of the longest sentence. The vectors of a megabyte take a gigabyte of memory; real
sentences have up to some thousands."""

Item = TypeVar("Item")


def require_text(value: object, *, name: str) -> str:
    """Return a value that is a text; raise an error for any other.

    Args:
        value: what the caller passed.
        name: what the caller knows it as, for the message: `text`, `src[3]`.

    Raises:
        UsageError: it is no `str`, or holds half of a surrogate pair.
    """
    if not isinstance(value, str):
        raise UsageError(
            f"{name} is {show_value(value)}, which is no text (str)",
            remedy="decode bytes first, and leave out or replace what is missing",
        )
    # a subclass, such as that of numpy, becomes a plain str
    text = value if type(value) is str else str.__str__(value)
    if not text.isascii() and (found := SURROGATE.search(text)):
        raise UsageError(
            f"{name} holds half of a surrogate pair, U+{ord(found[0]):04X}, as character "
            f"{found.start()}",
            remedy="decode the text anew, or replace it with U+FFFD",
        )
    return text


def has_surrogate(text: str) -> bool:
    """Return whether a text holds half of a surrogate pair, so that it cannot be encoded."""
    return not text.isascii() and SURROGATE.search(text) is not None


def require_encodable(text: str, *, source: str, place: str) -> None:
    """Raise an `InvalidInputError` if a text of a pair holds half of a surrogate pair.

    Args:
        text: the text.
        source: id of the pair.
        place: name of the column.
    """
    if has_surrogate(text):
        raise InvalidInputError(
            "it holds half of a surrogate pair (U+D800 to U+DFFF), which is no character",
            source=source,
            place=place,
            remedy="decode the text anew, or replace it with U+FFFD",
        )


def check_path(value: object, *, name: str) -> None:
    """Raise a `UsageError` if a value is neither a path nor a text that is not empty.

    Args:
        value: what the caller passed; some functions take an address in a store, too.
        name: what the caller knows it as, for the message: `path`.
    """
    if not isinstance(value, (str, os.PathLike)) or not str(value):
        raise UsageError(f"{name} is {show_value(value)}, which is no path", remedy="pass a path")


def require_path(value: object, *, name: str) -> Path:
    """Return a value that is a path; raise an error for any other.

    Args:
        value: what the caller passed: a text, or an object of `pathlib`.
        name: what the caller knows it as, for the message: `path`.

    Raises:
        UsageError: it is neither, or is empty, or is an address; one of `file://` is a path.
    """
    check_path(value, name=name)
    return Path(require_local(value) if isinstance(value, str) else value)  # type: ignore[arg-type]


def require_place(index: object, *, noun: str) -> None:
    """Raise a `UsageError` if what stands in brackets behind a list is no number and no slice.

    Args:
        index: the value in the brackets.
        noun: what the list holds, in the singular.
    """
    if not isinstance(index, slice) and not hasattr(index, "__index__"):
        raise UsageError(
            f"the key is {show_value(index)}, which names no {noun}",
            remedy="give a number, or a slice such as [:5]; columns are those of .to_pandas()",
        )


def check_length(sentence: str, *, source: object = "", place: str = "") -> str:
    """Return a sentence that is not too long to be aligned.

    Raises:
        InvalidInputError: it is too long.
    """
    if len(sentence) > LONGEST_SENTENCE:
        raise InvalidInputError(
            f"the sentence has {len(sentence):,} characters, and it may have {LONGEST_SENTENCE:,}",
            source=source,
            place=place,
            remedy="check that it is text with line ends and full stops, and divide it",
        )
    return sentence


def read_items(
    values: object, *, name: str, of: type[Item] | None = None, remedy: str = "pass a list"
) -> list[Item]:
    """Return the items of a list, a tuple, a generator, or the like, that a caller passed.

    Args:
        values: what the caller passed.
        name: name of the argument, for the message: `pairs`.
        of: the class of each item; None for any.
        remedy: what to pass in place of something that has no items.

    Raises:
        UsageError: it is none of these, but a text or a table; or an item is of another class. The
            error names the item, counted from 0.
    """
    if not isinstance(values, Iterable) or isinstance(values, (str, bytes, bytearray, Mapping)):
        raise UsageError(f"{name} is {show_value(values)}, which is no list", remedy=remedy)
    items = list(values)
    for index, item in enumerate(items):
        if of is not None and not isinstance(item, of):
            raise UsageError(
                f"{name}[{index}] is {show_value(item)}, which is no {of.__name__}",
                remedy=f"pass a list with objects of the class {of.__name__}",
            )
    return items


def read_sentences(values: Iterable[str], *, name: str, noun: str = "sentences") -> list[str]:
    """Return the sentences that a caller passed in any iterable: a list, an array, a generator.

    Args:
        values: the sentences, in order.
        name: name of the argument, for the message: `src`.
        noun: what the texts are called in the message, such as `words`.

    Raises:
        UsageError: it is no sequence of texts, but a single text or a table; or one of its items is
            no text. The error names the item, counted from 0.
        InvalidInputError: a sentence is too long.
    """
    remedy = f"pass a list of {noun}"
    if isinstance(values, str):
        raise UsageError(
            f"{name} is one text (str), and not a list of {noun}",
            remedy=f"{remedy}; aigov_corpus.segment splits a text into sentences",
        )
    has_order = isinstance(values, Iterable) and not isinstance(
        values, (bytes, bytearray, memoryview, Mapping, Set)
    )
    if not has_order or getattr(values, "ndim", 1) != 1:
        raise UsageError(f"{name} is {show_value(values)}, and not a list of {noun}", remedy=remedy)
    values = values.to_pylist() if hasattr(values, "to_pylist") else list(values)  # of Arrow
    if _are_plain(values):
        return values
    found = []
    for index, value in enumerate(values):
        item = f"{name}[{index}]"
        found.append(check_length(require_text(value, name=item), source=item))
    return found


def _are_plain(values: list[Any]) -> bool:
    """Tell at once whether all values are texts of the class `str` that need no further look."""
    return (
        set(map(type, values)) <= {str}
        and max(map(len, values), default=0) <= LONGEST_SENTENCE
        and not has_surrogate("".join(values))
    )
