"""TMX 1.4: a translation memory that OmegaT, Trados, memoQ and the rest import.

Written as those programs need it, not only as the DTD allows it: `zh-CN` with a hyphen, one space where
there was any white space, no character that XML forbids, no unit with an empty side, no line end inside
`<seg>`, every property before the first `<tuv>`, and no property type that OmegaT takes for its own.

When two units have the same source, programs keep the last one they read. Two renderings of one text are
therefore two files, unless one is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from aigov_corpus.errors import UnknownNameError, UsageError
from aigov_corpus.exporting.tally import NO_TRANSLATION, WRITTEN, Tally, require_written
from aigov_corpus.files.writing import Replacing
from aigov_corpus.records import Pair
from aigov_corpus.text.characters import one_line, xml_text

DEDUPE = ("none", "exact", "first")
SAME_UNIT = "with the source and the translation of an earlier one"
SAME_SOURCE = "with the source of an earlier one"
SEVERAL = "with the source of an earlier one and another translation, written all the same"

_DATE = re.compile(r"\d{8}T\d{6}Z")


@dataclass(frozen=True, slots=True)
class Profile:
    """How one family of programs wants the properties called; nothing else differs."""

    o_tmf: str = "aigov_corpus"
    names: tuple[tuple[str, str], ...] = ()
    """Our property name to theirs."""
    fixed: tuple[tuple[str, str], ...] = ()
    """Properties that every unit gets."""
    typed: bool = False
    """Whether a name carries its kind: `x-doc:SingleString`."""


PROFILES: dict[str, Profile] = {
    "generic": Profile(),
    # OmegaT gives meaning to properties called `file`, `id`, `prev`, `next`, `path`; none of ours is
    "omegat": Profile(),
    # user fields come through only under this o-tmf and with their kind
    "trados": Profile(o_tmf="SDL TM8 Format", typed=True),
    "memoq": Profile(names=(("x-doc", "x-document"),), fixed=(("aligned", "yes"),)),
}
_MULTIPLE = frozenset({"x-principle"})


def export(
    pairs: Iterable[Pair],
    out: Path,
    *,
    profile: str = "generic",
    dedupe: str = "none",
    one_file: bool = False,
    created: str = "",
    zh_lang: str = "zh-CN",
    en_lang: str = "en-US",
    tally: Tally | None = None,
) -> list[Path]:
    """Write the pairs with both languages as translation units, Chinese the source; return the files.

    Args:
        pairs: are read once, and never held all together.
        out: the file; with several renderings its stem, as in `corpus.sinocism.tmx`.
        profile: one of `PROFILES`.
        dedupe: `none` writes every unit, `exact` leaves out repeated ones, `first` leaves out every unit
            whose source stood before in the same file.
        one_file: all renderings in one file.
        created: `creationdate` of the header and each unit, as `20261122T120000Z`; none if empty, so that
            the same pairs give the same bytes.
        zh_lang: the language code of the source, BCP 47.
        en_lang: that of the target.
        tally: counts what was written and left out.

    Raises:
        UsageError: an option has no such value.
        NothingToDoError: no pair has both languages.
        AigovError: a file cannot be written.
    """
    if profile not in PROFILES:
        raise UnknownNameError("TMX profile", profile, PROFILES)
    if dedupe not in DEDUPE:
        raise UnknownNameError("way to dedupe", dedupe, DEDUPE)
    if created and not _DATE.fullmatch(created):
        raise UsageError(
            f"'{created}' is not a date as TMX wants it; write it in UTC like this: 20261122T120000Z"
        )
    tally = Tally() if tally is None else tally
    build = _UnitBuilder(PROFILES[profile], created, zh_lang, en_lang)
    writers: dict[str, Callable[[Pair, str, str], None]] = {}
    temporary: dict[str, Path] = {}
    seen = _Seen(dedupe)
    with Replacing() as files:
        with ExitStack() as stack:
            for pair in pairs:
                zh, en = one_line(xml_text(pair.zh)), one_line(xml_text(pair.en))
                if not zh or not en:
                    tally[NO_TRANSLATION] += 1
                    continue
                name = "" if one_file else pair.rendering
                if reason := seen.reason(name, zh, en):
                    tally[reason] += 1
                    if reason != SEVERAL:
                        continue
                if name not in writers:
                    temporary[name] = files.beside(out)
                    writers[name] = stack.enter_context(_open(temporary[name], pair, build))
                writers[name](pair, zh, en)
                tally[WRITTEN] += 1
        if len(writers) > 1:
            for name, path in temporary.items():
                files.finals[path] = rendering_path(out, name)
        require_written(tally, out)
    return files.written


def rendering_path(out: Path, rendering: str) -> Path:
    """Return the name of one rendering's file beside `out`: `corpus.tmx` gives `corpus.sinocism.tmx`."""
    name = re.sub(r"[^\w-]+", "-", rendering)
    return out.with_name(f"{out.stem}.{name}{out.suffix}")


class _Seen:
    """Which sources and units stood before in each file; keeps two 8-byte hashes a unit, no text."""

    def __init__(self, dedupe: str) -> None:
        self._dedupe = dedupe
        self._hashes: set[bytes] = set()

    def reason(self, name: str, zh: str, en: str) -> str:
        """Return why the unit is left out, or counted, and remember it; an empty string if it is new."""
        source, unit = _hash(f"{name}\n{zh}"), _hash(f"{name}\n{zh}\n{en}")
        known, repeated = source in self._hashes, unit in self._hashes
        self._hashes |= {source, unit}
        if not known:
            return ""
        if self._dedupe == "first":
            return SAME_SOURCE
        if repeated:
            return SAME_UNIT if self._dedupe == "exact" else ""
        return SEVERAL


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


class _UnitBuilder:
    """Makes the XML elements of one export."""

    def __init__(self, profile: Profile, created: str, zh_lang: str, en_lang: str) -> None:
        self._profile = profile
        self._names = dict(profile.names)
        self._dates = {"creationdate": created} if created else {}
        self._langs = (zh_lang, en_lang)

    def header(self, first: Pair) -> etree._Element:
        """Return the header; it carries the signature of the file's first pair."""
        header = etree.Element(
            "header",
            creationtool="aigov_corpus",
            creationtoolversion=version("aigov-corpus"),
            segtype="sentence",
            adminlang="en",
            srclang=self._langs[0],
            datatype="plaintext",
            **{"o-tmf": self._profile.o_tmf},
            **self._dates,
        )
        self._prop(header, "x-signature", first.signature)
        etree.indent(header, space=" ")
        return header

    def unit(self, pair: Pair, zh: str, en: str, *, signature: str) -> etree._Element:
        """Return the translation unit; it carries its signature where that is not the header's."""
        tu = etree.Element("tu", tuid=_attribute(pair.pair_id), **self._dates)
        for name, value in (
            ("x-doc", pair.document),
            ("x-rendering", pair.rendering),
            ("x-section", pair.section),
            ("x-section-title-zh", pair.section_title_zh),
            ("x-section-title-en", pair.section_title_en),
            ("x-kind", pair.kind),
            *(("x-principle", principle) for principle in pair.principles),
            ("x-score", "" if pair.score is None else str(pair.score)),
            ("x-status", pair.status),
            ("x-bead", pair.bead),
            ("x-source-url-zh", pair.source_url_zh),
            ("x-source-url-en", pair.source_url_en),
            ("x-licence-en", pair.licence_en),
            ("x-signature", pair.signature if pair.signature != signature else ""),
        ):
            self._prop(tu, name, value)
        for name, value in self._profile.fixed:
            self._prop(tu, name, value, typed=False)
        for lang, text in zip(self._langs, (zh, en), strict=True):
            tuv = etree.SubElement(tu, "tuv", {"{http://www.w3.org/XML/1998/namespace}lang": lang})
            etree.SubElement(tuv, "seg").text = text
        etree.indent(tu, space=" ")  # between elements; a seg has none inside, so its text stays
        return tu

    def _prop(self, parent: etree._Element, name: str, value: str, *, typed: bool = True) -> None:
        text = _attribute(value)
        if not text:
            return
        kind = (
            f":{'Multiple' if name in _MULTIPLE else 'Single'}String"
            if self._profile.typed and typed
            else ""
        )
        etree.SubElement(parent, "prop", type=self._names.get(name, name) + kind).text = text


@contextmanager
def _open(
    path: Path, first: Pair, build: _UnitBuilder
) -> Iterator[Callable[[Pair, str, str], None]]:
    """Write everything around the units, and yield what writes one."""
    # lxml maps a full disk to an error of its own unless Python holds the file
    with path.open("wb") as file, etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        xml.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with xml.element("tmx", version="1.4"):
            xml.write("\n", build.header(first), "\n")
            with xml.element("body"):
                xml.write("\n")

                def write(pair: Pair, zh: str, en: str) -> None:
                    xml.write(build.unit(pair, zh, en, signature=first.signature), "\n")

                yield write
            xml.write("\n")


def _attribute(value: str) -> str:
    return one_line(xml_text(value))
