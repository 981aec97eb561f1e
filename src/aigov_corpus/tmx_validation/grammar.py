"""What TMX 1.4 allows: which element in which, and which attributes each has."""

from __future__ import annotations

_HISTORY = {"creationdate", "creationid", "changedate", "changeid", "o-encoding"}
_USAGE = {
    *_HISTORY,
    "datatype",
    "usagecount",
    "lastusagedate",
    "creationtool",
    "creationtoolversion",
    "o-tmf",
}

REQUIRED: dict[str, tuple[str, ...]] = {
    "tmx": ("version",),
    "header": (
        "creationtool",
        "creationtoolversion",
        "segtype",
        "o-tmf",
        "adminlang",
        "srclang",
        "datatype",
    ),
    "ude": ("name",),
    "map": ("unicode",),
    "prop": ("type",),
    "tuv": ("xml:lang",),
    "bpt": ("i",),
    "ept": ("i",),
    "it": ("pos",),
}
OPTIONAL: dict[str, set[str]] = {
    "header": _HISTORY,
    "note": {"xml:lang", "lang", "o-encoding"},
    "prop": {"xml:lang", "lang", "o-encoding"},
    "ude": {"base"},
    "map": {"code", "ent", "subst"},
    "tu": {*_USAGE, "tuid", "segtype", "srclang"},
    "tuv": {*_USAGE, "lang"},
    "bpt": {"x", "type"},
    "ph": {"x", "assoc", "type"},
    "it": {"x", "type"},
    "hi": {"x", "type"},
    "ut": {"x"},
    "sub": {"datatype", "type"},
}

CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements that hold another format's markup, not text."""
INLINE = CODES | {"hi"}
INSIDE: dict[str, frozenset[str]] = {
    "tmx": frozenset({"header", "body"}),
    "header": frozenset({"note", "prop", "ude"}),
    "body": frozenset({"tu"}),
    "tu": frozenset({"note", "prop", "tuv"}),
    "tuv": frozenset({"note", "prop", "seg"}),
    "ude": frozenset({"map"}),
    "seg": INLINE,
    "hi": INLINE,
    "sub": INLINE,
    **dict.fromkeys(CODES, frozenset({"sub"})),
    "note": frozenset(),
    "prop": frozenset(),
    "map": frozenset(),
}
"""Every element of TMX, and the elements that may stand in it."""
HOLDS_TEXT = frozenset({"note", "prop", "seg", "sub"}) | INLINE
NEEDS: dict[str, tuple[str, ...]] = {
    "tmx": ("header", "body"),
    "tu": ("tuv",),
    "tuv": ("seg",),
    "ude": ("map",),
}
ONCE = frozenset({("tmx", "header"), ("tmx", "body"), ("tuv", "seg")})
COMES_LAST = {"tu": "tuv", "tuv": "seg", "tmx": "body"}
"""By parent, the element that all others must stand before."""

LANGUAGES = frozenset({"xml:lang", "lang", "srclang", "adminlang"})
DATES = frozenset({"creationdate", "changedate", "lastusagedate"})
CHOICES: dict[str, tuple[str, ...]] = {
    "segtype": ("block", "paragraph", "sentence", "phrase"),
    "pos": ("begin", "end"),
}
OLD_VERSIONS = frozenset({"1.1", "1.2", "1.3"})
"""In which `lang` does for `xml:lang`; OmegaT writes 1.1 to this day."""
