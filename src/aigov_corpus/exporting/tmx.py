"""TMX 1.4: a translation memory for OmegaT, Trados, memoQ and other translation programs.

The files follow what those programs need, which is stricter than the DTD: `zh-CN` with a hyphen;
one space for any white space; no character that XML forbids; no unit with an empty side; no line
end inside `<seg>`; all properties before the first `<tuv>`; no property with a name that OmegaT
itself uses.

If two units have the same source, programs keep the one that they read last. So each rendering of a
text gets its own file, unless the caller asks for one file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from aigov_corpus import patterns as re
from aigov_corpus.config.ids import number_repeated
from aigov_corpus.errors import UnknownNameError, UsageError
from aigov_corpus.exporting.rows import sides
from aigov_corpus.exporting.tally import (
    NO_TRANSLATION,
    REJECTED,
    Tally,
    remark_changes,
    require_written,
)
from aigov_corpus.files.writing import Replacing
from aigov_corpus.protocols import ExportOption, Format
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import clean_text

if TYPE_CHECKING:
    from aigov_corpus.exporting.tmx_xml import UnitBuilder

MOST_FREQUENT = "most-frequent"
DEDUPE = ("none", "exact", "first", MOST_FREQUENT)
SAME_UNIT = "with the source and the translation of an earlier one"
"""The reason for leaving out a unit if `dedupe` is `exact` or `most-frequent`."""
SAME_SOURCE = "with the source of an earlier one"
"""The reason for leaving out a unit if `dedupe` is `first`."""
RARER = "with a source whose most frequent translation is another"
"""The reason for leaving out a unit if `dedupe` is `most-frequent`."""
SEVERAL = "with the source of an earlier one and another translation, written all the same"
"""The remark about a unit that was written, if `dedupe` is `none` or `exact`."""

_DATE = re.compile(r"\d{8}T\d{6}Z")
_HASH_BYTES = 8
"""Bytes of a text's hash.

The probability that two of a million texts have the same hash is 0.00000003.
"""


@dataclass(frozen=True, slots=True)
class Profile:
    """The needs of one family of programs: names of properties, and a mark in the header."""

    o_tmf: str = "aigov_corpus"
    """`o-tmf` in the header: the format from which the file says it was made."""
    names: tuple[tuple[str, str], ...] = ()
    """Properties with another name in this program: `(our name, its name)`."""
    fixed: tuple[tuple[str, str], ...] = ()
    """Further properties of every unit: `(name, value)`."""
    typed: bool = False
    """Whether the type of a property is part of its name, as in `x-doc:SingleString`."""


PROFILES: dict[str, Profile] = {
    "generic": Profile(),
    # OmegaT uses the names `file`, `id`, `prev`, `next`, `path` itself; ours are others
    "omegat": Profile(),
    # Trados reads properties as its fields only with this o-tmf and with their types
    "trados": Profile(o_tmf="SDL TM8 Format", typed=True),
    "memoq": Profile(names=(("x-doc", "x-document"),), fixed=(("aligned", "yes"),)),
}


def export(
    pairs: Iterable[Pair],
    out: Path,
    *,
    profile: str = "generic",
    dedupe: str = "none",
    one_file: bool = False,
    created: str = "",
    tally: Tally | None = None,
) -> list[Path]:
    """Write the pairs that have both languages as translation units, each with its source first.

    Args:
        pairs: the pairs to write; they are not all in memory at the same time. They are read once,
            with `most-frequent` twice.
        out: the file. With several renderings, each gets a file with a name like
            `corpus.sinocism.tmx`.
        profile: one of `PROFILES`.
        dedupe: what to do about repeated units. `none` writes every unit. `exact` leaves out a unit
            if the same source with the same translation stands earlier in the file. `first` leaves
            out a unit if the same source stands earlier in the file. `most-frequent` writes each
            source once, with its most frequent translation in the file; of two that are equally
            frequent, with the first.
        one_file: whether all renderings are written into `out`.
        created: creation date for the header and each unit, in the form `20261122T120000Z`. If it
            is empty there is none, so the same pairs give the same bytes.
        tally: counts what was written and left out.

    Returns:
        The files, one for each rendering.

    Raises:
        UnknownNameError: there is no such profile, or no such value of `dedupe`.
        UsageError: `created` is not a date.
        NothingToDoError: no pair has a text in both languages.
        AigovError: a file cannot be written.
    """
    from aigov_corpus.exporting.tmx_xml import UnitBuilder

    _check_options(profile, dedupe, created)
    tally = Tally() if tally is None else tally
    repeats = _Repeats(dedupe)
    if dedupe == MOST_FREQUENT:
        pairs = tuple(pairs) if isinstance(pairs, Iterator) else pairs
        repeats.count(_list_units(pairs, one_file, Tally()))
    with Replacing() as files:
        with _Memories(files, out, UnitBuilder(PROFILES[profile], created)) as memories:
            for pair, rendering, src, tgt in _list_units(pairs, one_file, tally):
                repeat = repeats.find(rendering, src, tgt)
                if repeat == SEVERAL:
                    tally.remarks[SEVERAL] += 1
                elif repeat:
                    tally.left_out[repeat] += 1
                    continue
                memories.write(rendering, pair, src, tgt)
                tally.written += 1
                remark_changes(pair, tally)
        require_written(tally, out)
    return files.written


FORMAT = Format(
    export,
    title="TMX",
    summary="OmegaT, Trados, memoQ and other translation programs",
    is_text=True,
    is_xml=True,
    takes_tally=True,
    options=(
        ExportOption("profile", "Program that will read the file.", choices=tuple(PROFILES)),
        ExportOption(
            "dedupe",
            "Leave out units whose source and translation are those of an earlier one (exact), "
            "or whose source is (first); or write each source once, with its most frequent "
            "translation (most-frequent).",
            choices=DEDUPE,
        ),
        ExportOption(
            "one_file", "Write all renderings into one file, not each into its own.", is_switch=True
        ),
        ExportOption(
            "created",
            "Creation date, in UTC; none by default.",
            metavar="YYYYMMDDThhmmssZ",
        ),
    ),
)


def _rendering_paths(out: Path, renderings: Iterable[str]) -> list[Path]:
    """Return the path of each rendering's file: `corpus.sinocism.tmx` for `corpus.tmx`."""
    names = number_repeated(re.sub(r"[^\w-]+", "-", each) for each in renderings)
    return [out.with_name(f"{out.stem}.{name}{out.suffix}") for name in names]


def _list_units(
    pairs: Iterable[Pair], one_file: bool, tally: Tally
) -> Iterator[tuple[Pair, str, str, str]]:
    """Yield each pair that can be a unit, with the name of its file, its source and translation."""
    for pair in pairs:
        if pair.status == "rejected":
            tally.left_out[REJECTED] += 1
            continue
        src, tgt = (clean_text(text) for text in sides(pair))
        if src and tgt:
            yield pair, "" if one_file else pair.rendering, src, tgt
        else:
            tally.left_out[NO_TRANSLATION] += 1


def _is_date(text: str) -> bool:
    """Tell whether a text is a date of the calendar as TMX writes it."""
    try:
        datetime.strptime(text, "%Y%m%dT%H%M%SZ")
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


def _check_options(profile: str, dedupe: str, created: str) -> None:
    if profile not in PROFILES:
        raise UnknownNameError("TMX profile", profile, PROFILES)
    if dedupe not in DEDUPE:
        raise UnknownNameError("way to dedupe", dedupe, DEDUPE)
    if created and not _is_date(created):
        raise UsageError(
            f"'{created}' is not a date as TMX wants it",
            remedy="write it in UTC, like 20261122T120000Z",
        )


class _Memories(ExitStack):
    """The open files of one export, one for each rendering; leaving a `with` block closes them."""

    def __init__(self, files: Replacing, out: Path, builder: UnitBuilder) -> None:
        super().__init__()
        self._files = files
        self._out = out
        self._builder = builder
        self._paths: dict[str, Path] = {}
        self._writers: dict[str, Callable[[Pair, str, str], None]] = {}

    def write(self, rendering: str, pair: Pair, src: str, tgt: str) -> None:
        """Write a unit into the file of its rendering; open the file if it is the first unit."""
        if rendering not in self._writers:
            self._open(rendering, pair)
        self._writers[rendering](pair, src, tgt)

    def _open(self, rendering: str, first: Pair) -> None:
        """Open the file of a rendering; if there are several, the file is named after it."""
        from aigov_corpus.exporting.tmx_xml import open_memory

        path = self._files.beside(self._out)
        memory = open_memory(path, first, self._builder)
        self._writers[rendering] = self.enter_context(memory)
        self._paths[rendering] = path
        if len(self._paths) > 1:
            paths = _rendering_paths(self._out, self._paths)
            for temporary, named in zip(self._paths.values(), paths, strict=True):
                self._files.rename(temporary, named)


class _Repeats:
    """The sources and units seen in each file, stored as two hashes for each unit."""

    def __init__(self, dedupe: str) -> None:
        self._dedupe = dedupe
        self._hashes: set[bytes] = set()
        self._most_frequent: dict[bytes, bytes] = {}

    def count(self, units: Iterable[tuple[Pair, str, str, str]]) -> None:
        """Learn the most frequent translation of each source; of several, the first."""
        counts: Counter[bytes] = Counter()
        for _, file, src, tgt in units:
            source, unit = _hash_unit(file, src, tgt)
            counts[source + unit] += 1
        most: dict[bytes, int] = {}
        for both, count in counts.items():
            source, unit = both[:_HASH_BYTES], both[_HASH_BYTES:]
            if count > most.get(source, 0):
                most[source], self._most_frequent[source] = count, unit

    def find(self, file: str, src: str, tgt: str) -> str:
        """Compare a unit with the earlier units of its file, and remember it.

        Returns:
            `SAME_SOURCE`, `SAME_UNIT` or `RARER` if the unit must be left out; `SEVERAL` if it
            must be written with this remark; otherwise an empty string.
        """
        source, unit = _hash_unit(file, src, tgt)
        knows_source = source in self._hashes
        knows_unit = unit in self._hashes
        self._hashes |= {source, unit}
        if self._dedupe == MOST_FREQUENT:
            if self._most_frequent[source] != unit:
                return RARER
            return SAME_UNIT if knows_unit else ""
        if not knows_source:
            return ""
        if self._dedupe == "first":
            return SAME_SOURCE
        if knows_unit:
            return SAME_UNIT if self._dedupe == "exact" else ""
        return SEVERAL


def _hash_unit(file: str, src: str, tgt: str) -> tuple[bytes, bytes]:
    """Return the hash of a source in a file, and that of the source with its translation."""
    return _hash(f"{file}\n{src}"), _hash(f"{file}\n{src}\n{tgt}")


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).digest()
