"""Decisions of an earlier review of a text, taken over when a file changed, came or went.

A project with one more rendering, or with a changed file, is another review, with its own folder.
What people decided about the sentences that both have is written into the log of the new one; the
earlier one stays as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

from aigov_corpus.corpus.store import load_pairs
from aigov_corpus.corpus.writing import is_whole
from aigov_corpus.errors import AigovError
from aigov_corpus.reviewing.acts import ABOUT_ACTS, STRUCTURAL, Act
from aigov_corpus.reviewing.log import LOG, append_acts, read_acts
from aigov_corpus.reviewing.pieces import split_name
from aigov_corpus.reviewing.rows import Members
from aigov_corpus.text.counting import counted


def take_over_decisions(
    root: Path, directory: Path, *, zh: bytes, renderings: Mapping[str, bytes]
) -> list[str]:
    """Write the acts of earlier reviews into the log of a new one; return a sentence about each.

    Of several reviews that have a rendering, the one whose log was written last is taken; one with
    the very same files comes before one whose files have changed since. Of a changed file those
    acts are taken whose sentences are all there.

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
    logs = [*_list_logs(root, directory)]
    whole = [(log, folder) for log, folder in logs if is_whole(log.parent)]
    told += [
        _say_damaged(folder, "its files are not as they were built")
        for log, folder in logs
        if (log, folder) not in whole
    ]
    for is_same, (log, folder) in product((True, False), whole):
        try:
            find = _match_renderings if is_same else _match_changed
            found = find(folder, zh, renderings)
            ids = {old: new for old, new in found.items() if new not in taken}
            acts = [act for act in read_acts(log)[0] if act.rendering in ids]
            if not acts:
                continue
            renamed = [replace(act, rendering=ids[act.rendering]) for act in acts]
            fitting = renamed if is_same else [*_fitting(renamed, directory)]
        except (AigovError, OSError, ValueError, LookupError, TypeError) as error:
            # a folder that somebody changed by hand: the review begins without it
            if is_same:
                told.append(_say_damaged(folder, error))
            continue
        if fitting:
            append_acts(directory / LOG, fitting)
            taken |= {act.rendering for act in fitting}
            left = len(acts) - len(fitting)
            about = f", {left:,} about sentences that changed left out" if left else ""
            told.append(
                f"{counted(len(fitting), 'decision')} of the earlier review in {folder} taken over"
                f"{about}; that review stays as it is"
            )
    return told


def _say_damaged(folder: Path, reason: object) -> str:
    """Return the sentence about an earlier review that cannot be used."""
    return (
        f"the earlier review in {folder} cannot be used ({reason}), so none of its decisions is "
        "taken over; its log stays as it is"
    )


def _fitting(acts: Iterable[Act], directory: Path) -> Iterator[Act]:
    """Yield the acts on sentences that are in a new document, without the rows that are not."""
    known: dict[str, set[str]] = {}
    for pair in load_pairs(directory, reviewed=False):
        names = known.setdefault(pair.rendering, set())
        names.update(split_name(piece)[0] for piece in (*pair.zh_ids, *pair.en_ids))
    yielded: set[str] = set()
    for act in acts:
        there = known.get(act.rendering, set())
        rows = tuple(members for members in act.before if _has_all(there, members))
        made = (new.members for group in act.after for new in group)
        if act.op in ABOUT_ACTS:
            fits = act.target in yielded
        elif act.op in STRUCTURAL:
            fits = rows == act.before and all(_has_all(there, members) for members in made)
        else:
            fits = bool(rows)
        if fits:
            yielded.add(act.id)
            yield replace(act, before=rows)


def _has_all(names: Collection[str], members: Members) -> bool:
    """Tell whether the sentences of all pieces of a row are among some names."""
    return all(split_name(piece)[0] in names for side in members for piece in side)


def _list_logs(root: Path, directory: Path) -> Iterator[tuple[Path, Path]]:
    """Yield logs of other reviews of a document and the folders of their projects, newest first."""
    found = [
        (log.stat().st_mtime, log)
        for log in root.glob(f"{directory.name}*/data/aligned/{directory.name}/{LOG}")
        if log.parent != directory and log.stat().st_size  # without a line nothing was decided
    ]
    for _, log in sorted(found, reverse=True):
        yield log, log.parents[3]


def _match_renderings(folder: Path, zh: bytes, renderings: Mapping[str, bytes]) -> dict[str, str]:
    """Return, for each rendering of an earlier project that the new one has too, its new id.

    Nothing is returned if its Chinese is another file.
    """
    chinese, files = _read_files(folder)
    if chinese != zh:
        return {}
    new_ids = {data: name for name, data in renderings.items()}
    return {old: new_ids[data] for old, data in files.items() if data in new_ids}


def _match_changed(folder: Path, zh: bytes, renderings: Mapping[str, bytes]) -> dict[str, str]:
    """Return the new ids of the renderings that an earlier project had in another version.

    Two renderings go together that have the same name, or that are the only ones left.
    """
    same = _match_renderings(folder, zh, renderings)
    old = [name for name in _read_files(folder)[1] if name not in same]
    new = [name for name in renderings if name not in same.values()]
    if len(old) == len(new) == 1:
        return {old[0]: new[0]}
    return {name: name for name in old if name in new}


def _read_files(folder: Path) -> tuple[bytes, dict[str, bytes]]:
    """Return the Chinese file of a project, and the file of each rendering."""
    raw = folder / "data" / "raw"
    [document] = tomllib.loads((folder / "corpus.toml").read_text("utf-8"))["document"]
    files = {
        one["id"]: (raw / one["en"]["file"]).read_bytes() for one in document.get("rendering", ())
    }
    return (raw / document["zh"]["file"]).read_bytes(), files
