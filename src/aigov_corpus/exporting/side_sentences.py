"""The sentences of a pair in one language, with ids, for formats that are made of sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aigov_corpus import patterns as re
from aigov_corpus.records import Pair, Sentence, Side
from aigov_corpus.text.characters import one_line, xml_text


def find_texts(sentences: Iterable[Sentence], pairs: Iterable[Pair]) -> dict[tuple[str, str], str]:
    """Return the text of each sentence of some pairs, by the id of its pair and its own id."""
    wanted = {pair.pair_id for pair in pairs}
    return {(row.pair_id, row.id): row.text for row in sentences if row.pair_id in wanted}


class SideSentences:
    """Finds the sentences of pairs in one language."""

    def __init__(self, lang: Side, texts: Mapping[tuple[str, str], str]) -> None:
        """Take the texts of the sentences of one language.

        Args:
            lang: `zh` or `en`.
            texts: text of each sentence, by the id of its pair and its own id.
        """
        self.lang = lang
        self._texts = texts

    def sentences(self, pair: Pair) -> list[tuple[str, str]]:
        """Return `(id, text)` for each sentence of a pair, in order; empty for an empty side."""
        text = one_line(xml_text(pair.text(self.lang)))
        if not text:
            return []
        ids = pair.ids(self.lang)
        if not ids:
            ids = (f"{pair.pair_id}-{self.lang}",)
        parts = [one_line(xml_text(self._texts.get((pair.pair_id, name), ""))) for name in ids]
        if "".join("".join(parts).split()) != "".join(text.split()):
            ids = (ids[0],) if len(ids) == 1 else (f"{ids[0]}..{ids[-1]}",)
            parts = [text]
        return [(xml_id(name), part) for name, part in zip(ids, parts, strict=True) if part]

    def ids(self, pair: Pair) -> list[str]:
        """Return the ids of a pair's sentences."""
        return [name for name, _ in self.sentences(pair)]


def xml_id(name: str) -> str:
    """Return an id without white space and semicolons, which separate ids in a link."""
    return re.sub(r"[\s;]+", "_", xml_text(name))
