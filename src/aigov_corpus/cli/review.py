"""`aigov-corpus review`: decide about pairs in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigov_corpus.cli.inputs import InputPath
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import unchecked_option
from aigov_corpus.cli.printing import echo_line

if TYPE_CHECKING:
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
@unchecked_option
def command(
    corpus: Path, port: int, no_browser: bool, reviewer: str | None, unchecked: bool
) -> None:
    r"""Review CORPUS (default: data/aligned) in the browser: confirm, correct, comment.

    \b
    aigov-corpus review data/aligned
    aigov-corpus review data/aligned/plan --port 8765 --no-browser --reviewer "Zhang Wei"

    The page is served on this machine alone, and nothing is uploaded. Its address holds a token:
    whoever has it may review. The command runs until you press Ctrl+C.

    What you decide is saved at once, in edits.jsonl in the directory of each document;  export  and
    stats  see it. docs/review.md describes the page, its keys and the log.
    """
    from aigov_corpus.reviewing.acts import reviewer_name
    from aigov_corpus.serving.server import open_documents, serve

    def show(address: Address) -> None:
        echo_line(address.url)
        if not no_browser:
            import webbrowser

            webbrowser.open(address.url)

    with open_documents(corpus, unchecked=unchecked) as documents:
        for document in documents:
            for notice in document.notices:
                tell(notice, severity="warning")
        serve(documents, reviewer=reviewer or reviewer_name(), port=port, ready=show)
