"""Alignments made by hand (gold), and the files that they are kept in.

An alignment is a list of beads. A bead says which source sentences and which target sentences
translate each other. A null bead has sentences on one side only, because they have no translation.
Sentences are numbered from 0.

A gold text is a folder with three files:

    src.LANG.txt    the source, one sentence per line; LANG is its language code, such as `zh`
    tgt.LANG.txt    the target, one sentence per line
    gold.align      one bead per line: `[0]:[0, 1]` is source sentence 0 with targets 0 and 1
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aigov_corpus import patterns as re
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.files.folders import find_files
from aigov_corpus.files.limits import LARGEST_TEXT, naming_input, read_limited
from aigov_corpus.files.reasons import explain
from aigov_corpus.files.warning import warn
from aigov_corpus.text.language_codes import normalise_code
from aigov_corpus.text.row_numbers import describe_rows

Indices = tuple[int, ...]
"""Numbers of sentences of one side, counted from 0."""
Pairing = tuple[Indices, Indices]
"""One bead: the numbers of its source sentences and of its target sentences."""

GOLD_FILE = "gold.align"
_BEAD_LINE = re.compile(r"\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]")
_MOST_DIGITS = 9
"""Digits of the largest sentence number that is read; no text has a thousand million sentences."""
_SHOWN = 40
"""Characters of a wrong line that an error message quotes."""


@dataclass(frozen=True, slots=True)
class GoldText:
    """The sentences of both sides of a text, with the beads that a person made."""

    name: str
    src: tuple[str, ...]
    tgt: tuple[str, ...]
    src_lang: str
    tgt_lang: str
    beads: tuple[Pairing, ...]


def split_nulls(beads: Iterable[tuple[Sequence[int], Sequence[int]]]) -> list[Pairing]:
    """Return the beads, with each null bead split into null beads of one sentence each."""
    found: list[Pairing] = []
    for src, tgt in beads:
        if src and tgt:
            found.append((tuple(src), tuple(tgt)))
        else:
            found += [((number,), ()) for number in src]
            found += [((), (number,)) for number in tgt]
    return found


def read_gold(directory: Path) -> list[GoldText]:
    """Return all gold texts in a directory and its subdirectories, sorted by path.

    The name of a text is its path below `directory`, such as `novels/003`.

    Raises:
        InvalidInputError: there is no gold text; or a file is missing, is not UTF-8, has a line
            that is not a bead, or has the number of a sentence that does not exist; there are no
            beads, they are not in the order of the source, or two have the same sentence.
    """
    with naming_input(directory):
        if directory.is_symlink():
            directory.stat()  # of a link that leads nowhere, the system says why
        is_there = directory.exists()
        is_file = directory.is_file()
    if is_file:
        raise InvalidInputError(
            "it is a file", source=directory, remedy="give the folder of gold texts"
        )
    if not is_there:
        raise InvalidInputError(
            "there is no such folder", source=directory, remedy="give the folder of gold texts"
        )
    files = [file for file in find_files(directory) if file.name == GOLD_FILE]
    if not files:
        raise InvalidInputError(
            f"there is no file '{GOLD_FILE}' in this folder or below it",
            source=directory,
            remedy="give each text a folder with src.LANG.txt and tgt.LANG.txt (one sentence per "
            f"line) and {GOLD_FILE} (one bead per line, such as [0]:[0, 1])",
        )
    return [_read_text(file.parent, directory) for file in files]


def _read_text(directory: Path, root: Path) -> GoldText:
    """Return the gold text in one directory; its name is the path below `root`."""
    src_file, tgt_file = _only_file(directory, "src"), _only_file(directory, "tgt")
    src, tgt = _read_sentences(src_file), _read_sentences(tgt_file)
    name = directory.name
    if directory != root:
        name = directory.relative_to(root).as_posix()
    return GoldText(
        name=name,
        src=tuple(src),
        tgt=tuple(tgt),
        src_lang=_language_of(src_file),
        tgt_lang=_language_of(tgt_file),
        beads=tuple(_read_beads(directory / GOLD_FILE, n_src=len(src), n_tgt=len(tgt))),
    )


def _only_file(directory: Path, side: str) -> Path:
    """Return the file for one side, `src` or `tgt`; there must be exactly one."""
    files = sorted(directory.glob(f"{side}.*.txt"))
    if len(files) != 1:
        raise InvalidInputError(
            f"the folder has {len(files)} files named {side}.LANG.txt and needs exactly one",
            source=directory,
            remedy=f"name the sentences after their language, such as {side}.zh.txt",
        )
    return files[0]


def _language_of(file: Path) -> str:
    """Return the language code in a name such as `src.zh.txt`."""
    try:
        return normalise_code(file.name.split(".")[1])
    except UsageError as error:
        raise InvalidInputError(
            f"in its name, {error.reason}",
            source=file,
            remedy=f"{error.remedy}, such as {file.name.split('.')[0]}.zh.txt",
        ) from error


def _read_sentences(path: Path) -> list[str]:
    """Return the lines of a file, trimmed; an empty line between others is an empty sentence."""
    try:
        text = read_limited(path, limit=LARGEST_TEXT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(
            f"the file is not UTF-8 (byte {error.start})",
            source=path,
            remedy="convert it; if it is GB18030, with  iconv -f GB18030 -t UTF-8",
        ) from error
    except OSError as error:
        raise InvalidInputError(
            f"the file cannot be read ({explain(error, path)})", source=path
        ) from error
    if not text.strip():
        raise InvalidInputError("it is empty", source=path, remedy="write one sentence per line")
    return [line.strip() for line in text.removesuffix("\n").split("\n")]


def _read_beads(path: Path, *, n_src: int, n_tgt: int) -> list[Pairing]:
    """Return the beads in a file with lines such as `[0]:[0, 1]`.

    The rest of a line after the second bracket, such as a score, is ignored, and so are empty lines
    and lines with `[]:[]`, of which a warning is given.
    """
    beads: list[Pairing] = []
    sides = (_Side("src", n_src), _Side("tgt", n_tgt))
    last = -1
    empty = []
    for number, line in enumerate(_read_sentences(path), start=1):
        if not line:
            continue
        place = f"line {number}"
        match = _BEAD_LINE.match(line)
        if not match:
            raise InvalidInputError(
                f"'{line[:_SHOWN]}' is not a bead",
                source=path,
                place=place,
                remedy="write the numbers of source and target sentences like this:  [0]:[0, 1]",
            )
        try:
            src, tgt = (side.read(part) for side, part in zip(sides, match.groups(), strict=True))
        except InvalidInputError as error:
            raise error.with_fields(source=path, place=place) from error
        if src:
            _check_order(src[0], last, path, place)
            last = src[0]
        if src or tgt:
            beads.append((src, tgt))
        else:
            empty.append(number)
    if not beads:
        raise InvalidInputError(
            "all of its beads are empty",
            source=path,
            remedy="write one bead per line, such as [0]:[0, 1]",
        )
    if empty:
        lines = describe_rows(empty, noun="line")
        warn(f"{path}: beads without a sentence ([]:[]) are left out: {lines}")
    return beads


@dataclass(slots=True)
class _Side:
    """One side of a gold file, as far as it has been read."""

    name: str
    """`src` or `tgt`."""
    size: int
    """Number of sentences of the side."""
    seen: set[int] = field(default_factory=set)
    """Numbers of the sentences in the beads read so far."""

    def read(self, text: str) -> Indices:
        """Return the numbers in a text such as `0, 1`.

        Raises:
            InvalidInputError: the side has no such sentence, the numbers do not rise, or a sentence
                is in a bead already.
        """
        found: list[int] = []
        for digits in re.findall(r"\d+", text):
            if len(digits) > _MOST_DIGITS or int(digits) >= self.size:
                raise InvalidInputError(
                    f"there is no sentence {digits[:_SHOWN]} in {self.name}, which has {self.size} "
                    "sentences",
                    remedy="count sentences from 0",
                )
            number = int(digits)
            if number in self.seen:
                raise InvalidInputError(
                    f"sentence {number} of {self.name} stands there a second time",
                    remedy="write each sentence in one bead only",
                )
            if found and number < found[-1]:
                raise InvalidInputError(
                    f"sentence {number} of {self.name} comes after sentence {found[-1]}",
                    remedy="write the numbers of a bead in ascending order",
                )
            self.seen.add(number)
            found.append(number)
        return tuple(found)


def _check_order(number: int, last: int, path: Path, place: str) -> None:
    """Raise unless the source sentence `number`, which begins a bead, comes after `last`.

    The target sentences may cross: translators change the order of sentences.
    """
    if number < last:
        raise InvalidInputError(
            f"this bead begins with source sentence {number}, and the one before with {last}",
            source=path,
            place=place,
            remedy="write the beads in the order of the source text",
        )
