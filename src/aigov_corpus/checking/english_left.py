"""English left in the Chinese text that is no name: `english-left`.

Names, acronyms, code and addresses stay in Latin letters. What does not is a word in lower case
that the Chinese texts have at one place only, if Chinese is the translation; and always a run of
English with a word such as “the” or “of” in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Units
from aigov_corpus.records import Finding
from aigov_corpus.text.scripts import HAN

CODE = "english-left"
_RUN = re.compile(
    r"(?<![\w@/.:#$`<>=\"'“‘(（\[【《「-])[A-Za-z][A-Za-z’'-]*(?:[ ,]+[A-Za-z][A-Za-z’'-]*)*"
    r"(?![\w@/:#`<>=(\"'”’)）\]】》」-]|\.\w)"
)
"""Pattern for English words outside of brackets, quotation marks, code and addresses."""
_LITTLE_WORDS = frozenset(
    {"the", "of", "and", "to", "is", "are", "was", "were", "with", "by", "that", "has", "have"}
)
_LEAST_WORDS = 3
"""Words of a run with a little word; “of” alone may belong to a name: Bank of China."""
_WORD = re.compile("[a-z]{3,}")


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each piece of English in a Chinese text that is no name."""
    words: Counter[str] = Counter()
    for unit in units:
        if unit.target == "zh":
            words.update(set(_WORD.findall(unit.zh)))
    for unit in units:
        if not unit.has_both or not re.search(f"[{HAN}]", unit.zh) or unit.zh == unit.en:
            continue
        for found in _RUN.finditer(unit.zh):
            if not (_is_sentence(found[0]) or (unit.target == "zh" and _is_word(found[0], words))):
                continue
            at = unit.en.find(found[0])
            other = (at, at + len(found[0])) if at >= 0 else None
            message = f"English is left in the Chinese: {quote(found[0])}"
            yield unit.find(CODE, "error", "zh", found.span(), message, other=other, score=0.8)


def _is_sentence(run: str) -> bool:
    """Tell whether a run is English text: it has a little word and others in lower case."""
    words = re.findall("[A-Za-z]+", run)
    in_lower_case = [word for word in words if word.islower() and word not in _LITTLE_WORDS]
    return (
        len(words) >= _LEAST_WORDS and bool(in_lower_case) and not _LITTLE_WORDS.isdisjoint(words)
    )


def _is_word(run: str, words: Counter[str]) -> bool:
    """Tell whether a run is one word in lower case that the Chinese texts have once."""
    return _WORD.fullmatch(run) is not None and words[run] == 1
