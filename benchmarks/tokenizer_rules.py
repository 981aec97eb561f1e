"""Write the rules of spaCy's English tokenizer into the package, which applies them itself.

    python benchmarks/tokenizer_rules.py

Run it after an update of spaCy; if the file changes, raise the version of `segmentation`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "aigov_corpus" / "data" / "tokenizer" / "en.json"


def read_rules() -> dict[str, Any]:
    """Return the rules of the installed spaCy: patterns, and the tokens of each exception."""
    import spacy
    from spacy.symbols import ORTH

    tokenizer = spacy.blank("en").tokenizer
    assert tokenizer.token_match is None
    return {
        "origin": f"spaCy {spacy.__version__}, tokenizer for English, © ExplosionAI GmbH, MIT",
        "prefix": tokenizer.prefix_search.__self__.pattern,
        "suffix": tokenizer.suffix_search.__self__.pattern,
        "infix": tokenizer.infix_finditer.__self__.pattern,
        "url": tokenizer.url_match.__self__.pattern,
        "exceptions": {
            text: [token[ORTH] for token in tokens]
            for text, tokens in sorted(tokenizer.rules.items())
        },
    }


def main() -> None:
    """Write the file."""
    TARGET.parent.mkdir(exist_ok=True)
    text = json.dumps(read_rules(), ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
