"""Names of sections for people: `ch2/art33` is Chapter 2, Article 33, and 第2章 第33条."""

from __future__ import annotations

from aigov_corpus import patterns as re
from aigov_corpus.records import CONTENTS_SECTION, FIRST_SECTION

_WHOLE = {
    FIRST_SECTION: ("Beginning", "开头"),
    CONTENTS_SECTION: ("Contents", "目录"),
    "end": ("End", "结尾"),
}
"""Sections without a number: English and Chinese name."""
_KINDS = {
    "doc": ("Text {}", "第{}篇"),
    "annex": ("Annex {}", "附件{}"),
    "part": ("Part {}", "第{}编"),
    "ch": ("Chapter {}", "第{}章"),
    "s": ("Section {}", "第{}节"),
    "art": ("Article {}", "第{}条"),
    "": ("§ {}", "§ {}"),
}
"""What the letters of a label count, with a blank for the number."""
_LABEL = re.compile(r"(doc|annex|part|ch|s|art|)(\d+)(?:-(\d+))?")


def name_section(path: str, *, chinese: bool = False) -> str:
    """Return the name of a section for people; a path of another kind stays as it is.

    Args:
        path: path of the section, such as `ch2/art33`, `3/1`, or `0`.
        chinese: whether the name is Chinese; else it is English.
    """
    if path in _WHOLE:
        return _WHOLE[path][chinese]
    names: list[str] = []
    was_plain = False
    for label in path.split("/"):
        found = _LABEL.fullmatch(label)
        if found is None:
            return path
        kind, number, inserted = found.groups()
        if was_plain and not kind:  # 3/1 is one number: § 3.1
            names[-1] += f".{label}"
        else:
            names.append(_name_label(kind, number, inserted or "", chinese=chinese))
        was_plain = not kind
    return (" " if chinese else ", ").join(names)


def _name_label(kind: str, number: str, inserted: str, *, chinese: bool) -> str:
    """Return the name of one label; an inserted article is 第5条之1 or Article 5-1."""
    name = _KINDS[kind][chinese].format(number)
    if not inserted:
        return name
    return f"{name}之{inserted}" if chinese else f"{name}-{inserted}"
