"""What TMX 1.4 allows: which elements stand in which, and which attributes each has.

The tables follow the DTD `tmx14.dtd` of LISA; a test compares them with the one that OmegaT
carries.
"""

from __future__ import annotations

VERSION = "1.4"

OLD_VERSIONS = frozenset({"1.1", "1.2", "1.3"})
"""Versions in which the attribute `lang` may name the language, in place of `xml:lang`.

OmegaT still writes 1.1.
"""

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
"""For each element, the attributes that it must have; elements that need none are left out."""

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
"""For each element, the further attributes that it may have; elements without any are left out."""

CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements whose content is markup of another format, and not text of the unit."""

INLINE = CODES | {"hi"}
"""Elements that stand between the words of a text: codes, and highlighted words."""

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
"""For every element of TMX, the elements that may stand in it."""

HOLDS_TEXT = frozenset({"note", "prop", "seg", "sub"}) | INLINE
"""Elements in which text may stand."""

NEEDS: dict[str, tuple[str, ...]] = {
    "tmx": ("header", "body"),
    "tu": ("tuv",),
    "tuv": ("seg",),
    "ude": ("map",),
}
"""For each element, the elements that it must hold; elements that need none are left out."""

ONCE = frozenset({("tmx", "header"), ("tmx", "body"), ("tuv", "seg")})
"""Pairs `(parent, child)`: the parent may hold this child only once."""

COMES_LAST = {"tu": "tuv", "tuv": "seg", "tmx": "body"}
"""Parent elements, each with the child that must come after all its other children."""

LANGUAGES = frozenset({"xml:lang", "lang", "srclang", "adminlang"})
"""Attributes whose value is a language code."""

DATES = frozenset({"creationdate", "changedate", "lastusagedate"})
"""Attributes whose value is a date."""

CHOICES: dict[str, tuple[str, ...]] = {
    "segtype": ("block", "paragraph", "sentence", "phrase"),
    "pos": ("begin", "end"),
}
"""For each attribute whose value must be one of a few words, these words."""
