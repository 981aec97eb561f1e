"""Decisions of an earlier review of the same files, taken over when renderings came or went.

A project with one more rendering is another review, with its own folder. What people decided about
the renderings that both have is written into the log of the new one; the earlier one stays as it
is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from aigov_corpus.corpus.writing import is_whole
from aigov_corpus.errors import AigovError
from aigov_corpus.reviewing.acts import Act
from aigov_corpus.reviewing.log import LOG, append_acts, read_acts
from aigov_corpus.text.counting import counted


def take_over_decisions(
    root: Path, directory: Path, *, zh: bytes, renderings: Mapping[str, bytes]
) -> list[str]:
    """Write the acts of earlier reviews into the log of a new one; return a sentence about each.

    Of several reviews that have a rendering, the one whose log was written last is taken.

    Args:
        root: the folder of all projects.
        directory: the directory of the new document, which has no log yet.
        zh: the Chinese file.
        renderings: for each rendering of the new document its id and its file.

    Raises:
        AigovError: the log cannot be written.
    """
    taken: set[str] = set()
    told = []
    for log, folder in _list_logs(root, directory):
        try:
            ids = {
                old: new
                for old, new in _match_renderings(folder, zh, renderings).items()
                if new not in taken
            }
            acts = [act for act in read_acts(log)[0] if act.rendering in ids]
        except (AigovError, OSError, ValueError, LookupError, TypeError):
            continue  # a folder that somebody changed by hand: the review begins without it
        if acts:
            append_acts(directory / LOG, [_rename(act, ids) for act in acts])
            taken |= {ids[act.rendering] for act in acts}
            told.append(
                f"{counted(len(acts), 'decision')} of the earlier review in {folder} taken over; "
                "that review stays as it is"
            )
    return told


def _list_logs(root: Path, directory: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the logs of other reviews of a document and the folders of their projects, last first.

    Args:
        root: the folder of all projects.
        directory: the directory of the document.
    """
    found = [
        (log.stat().st_mtime, log)
        for log in root.glob(f"{directory.name}*/data/aligned/{directory.name}/{LOG}")
        if log.parent != directory and is_whole(log.parent)
    ]
    for _, log in sorted(found, reverse=True):
        yield log, log.parents[3]


def _match_renderings(folder: Path, zh: bytes, renderings: Mapping[str, bytes]) -> dict[str, str]:
    """Return, for each rendering of an earlier project that the new one has too, its new id.

    Nothing is returned if its Chinese is another file.
    """
    raw = folder / "data" / "raw"
    [document] = tomllib.loads((folder / "corpus.toml").read_text("utf-8"))["document"]
    if (raw / document["zh"]["file"]).read_bytes() != zh:
        return {}
    new_ids = {data: name for name, data in renderings.items()}
    files = {
        one["id"]: (raw / one["en"]["file"]).read_bytes() for one in document.get("rendering", ())
    }
    return {old: new_ids[data] for old, data in files.items() if data in new_ids}


def _rename(act: Act, ids: Mapping[str, str]) -> Act:
    """Return an act as one on the rendering of the new document."""
    return replace(act, rendering=ids[act.rendering])
