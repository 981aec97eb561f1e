"""`aigov-corpus review`: decide about pairs in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigov_corpus.cli.inputs import InputPath
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import encoder_option, unchecked_option
from aigov_corpus.cli.printing import echo_line
from aigov_corpus.errors import InvalidInputError

if TYPE_CHECKING:
    from aigov_corpus.serving.documents import OpenDocument
    from aigov_corpus.serving.server import Address

_LARGEST_PORT = 65_535


@click.command("review")
@click.argument("corpus", type=InputPath(), default=Path("data/aligned"))
@click.option(
    "--port",
    type=click.IntRange(0, _LARGEST_PORT),
    default=0,
    metavar="N",
    help="Port of the page.  [default: one that is free]",
)
@click.option("--no-browser", is_flag=True, help="Do not open the browser; print the address only.")
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
@encoder_option
@unchecked_option
def command(
    corpus: Path,
    port: int,
    no_browser: bool,
    reviewer: str | None,
    logs: tuple[Path, ...],
    encoder: str,
    unchecked: bool,
) -> None:
    r"""Review CORPUS (default: data/aligned) in the browser: confirm, correct, comment.

    \b
    aigov-corpus review data/aligned
    aigov-corpus review data/aligned/plan --port 8765 --no-browser --reviewer "Zhang Wei"
    aigov-corpus review data/aligned/plan --merge /media/usb/edits.jsonl

    The page is served on this machine alone, and nothing is uploaded. Its address holds a token:
    whoever has it may review. The command runs until you press Ctrl+C.

    With --merge nothing is served: acts on rows that you left alone are taken; what contradicts
    yours is listed, and the page shows it as a decision to take again.

    What you decide is saved at once, in edits.jsonl in the directory of each document;  export  and
    stats  see it. docs/review.md describes the page, its keys and the log.
    """
    from aigov_corpus.embedding import cache_encoder
    from aigov_corpus.reviewing.acts import reviewer_name
    from aigov_corpus.serving.server import open_documents, serve

    cache_encoder(encoder)  # an unknown name is an error before any file is read

    def show(address: Address) -> None:
        echo_line(address.url)
        if not no_browser:
            import webbrowser

            webbrowser.open(address.url)

    with open_documents(corpus, unchecked=unchecked) as documents:
        for document in documents:
            for notice in document.notices:
                tell(notice, severity="warning")
        if logs:
            for log in logs:
                _merge(documents, log)
            return
        name = reviewer or reviewer_name()
        serve(documents, reviewer=name, encoder=encoder, port=port, ready=show)


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
        raise InvalidInputError(
            f"it is about {unknown[0]}, which is not in this corpus" if unknown else "it is empty",
            source=log,
            remedy=f"name the log of one of: {', '.join(by_document)}",
        )
    for name, document in by_document.items():
        own = [act for act in acts if act.document == name]
        if not own:
            continue
        merged = document.merge(own)
        echo_line(
            f"{name}: {len(merged.taken)} acts taken, {merged.known} known before, "
            f"{len(merged.conflicts)} in conflict"
        )
        for act in merged.conflicts:
            echo_line(f"  conflict: {act.by} {act.time} {act.op} {' | '.join(act.shown)}")
