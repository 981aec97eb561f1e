"""What TMX 1.4 allows: which elements stand in which, and which attributes each has.

The tables follow the DTD `tmx14.dtd` of LISA; a test compares them with the one that OmegaT
carries.
"""

from __future__ import annotations

VERSION = "1.4"

OLD_VERSIONS = frozenset({"1.1", "1.2", "1.3"})
"""Versions in which the language of a text may be written `lang` in place of `xml:lang`.

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
"""Attributes that each element must have; elements without any are left out."""

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
"""Attributes that each element may have besides; elements without any are left out."""

CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements whose content is markup of another format and no text of the unit."""

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
"""Every element of TMX, and the elements that may stand in it."""

HOLDS_TEXT = frozenset({"note", "prop", "seg", "sub"}) | INLINE
"""Elements in which text may stand."""

NEEDS: dict[str, tuple[str, ...]] = {
    "tmx": ("header", "body"),
    "tu": ("tuv",),
    "tuv": ("seg",),
    "ude": ("map",),
}
"""Elements that each element must hold."""

ONCE = frozenset({("tmx", "header"), ("tmx", "body"), ("tuv", "seg")})
"""Parent and child, for children that it may hold once only."""

COMES_LAST = {"tu": "tuv", "tuv": "seg", "tmx": "body"}
"""Parent, and the one of its children that must follow all children of other names."""

LANGUAGES = frozenset({"xml:lang", "lang", "srclang", "adminlang"})
"""Attributes whose value is a language code."""

DATES = frozenset({"creationdate", "changedate", "lastusagedate"})
"""Attributes whose value is a date."""

CHOICES: dict[str, tuple[str, ...]] = {
    "segtype": ("block", "paragraph", "sentence", "phrase"),
    "pos": ("begin", "end"),
}
"""Attributes whose value is one of a few words."""
