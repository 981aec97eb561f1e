"""The settings of a corpus: corpus.toml, and a provenance file beside each raw text.

corpus.toml lists the documents. All its keys:

```toml
raw = "data/raw"               # directory of the raw files and fetched pages; relative to this file
out = "data/aligned"           # directory in which the corpus is built; relative to this file
taxonomy = "principles.toml"   # principles to tag; without it the bundled taxonomy
granularity = "clause"         # cut units where both texts clearly agree; without it "sentence"

[corpus]                       # how the corpus is called and cited; all of it may be missing
id = "lamp-plans"
title = "Plans for street lamps, in Chinese and English"
version = "1.0.0"              # of the data, not of the program
date = "2026-11-27"            # of that version

[[document]]
id = "global-ai-governance-action-plan"
title_zh = "人工智能全球治理行动计划"
title_en = "Global Action Plan for AI Governance"
zh = { file = "plan.en-zh.txt" }

[[document.rendering]]         # one for each English version
id = "sinocism"
en = { file = "plan.en-zh.txt" }
belongs = true                 # a person has checked that this is the same document: align it
```

A source (`zh`, `en`) names a `file` in the raw directory or beside corpus.toml, a `url`, or both.
If the page at the URL was fetched, the page is read instead of the file. A rendering that has only
a URL is left aside until its page was fetched. `layout` says how the file is laid out
(`interleaved`, `table`, `two-column`, `plain`); without it the layout is recognised. `zh` and `en`
may name the same file: it then holds both languages.

The provenance file of `plan.en-zh.txt` is `plan.en-zh.txt.toml`. It has a table `[zh]`, a table
`[en]`, or both, which say where the text of that language comes from and what may be done with it
(`Provenance` lists the keys).

An unknown key in either file is an error.
"""

from __future__ import annotations

from aigov_corpus.config.corpus_file import (
    DEFAULT,
    GRANULARITIES,
    Config,
    DocumentConfig,
    Granularity,
    Release,
    Rendering,
    Source,
    load_config,
)
from aigov_corpus.config.provenance import Provenance, load_provenance

__all__ = [
    "DEFAULT",
    "GRANULARITIES",
    "Config",
    "DocumentConfig",
    "Granularity",
    "Provenance",
    "Release",
    "Rendering",
    "Source",
    "load_config",
    "load_provenance",
]
