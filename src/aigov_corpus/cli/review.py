"""`aigov-corpus review`: decide about pairs in the browser."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigov_corpus.cli.inputs import InputPath, OutputPath, ReadingCommand, read_input
from aigov_corpus.cli.messages import tell, tell_notes
from aigov_corpus.cli.options import LANGUAGES, encoder_option, refuse_unused, unchecked_option
from aigov_corpus.cli.output_names import require_name_of
from aigov_corpus.cli.printing import echo_line, open_output
from aigov_corpus.cli.progress import progress_line
from aigov_corpus.errors import InvalidInputError, UsageError
from aigov_corpus.files.given import GivenFile
from aigov_corpus.files.limits import naming_input
from aigov_corpus.files.names import readable_name
from aigov_corpus.text.counting import counted
from aigov_corpus.text.row_numbers import describe_rows

if TYPE_CHECKING:
    from aigov_corpus.serving.documents import OpenDocument
    from aigov_corpus.serving.library import Library
    from aigov_corpus.serving.server import Address
    from aigov_corpus.serving.wording import Language

_LARGEST_PORT = 65_535


@click.command("review", cls=ReadingCommand)
@click.argument("paths", type=InputPath(), nargs=-1, metavar="[CORPUS | ZH EN…]")
@click.option(
    "--port",
    type=click.IntRange(0, _LARGEST_PORT),
    default=0,
    metavar="N",
    help="Port of the page.  [default: one that is free]",
)
@click.option("--no-browser", is_flag=True, help="Do not open the browser; print the address only.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of the page: English or Chinese; a link on the page changes it.  [default: that "
    "of the browser]",
)
@click.option(
    "--reviewer",
    metavar="NAME",
    help="Name that stands beside what you decide.  [default: your name on this machine]",
)
@click.option(
    "--merge",
    "logs",
    type=InputPath(),
    multiple=True,
    metavar="FILE",
    help="Bring in the edits.jsonl of another reviewer, list what contradicts yours, and end. "
    "May be given several times.",
)
@click.option(
    "--import",
    "sheets",
    type=InputPath(),
    multiple=True,
    metavar="FILE",
    help="Bring in an XLSX, DOCX, TMX, XLIFF or another file that the page or export wrote and "
    "somebody changed, list what was not taken, and end. May be given several times.",
)
@click.option(
    "--static",
    "static",
    type=OutputPath(),
    metavar="FILE",
    help="Write the review as one HTML file for a colleague without this program, and end. What "
    "the colleague saves there is brought in with --merge.",
)
@click.option(
    "--folder",
    type=OutputPath(is_folder=True),
    default=Path("aigov-review"),
    show_default=True,
    metavar="DIR",
    help="Folder in which texts that you align here are kept.",
)
@encoder_option
@unchecked_option
def command(
    paths: tuple[Path, ...],
    port: int,
    no_browser: bool,
    language: Language | None,
    reviewer: str | None,
    logs: tuple[Path, ...],
    sheets: tuple[Path, ...],
    static: Path | None,
    folder: Path,
    encoder: str,
    unchecked: bool,
) -> None:
    r"""Review pairs in the browser: confirm, correct, comment.

    \b
    aigov-corpus review                                    choose there, or drop files
    aigov-corpus review data/aligned
    aigov-corpus review law.zh.docx law.en.pdf             align two files first
    aigov-corpus review law.docx ours.docx official.pdf    two renderings side by side
    aigov-corpus review memory.tmx                         pairs of another program
    aigov-corpus review data/aligned/plan --port 8765 --no-browser --reviewer "Zhang Wei"
    aigov-corpus review data/aligned/plan --merge /media/usb/edits.jsonl
    aigov-corpus review data/aligned/plan --import changed.xlsx --reviewer "Zhang Wei"
    aigov-corpus review data/aligned/plan --static plan.html

    CORPUS is data/aligned, or the directory of one document in it. A Chinese file and its English
    translation, in any order, or one file that holds both, are aligned first. Several English files
    are renderings of the Chinese one, and stand side by side; what you do changes the first, and a
    click makes another the first. Of a file of pairs (TMX, XLIFF, XLSX, CSV, …) each is a row. The
    result is kept in the folder of --folder.

    The page is served on this machine alone, and nothing is uploaded. Its address holds a token:
    whoever has it may review. The command runs until you press Ctrl+C.

    With --merge nothing is served: acts on rows that you left alone are taken; what contradicts
    yours is listed, and the page shows it as a decision to take again. With --import, changed
    English becomes acts of the reviewer, and from an XLSX statuses, principles and comments too.

    What you decide is saved at once, in edits.jsonl in the directory of each document;  export  and
    stats  see it. docs/review.md describes the page, its keys and the log.
    """
    from aigov_corpus.building.project import MOST_FILES
    from aigov_corpus.embedding import cache_encoder
    from aigov_corpus.reviewing.acts import reviewer_name
    from aigov_corpus.serving.library import Library
    from aigov_corpus.serving.server import serve

    if len(paths) > MOST_FILES:
        raise UsageError(
            f"{len(paths)} files are given, and a review takes {MOST_FILES}",
            remedy="name a corpus, or one Chinese file and its English renderings",
        )
    name = reviewer or reviewer_name()
    ending = {"--merge": bool(logs), "--import": bool(sheets), "--static": static is not None}
    for option in (option for option, is_given in ending.items() if is_given):
        refuse_unused("port", because=f"is about the page, and {option} serves none")
        if not paths:
            raise UsageError(f"{option} needs a corpus", remedy=f"name it before {option}")
    cache_encoder(encoder)  # an unknown name is an error before any file is read
    is_only_read = static is not None and not (logs or sheets)
    library = Library(folder, unchecked=unchecked, is_only_read=is_only_read)

    def show(address: Address) -> None:
        echo_line(address.url)
        sys.stdout.flush()  # a program that waits for the address reads a pipe
        if not no_browser:
            import webbrowser

            webbrowser.open(address.url)

    try:
        _open(library, paths, encoder)
        for document in library.documents:
            for notice in document.notices:
                tell(notice, severity="warning")
        for log in logs:
            _merge(library.documents, log)
        for sheet in sheets:
            _import(library.documents, sheet, name)
        if static is not None:
            _write_static(library.documents, static, language or "")
        if not any(ending.values()):
            with suppress(KeyboardInterrupt):  # the usual way to end it
                serve(
                    library,
                    reviewer=name,
                    encoder=encoder,
                    port=port,
                    language=language or "",
                    ready=show,
                )
            tell("the review is closed; every decision is saved")
    finally:
        library.close()


def _open(library: Library, paths: Sequence[Path], encoder: str) -> None:
    """Open a corpus, or align files and open the result."""
    if not paths:
        return
    with naming_input(paths[0]):
        is_file = paths[0].is_file()
    if len(paths) == 1 and not is_file:
        library.open_all(paths[0])
        return
    from aigov_corpus.building.given_project import SUFFIXES, recognise_pairs, store_pairs
    from aigov_corpus.building.project import make_project, recognise_files

    files = [GivenFile(readable_name(path.name), read_input(path).data) for path in paths]
    if len(files) == 1 and files[0].suffix in SUFFIXES:
        pairs = recognise_pairs(files[0])
        for note in pairs.notes:
            tell(note, source=pairs.file.name)
        with progress_line() as show:
            directory = store_pairs(library.root, pairs, progress=show)
        tell(f"everything is kept in {directory.parents[2].resolve()}")
        library.open(directory)
        return
    recognised = recognise_files(files)
    english = ", ".join(file.name for file in recognised.renderings)
    tell(
        f"{recognised.zh.name} holds both languages"
        if recognised.is_bilingual
        else f"{recognised.zh.name} is read as the Chinese text, {english} as English"
    )
    with progress_line() as show:
        project = make_project(library.root, recognised, encoder=encoder, progress=show)
    for warning in project.warnings:
        tell(warning, severity="warning")
    for note in project.notes:
        tell(note)
    tell(f"everything is kept in {project.folder.resolve()}")
    library.open(project.directory)


def _merge(documents: Sequence[OpenDocument], log: Path) -> None:
    """Bring in the acts of a log, and print how many fit and which contradict others.

    Raises:
        InvalidInputError: the log cannot be read, or is about none of the documents.
    """
    from aigov_corpus.reviewing.log import read_acts

    acts, notice = read_acts(log)
    if notice:
        tell(notice, severity="warning")
    by_document = {document.review.document: document for document in documents}
    unknown = sorted({act.document for act in acts} - by_document.keys())
    if not acts or unknown:
        reason = "it is empty" if log.exists() else "there is no such file"
        raise InvalidInputError(
            f"it is about {unknown[0]}, which is not in this corpus" if unknown else reason,
            source=log,
            remedy=f"name the log of one of: {', '.join(by_document)}",
        )
    for name, document in by_document.items():
        own = [act for act in acts if act.document == name]
        if not own:
            continue
        merged = document.merge(own)
        echo_line(
            f"{name}: {counted(len(merged.taken), 'act')} taken, {merged.known} known before, "
            f"{len(merged.conflicts)} in conflict"
        )
        for act in merged.conflicts:
            echo_line(f"  conflict: {act.by} {act.time} {act.op} {' | '.join(act.shown)}")


def _write_static(documents: Sequence[OpenDocument], out: Path, language: str) -> None:
    """Write the review of all documents as one HTML file."""
    from aigov_corpus.serving.standalone import make_standalone

    require_name_of(out, "html")
    with open_output(out) as write:
        write(make_standalone(documents, language=language))
    tell(f"{out}: send it; what comes back as edits.jsonl is brought in with  --merge edits.jsonl")


def _import(documents: Sequence[OpenDocument], file: Path, name: str) -> None:
    """Bring in what a person changed in a file, and print which acts it became and what did not.

    Raises:
        InvalidInputError: it holds no pairs, or none of them is of the documents.
    """
    from aigov_corpus.reviewing.returned_files import read_returned
    from aigov_corpus.reviewing.sheets import Reviewed, is_sheet, read_sheet

    by_document = {document.review.document: document for document in documents}
    reviewed = {
        key: Reviewed(document.review, document.tagger) for key, document in by_document.items()
    }
    data = read_input(file).data
    if is_sheet(data, name=str(file)):
        changes = read_sheet(data, name=str(file), documents=reviewed, by=name)
    else:
        from aigov_corpus.importing.files import read_aligned_file

        found = read_aligned_file(file)
        tell_notes(found.notes, (), source=file)
        changes = read_returned(found.pairs, documents=reviewed, by=name)
    if not changes.rows:
        raise InvalidInputError(
            "none of its rows is about a pair of this corpus",
            source=file,
            remedy=f"give a file that was exported from one of: {', '.join(by_document)}",
        )
    for key, acts in changes.acts.items():
        if acts:
            by_document[key].keep(acts)
        counts = Counter(act.op for act in acts)
        listed = ", ".join(f"{op} {count}" for op, count in sorted(counts.items()))
        echo_line(
            f"{key}: {counted(len(acts), 'change')} taken" + (f" ({listed})" if listed else "")
        )
    if changes.problems:
        echo_line(f"not taken: {len(changes.problems)}")
    for problem in changes.problems:
        echo_line(f"  {changes.unit} {problem.row}: {problem.reason}")
    for (document, rendering), rows in changes.missing.items():
        name = f"'{rendering}' of {document}"
        stay = "stays as it is" if len(rows) == 1 else "stay as they are"
        echo_line(f"not in the file, and {stay}: {describe_rows(rows)} of {name}")
