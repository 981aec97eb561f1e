"""Texts in marks that are not read: reStructuredText, LaTeX, Org, Textile, and pages of wikis.

Each is known by signs that are rare elsewhere. One sign alone, such as a line of stars, is no
proof, unless the name of the file says the same.
"""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.extraction.file_kinds import Kind

_REMEDY = "convert it first, for instance with  pandoc -f {} -t html -o FILE.html FILE"

_LEAST_SIGNS = 2
"""Fewest different signs of a text in such marks."""

_LEAST_PLACES = 3
"""Fewest places with such signs."""

_OTHER_NAMES = {"latex": (".tex", ".ltx"), "rst": (".rest", ".rst.txt"), "mediawiki": (".wiki",)}
"""Ends of names of files besides the name of the format."""


class _Marks(NamedTuple):
    """How a text is written, and what shows it."""

    kind: Kind
    names: tuple[str, ...]
    """Ends of the names of such files."""
    signs: tuple[re.Pattern[str], ...]
    needed: re.Pattern[str] | None
    """A sign without which it is no such text."""


def _marks(name: str, form: str, *signs: str, needed: str = "") -> _Marks:
    """Return marks by the patterns of their signs.

    Args:
        name: what a text with them is, with its article.
        form: name of the format for pandoc.
        signs: patterns of the signs, of which `^` and `$` stand for the ends of lines.
        needed: pattern of a sign that must be there.
    """
    return _Marks(
        Kind(name, _REMEDY.format(form)),
        (f".{form}", *_OTHER_NAMES.get(form, ())),
        tuple(re.compile(sign, re.MULTILINE) for sign in signs),
        re.compile(needed, re.MULTILINE) if needed else None,
    )


_WIKI_HEADING = r"^(={2,6})[^=\n]{1,200}\1[ \t]*$"
_TEXTILE_HEADING = r"^h[1-6](?:\([^)\n]{0,80}\))?\. \S"
_WIKI_LINK = r"\[\[[^\[\]\n]{1,300}\]\]"

_FORMULA = (
    r"(?:align|equation|gather|multline|eqnarray|flalign|array|split|cases|\w{0,9}matrix|math)"
    r"[a-z]{0,4}\*?\}"
)
"""The rest of the beginning or end of a formula, which also stands in Markdown."""

_KNOWN = (
    _marks(
        "a reStructuredText file (.rst)",
        "rst",
        r"^[ \t]{0,40}\.\. [\w+:-]{1,40}::(?: |$)",
        r"^\.\. _[^:\n]{1,80}:|^\.\. \[[#\w]{1,20}\] |^\.\. \|[^|\n]{1,80}\| \w",
        r"(?<![\w`:]):(?:[a-z][\w+-]{0,20}:)?[a-z][\w+-]{0,20}:`[^`\n]",
        r"`[^`\n]{1,200}`__?(?!\w)",
        r"\S::\n\n[ \t]",
        r"``[^`\n]{1,200}``(?!`)",
        r"^[^\s#|][^\n|]{0,200}\n(?:={4,}|~{4,}|\^{4,})\n",
        r"^=+(?: +=+)+\n|^\+=+(?:\+=+)+\+\n",
        needed=r"^[ \t]{0,40}\.\. [\w+:-]{1,40}::|^\.\. _[^:\n]{1,80}:|\S::\n\n[ \t]"
        r"|(?<![\w`:]):(?:[a-z][\w+-]{0,20}:)?[a-z][\w+-]{0,20}:`[^`\n]|`[^`\n]{1,200}`__?(?!\w)",
    ),
    _marks(
        "a LaTeX file (.tex)",
        "latex",
        r"^[ \t]{0,20}\\(?:chapter|(?:sub){0,2}section|paragraph)\*?[\[{]",
        rf"^[ \t]{{0,20}}\\begin\{{(?!{_FORMULA})\w{{1,30}}\*?\}}",
        rf"^[ \t]{{0,20}}\\end\{{(?!{_FORMULA})\w{{1,30}}\*?\}}",
        r"^[ \t]{0,20}\\item\b",
        r"\\(?:cite|ref|label|footnote|emph|textbf|textit|href|caption)\{",
        needed=r"^[ \t]{0,20}\\(?:(?:chapter|(?:sub){0,2}section)\*?[\[{]"
        rf"|begin\{{(?!{_FORMULA}))",
    ),
    _marks(
        "a file of Org mode (.org)",
        "org",
        r"^[ \t]{0,20}#\+(?:[A-Z_]+|[a-z_]+|Title):? ?",
        r"^[ \t]{0,20}:(?:END|LOGBOOK|PROPERTIES):[ \t]*$",
        r"^\*+ (?:TODO|DONE) |^[ \t]{0,20}(?:SCHEDULED|DEADLINE|CLOSED): [<\[]",
        r"\[\[[^\]\n|]{1,300}\]\[[^\]\n]{1,300}\]\]",
        r"^\*{1,8} \S",
        r"^\|(?:-+\+)+-+\|",
        needed=r"^[ \t]{0,20}#\+(?i:title|author|date|options|begin_\w+|startup|language|caption)\b"
        r"|^[ \t]{0,20}:PROPERTIES:[ \t]*$|^\*+ (?:TODO|DONE) ",
    ),
    _marks(
        "a page of a wiki in its own marks (MediaWiki)",
        "mediawiki",
        _WIKI_HEADING,
        _WIKI_LINK,
        r"'''[^'\n]{1,300}'''",
        r"\{\{[^{}\n%$]{1,300}(?:\}\}|\n\|)",
        r"^\{\|(?: |$)",
        r"^\|-(?: |$)",
        r"<ref[ >/]|</ref>|<nowiki>",
        r"\[https?://\S{1,300} [^\]\n]{1,300}\]",
        needed=rf"{_WIKI_HEADING}|^\{{\|(?: |$)|'''[^'\n]"
        r"|\[\[(?:[Cc]ategory|[Ff]ile|分[类類]|文件):",
    ),
    _marks(
        "a page of a wiki in its own marks (DokuWiki)",
        "dokuwiki",
        r"^={2,6} [^=\n]{1,200} ={2,6}[ \t]*$",
        r"^(?:\^[^^|\n]{1,200})+\^[ \t]*$",
        r"^\|[^|\n]{0,200}\|",
        _WIKI_LINK,
        r"\{\{[^{}\n]{1,300}\}\}",
        r"(?<!:)//[^/\n]{1,300}//",
        r"^  [*-] \S",
        needed=r"^={5,6} [^=\n]{1,200} ={5,6}[ \t]*$",
    ),
    _marks(
        "a Textile file",
        "textile",
        _TEXTILE_HEADING,
        r"^(?:p|bq|bc|fn\d+|table|notextile)(?:\([^)\n]{0,80}\)|[<>=])?\. \S",
        r'"[^"\n]{1,200}":(?:https?:|/|#)',
        r"^\|_\. ?|\|_\. ",
        r"^[*#]{1,6} \S",
        r"^\|[^|\n]{0,200}\|",
        needed=_TEXTILE_HEADING,
    ),
)
"""Texts in marks of their own."""


def find_marked_up(text: str, *, name: str = "") -> Kind | None:
    """Return the kind of a text in light marks that are not read; None for any other text.

    Args:
        text: the text, or its beginning.
        name: name of the file; what it ends with counts as a sign.
    """
    best, most = None, (0, 0)
    for marks in _KNOWN:
        if marks.needed is not None and not marks.needed.search(text):
            continue
        places = [
            sum(1 for _ in islice(sign.finditer(text), _LEAST_PLACES)) for sign in marks.signs
        ]
        named = name.lower().endswith(marks.names)
        found = (sum(map(bool, places)) + named, sum(places) + _LEAST_PLACES * named)
        if found[0] >= _LEAST_SIGNS and found[1] >= _LEAST_PLACES and found > most:
            best, most = marks.kind, found
    return best
