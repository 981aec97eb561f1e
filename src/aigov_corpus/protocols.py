"""Protocols: what the package needs from encoders, segmenters and exporters.

Any object that fulfils a protocol can replace the built-in code: a fake in a test, another library,
or the code of a plug-in that is registered under a name (see `registry`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aigov_corpus.records import Pair

    Vectors = NDArray[np.float32]


Progress = Callable[[str, float], None]
"""A function that is told in a few words what is being done, and which share of it, from 0 to 1."""


def tell_nobody(*_: object) -> None:
    """Do nothing: the progress function where the caller gives none."""


class Encoder(Protocol):
    """Turns texts into vectors; a text and its translation get vectors that lie near each other.

    `dim` below is the number of components of a vector.

    A plug-in needs nothing more than this protocol. `embedding.composing.make_composing` adds the
    methods of `ComposingEncoder`.
    """

    @property
    def id(self) -> str:
        """Name and version, such as `use-multi-v3@0.2.1+8bit`.

        Vectors are cached under this id, so it must change whenever the vectors change. It is also
        part of the signature of every result (`records.Signature`).
        """

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 for each text, as float32 of shape `(len(texts), dim)`."""


@dataclass(frozen=True, slots=True)
class SentenceParts:
    """What a composing encoder computes for one sentence, once.

    A run is one sentence or several consecutive ones. The parts of a run come from the parts of its
    sentences: clause vectors and sizes are added up, and edges are averaged.

    Attributes:
        clauses: float32 `(clauses, dim)`, one vector per clause. Their sum stands for the sentence.
        edge: float32 `(dim,)`, the vector that the beginning and the end of a text contribute. It
            counts once for a run, however many sentences the run has.
        sizes: float32 `(clauses,)`, the size of each clause, such as its number of tokens.
    """

    clauses: Vectors
    edge: Vectors
    sizes: Vectors


@runtime_checkable
class ComposingEncoder(Encoder, Protocol):
    """An encoder that computes the vector of any run of sentences without encoding the run.

    Each sentence is encoded once, to its `SentenceParts`; `compose` turns the summed parts of a run
    into a vector. The aligner needs vectors of all runs of up to seven sentences.

    `isinstance(encoder, ComposingEncoder)` tells whether an encoder has all of these methods.
    Callers do not ask: they use `make_composing`, which returns such an encoder as it is and wraps
    any other.
    """

    def reader(self) -> ComposingEncoder:
        """Return an encoder for one text in one thread; it may keep what it has computed."""

    def parts(self, sentences: Sequence[Sequence[str]], *, spaced: bool) -> list[SentenceParts]:
        """Encode sentences that are given as lists of clauses.

        Args:
            sentences: the clauses of each sentence.
            spaced: True if the clauses of a sentence are joined by a space, False if by nothing.

        Returns:
            The parts of each sentence.
        """

    def words(self, words: Sequence[str]) -> Vectors:
        """Return one vector of length 1 for each word, encoded without any context."""

    def compose(self, sums: Vectors, edges: Vectors, sizes: Vectors) -> Vectors:
        """Return one vector of length 1 for each of several runs of sentences.

        Args:
            sums: `(runs, dim)`. For each run the sum of all its clause vectors.
            edges: `(runs, dim)`. For each run the mean edge of its sentences.
            sizes: `(runs,)`. For each run the sum of the sizes of its clauses.

        Returns:
            float32 `(runs, dim)`; this `dim` may differ from that of the parts.
        """


class Segmenter(Protocol):
    """Finds the sentences of a text in one language."""

    @property
    def id(self) -> str:
        """Name and version, such as `zh/1`; part of the `records.Signature` of every result."""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return `(start, end)` of each sentence, in order and without overlap.

        `text[start:end]` is the sentence, without white space at its ends. There is only white
        space between two sentences.
        """


class Exporter(Protocol):
    """A function that writes pairs in one format."""

    def __call__(self, pairs: Iterable[Pair], out: Path, *args: Any, **options: Any) -> list[Path]:
        """Write the pairs, and return the files that were written.

        Args:
            pairs: the pairs to write; the exporter may iterate over them only once.
            out: the file; for a format of several files, the part that their names have in common
                (`DIR/NAME`).
            args: not used; no caller gives further positional arguments.
            options: options of the format, each keyword-only and with a default.
        """


@dataclass(frozen=True, slots=True)
class ExportOption:
    """One option of a format, as the command `export` offers it.

    Its name on the command line is `--FORMAT-NAME`, with hyphens: `--tmx-one-file` is the option
    `one_file` of `tmx`.
    """

    name: str
    """Name of the exporter's argument, such as `dialect`."""
    help: str
    """One sentence about the option, for the help."""
    choices: tuple[str, ...] = ()
    """Values that the option may have; if empty, any text is allowed."""
    is_switch: bool = False
    """Whether the option is a switch: no value on the command line, True in Python."""
    metavar: str = ""
    """Word for the value in the help, such as `YYYYMMDD`."""


@dataclass(frozen=True, slots=True)
class Format:
    """An exporter, with the facts that the command `export` needs for its help and its options.

    The registry has a `Format` for each name of a format. A plain exporter function works too: it
    is a format without options that writes to a file, and all pairs that it reads count as written.
    """

    export: Exporter
    title: str = ""
    """Name of the format for people, such as `JSON Lines`; if empty, its name in the registry."""
    summary: str = ""
    """A few words about what the format is good for."""
    is_text: bool = False
    """Whether the format is a single text file, which can go to standard output."""
    is_xml: bool = False
    """Whether texts are written as XML, so that spaces stand for characters that XML forbids."""
    takes_tally: bool = False
    """Whether the exporter has an argument `tally` (`exporting.tally.Tally`) and counts with it.

    If not, all pairs that the exporter reads count as written.
    """
    takes_sentences: bool = False
    """Whether the exporter has an argument `sentences`, an iterable of `records.Sentence`.

    It gets all sentences of the corpus that the pairs come from, even those of other pairs; none if
    the pairs do not come from a corpus.
    """
    takes_findings: bool = False
    """Whether the exporter has an argument `findings`, an iterable of `records.Finding`.

    It gets what the checks found in the pairs; none if the pairs do not come from a corpus.
    """
    takes_packages: bool = False
    """Whether the exporter has arguments `packages` and `omit_text`.

    `packages` has the content of datapackage.json of each document; none if the pairs do not come
    from a built corpus. `omit_text` has the ids of renderings whose text it leaves out by itself.
    """
    is_ids_enough: bool = False
    """Whether a unit without its English text still says something: by its ids, scores and tags."""
    options: tuple[ExportOption, ...] = ()
