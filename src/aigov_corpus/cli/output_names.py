"""What the name of an output says about its format, so that no file lies about what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from aigov_corpus.cli.printing import is_stdout
from aigov_corpus.errors import AigovError, UsageError
from aigov_corpus.files.writing import refuse_input

TEXT = "text"
"""What is written if it is lines for reading."""
JSON = "JSON"
FOLDER = "a directory"
"""What is written if it is several files in a directory."""
_SUFFIXES: Mapping[str, tuple[str, ...]] = {
    TEXT: ("txt", "md", "log"),
    "table": ("txt", "md", "log"),
    JSON: ("json",),
    "jsonl": ("jsonl", "ndjson"),
    "csv": ("csv", "txt"),
    "tsv": ("tsv", "tab", "txt"),
    "html": ("html", "htm"),
    "xlsx": ("xlsx",),
    "docx": ("docx",),
    "parquet": ("parquet",),
    "tmx": ("tmx", "xml"),
    "xliff": ("xlf", "xliff"),
    "tei": ("tei", "xml"),
    "tbx": ("tbx", "xml"),
    "omegat": ("utf8", "tab", "txt"),
    "beads": ("beads", "align", "txt"),
    "weights": ("toml",),
    FOLDER: (),
}
"""Suffixes of files of each format; a format that is not listed may have any name."""
_OTHERS = ("xls", "doc", "odt", "pdf", "epub", "srt", "vtt", "zip", "gz")
"""Suffixes of formats that no command writes."""
_TELLING = frozenset(suffix for own in _SUFFIXES.values() for suffix in own) | {*_OTHERS}
"""Suffixes that say what a file holds; any other one, as in `plan.v2`, says nothing."""


def choose_by_name(
    form: str | None,
    out: Path | None,
    *,
    by_suffix: Mapping[str, str],
    default: str,
    unnamed: str = "",
) -> str:
    """Return the format of an output: that of `--format`, or that of its name.

    Args:
        form: name of a format; None if none was given.
        out: the output; None for standard output.
        by_suffix: the format of each suffix, `csv`.
        default: the format of standard output, and of a device or FIFO.
        unnamed: the remedy for a name without a suffix; empty for the usual one.

    Raises:
        UsageError: the name has no suffix, or that of no format, or of another one.
    """
    if form is not None:
        can_choose = out is not None and out.suffix.removeprefix(".").lower() in by_suffix
        require_name_of(out, form, instead="leave out  --format" if can_choose else "")
        return form
    if out is None or is_stream(out):
        return default
    if out.is_dir():
        raise AigovError("it is a directory", source=out, remedy="name a file in it")
    suffix = out.suffix.removeprefix(".").lower()
    if suffix not in by_suffix:
        refuse_input(out)
        listed = ", ".join(f".{each}" for each in by_suffix)
        usual = f"give it one of the suffixes {listed}, or add --format"
        if suffix:
            raise UsageError(f"no format has the suffix .{suffix}", source=out, remedy=usual)
        reason = "its name does not say what to write"
        raise UsageError(reason, source=out, remedy=unnamed or usual)
    return by_suffix[suffix]


def require_name_of(out: Path | str | None, form: str, *, instead: str = "") -> None:
    """Raise a `UsageError` if the name of an output promises something else than it gets.

    Args:
        out: the output; None for standard output.
        form: what is written: a format, `TEXT`, `JSON` or `FOLDER`.
        instead: what makes the command write what the name says; empty if nothing does.
    """
    path = None if out is None else Path(out)
    fitting = _SUFFIXES.get(form)
    if path is None or fitting is None or is_stream(path) or (form == FOLDER and path.exists()):
        return
    suffix = path.suffix.removeprefix(".").lower()
    if suffix not in _TELLING or suffix in fitting:
        return
    refuse_input(path)
    other = f"name it  {path.with_suffix(f'.{fitting[0]}' if fitting else '')}"
    raise UsageError(
        f"what is written is {form}, and no .{suffix}",
        source=path,
        remedy=f"{instead}, or {other}" if instead else other,
    )


def require_text_name(out: Path | None, *, as_json: bool) -> None:
    """Raise a `UsageError` if the name of an output promises neither text nor, `as_json`, JSON."""
    suffix = "" if out is None else out.suffix.lower()
    instead = "add  --json" if suffix == ".json" else "leave out  --json"
    may_help = suffix == ".json" or (as_json and suffix in (".txt", ".md"))
    require_name_of(out, JSON if as_json else TEXT, instead=instead if may_help else "")


def choose_manifest_form(out: Path | None, *, as_json: bool) -> str:
    """Return the form of a list of documents for `batch`: csv, tsv or jsonl; or json.

    Raises:
        UsageError: the name of the output is that of another format.
    """
    # the room of it loads numpy, and every command imports this module
    from aigov_corpus.batching.manifest_text import MANIFEST_FORMS

    suffix = "" if out is None or is_stream(out) else out.suffix.removeprefix(".").lower()
    forms = [form for form in MANIFEST_FORMS if suffix in _SUFFIXES[form] and suffix != "txt"]
    form = JSON if as_json else forms[0] if forms else "csv"
    instead = "leave out  --json" if as_json and forms else ""
    require_name_of(out, form, instead="add  --json" if suffix == "json" else instead)
    return form


def is_stream(path: Path) -> bool:
    """Tell whether a path is a device or a FIFO, such as /dev/stdout, whose name says nothing."""
    with suppress(OSError):  # too long a name, of which whoever writes the file tells
        return is_stdout(path) or (path.exists() and not path.is_file() and not path.is_dir())
    return False
