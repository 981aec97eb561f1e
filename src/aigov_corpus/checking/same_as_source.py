"""A translation that is its source, copied: `same-as-source`.

Numbers, addresses and names (GDP, www.gov.cn) are the same in both languages; only a text with
words of its language counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.checking.quoting import quote
from aigov_corpus.checking.units import Units
from aigov_corpus.records import Finding
from aigov_corpus.text.scripts import HAN, HAN_CHARACTER

CODE = "same-as-source"
_WORDS = re.compile(rf"[{HAN}]|\b[a-z]{{2,}}\s[A-Za-z]{{2,}}|[A-Za-z]{{2,}}\s[a-z]{{2,}}\b")
"""Pattern for words of a language: a Chinese character, or two English words, one in lower case."""
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.|[a-z0-9._+-]+@)\S+", re.IGNORECASE)
"""Pattern for an address, which may have Chinese characters too: https://例子.中国."""


def check(units: Units) -> Iterator[Finding]:
    """Yield a finding for each pair whose texts are the same."""
    for unit in units:
        if not unit.has_both or "".join(unit.zh.split()) != "".join(unit.en.split()):
            continue
        text = unit.text(unit.target)
        words = _WORDS if unit.target == "zh" else HAN_CHARACTER
        if words.search(_ADDRESS.sub("", text)):
            message = f"the translation is the same as the source: {quote(text)}"
            whole = (0, len(text))
            yield unit.find(CODE, "error", unit.target, whole, message, other=whole)
