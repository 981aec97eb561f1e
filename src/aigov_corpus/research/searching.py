"""Search by meaning: the texts whose vectors are nearest to that of a query, in either language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from aigov_corpus.display import SHOWN_ROWS, html_cell, html_table
from aigov_corpus.embedding import DEFAULT, cache_encoder
from aigov_corpus.errors import NothingToDoError, UsageError
from aigov_corpus.records import Pair, Side
from aigov_corpus.research.texts import SIDES, keep_new_texts, read_side
from aigov_corpus.text.clauses import split_clauses
from aigov_corpus.text.counting import counted
from aigov_corpus.text.values import require_place

if TYPE_CHECKING:
    import pandas as pd

    from aigov_corpus.embedding.cache import CachedEncoder
    from aigov_corpus.protocols import Encoder, Vectors

_DECIMALS = 4
_SHOWN_DECIMALS = 2
SEARCH_COLUMNS = ("score", "pair_id", "document", "rendering", "section", "side", "zh", "en")
"""Columns of what a search found: cosine of the vectors; the pair; the text that fits better."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A pair whose text is near the query."""

    score: float
    """Cosine of the vectors of the query and of the text, or of its best clause: 1 for the same
    meaning, about 0 for an unrelated one."""
    pair: Pair
    side: Side
    """The text that fits better."""


class Hits(Sequence[Hit]):
    """What a search found, the nearest first."""

    def __init__(self, query: str, hits: Iterable[Hit]) -> None:
        """Remember what was found for a query."""
        self.query = query
        self._hits = tuple(hits)

    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> Hits: ...
    def __getitem__(self, index: int | slice) -> Hit | Hits:
        """Return one of the pairs that were found, or some of them."""
        require_place(index, noun="hit")
        if isinstance(index, slice):
            return Hits(self.query, self._hits[index])
        return self._hits[index]

    def __repr__(self) -> str:
        """Return the score, section and texts of each pair."""
        return "\n".join((f"<Hits: {counted(len(self), 'pair')} for {self.query}>", *self.lines()))

    def lines(self) -> list[str]:
        """Return each pair as a line of text: score, section and both texts, with tabs between."""
        return [
            f"{hit.score:.{_SHOWN_DECIMALS}f}\t§{hit.pair.section}\t{hit.pair.zh}\t{hit.pair.en}"
            for hit in self._hits
        ]

    def rows(self) -> list[dict[str, Any]]:
        """Return a dict for each pair, with the keys of `SEARCH_COLUMNS`."""
        return [
            {
                "score": hit.score,
                "side": hit.side,
                **{name: getattr(hit.pair, name) for name in SEARCH_COLUMNS[1:] if name != "side"},
            }
            for hit in self._hits
        ]

    def to_pandas(self) -> pd.DataFrame:
        """Return the pairs as a DataFrame; `side` is the text that is near to the query."""
        import pandas as pd

        return pd.DataFrame(self.rows(), columns=list(SEARCH_COLUMNS))

    def _repr_html_(self) -> str:
        """Return the first pairs as an HTML table."""
        return self.to_html(shown_rows=SHOWN_ROWS)

    def to_html(self, *, shown_rows: int | None = None) -> str:
        """Return the pairs as an HTML table; `shown_rows` of them, or all."""
        return html_table(
            f"{counted(len(self), 'pair')} for {self.query}",
            ("score", "rendering", "§", "中文", "English"),
            (_html_row(hit) for hit in self._hits[:shown_rows]),
            total=len(self),
            advice="to_pandas() has all of them",
            shown_rows=len(self),
        )


def _html_row(hit: Hit) -> list[str]:
    """Return the cells of a pair."""
    pair = hit.pair
    return [
        html_cell(f"{hit.score:.{_SHOWN_DECIMALS}f}"),
        html_cell(pair.rendering),
        html_cell(pair.section),
        html_cell(pair.zh, lang=pair.language("zh")),
        html_cell(pair.en, lang=pair.language("en")),
    ]


def search_pairs(
    pairs: Iterable[Pair],
    query: str,
    *,
    k: int = 10,
    side: str | None = None,
    encoder: Encoder | str = DEFAULT,
) -> list[Hit]:
    """Return the pairs with a text that means about the same as a query, the nearest first.

    The query may be in any language that the encoder knows; it need not be that of the text. It is
    compared with the whole text and with each of its clauses, because a few words are never like a
    long sentence. Of the pairs of several renderings with the same Chinese text, only one is found
    by that text.

    `Corpus.search` describes the arguments and the errors.
    """
    if not query.strip():
        raise UsageError("the query is empty", remedy="give a few words or a sentence")
    if k < 1:
        raise UsageError(f"k is {k}", remedy="give 1 or more")
    pairs = list(pairs)
    sides = tuple(SIDES.values()) if side is None else (read_side(side),)
    texts = [(pair, one) for one in sides for pair in keep_new_texts(pairs, one)]
    if not texts:
        raise NothingToDoError("there is no text to look in", remedy="use wider filters")
    composing = cache_encoder(encoder)
    [vector] = _encode([query.strip()], composing, spaced=False)
    best: dict[str, Hit] = {}
    for one in sides:
        of_side = [(pair, pair.text(one)) for pair, its_side in texts if its_side == one]
        pieces = [
            (pair, piece)
            for pair, text in of_side
            for piece in dict.fromkeys((text, *split_clauses(text, lang=pair.language(one))))
        ]
        if not pieces:
            continue
        vectors = _encode([piece for _, piece in pieces], composing, spaced=one == "en")
        for (pair, _), score in zip(pieces, (vectors @ vector).tolist(), strict=True):
            known = best.get(pair.pair_id)
            if known is None or score > known.score:
                best[pair.pair_id] = Hit(round(min(score, 1.0), _DECIMALS), pair, one)
    return sorted(best.values(), key=lambda hit: -hit.score)[:k]


def _encode(texts: Sequence[str], encoder: CachedEncoder, *, spaced: bool) -> Vectors:
    """Return one vector of length 1 for each text, from the cache if it has it."""
    import numpy as np

    parts = encoder.parts([[text] for text in texts], spaced=spaced)
    return encoder.compose(
        np.stack([part.clauses.sum(axis=0) for part in parts]),
        np.stack([part.edge for part in parts]),
        np.array([part.sizes.sum() for part in parts], np.float32),
    )
