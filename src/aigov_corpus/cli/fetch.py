"""`aigov-corpus fetch`: download pages into data/raw."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.inputs import OutputPath
from aigov_corpus.cli.messages import tell
from aigov_corpus.cli.options import FiniteRange, json_option
from aigov_corpus.cli.output_names import JSON, choose_manifest_form
from aigov_corpus.cli.printing import echo, echo_json, open_output, to_json
from aigov_corpus.config import DEFAULT
from aigov_corpus.errors import (
    AigovError,
    InvalidInputError,
    NetworkError,
    NothingToDoError,
    RefusedError,
    UsageError,
)
from aigov_corpus.fetching.run import (
    DEFAULT_CONTACT,
    DEFAULT_DELAY,
    DEFAULT_HOSTS,
    FetchReport,
    fetch,
)
from aigov_corpus.fetching.snapshots import find_article
from aigov_corpus.fetching.sources import NamedPages, find_urls
from aigov_corpus.files.addresses import path_of_file
from aigov_corpus.files.writing import protect_inputs
from aigov_corpus.links.urls import normal_url, without_password
from aigov_corpus.text.counting import counted

_DEFAULT_RAW = Path("data/raw")
MOST_PAGES = 50
"""Pages of a list that are read, unless the user says otherwise."""
_MANIFESTS = (".csv", ".tsv", ".jsonl", ".ndjson")
"""Suffixes of the lists of documents that  aigov-corpus batch  takes."""


@click.command("fetch")
@click.argument("sources", nargs=-1, metavar="[CONFIG | MANIFEST | URL ...]")
@click.option(
    "--manifest",
    "manifests",
    multiple=True,
    metavar="FILE",
    help="List of documents whose pages are fetched, whatever its suffix. May be given again.",
)
@click.option(
    "--list",
    "is_list",
    is_flag=True,
    help="Read the given pages as lists of documents, and write what they name as a MANIFEST.",
)
@click.option(
    "--out",
    type=OutputPath(),
    metavar="FILE",
    help="With --list: file to write, as .csv, .tsv or .jsonl; with --json, as .json.  [default: "
    "stdout]",
)
@click.option("--list-url", default="", metavar="URL", help="With --list: address of a saved page.")
@click.option(
    "--pages",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"With --list: pages of one list that are read, at most.  [default: {MOST_PAGES}]",
)
@click.option(
    "--raw",
    type=OutputPath(is_folder=True),
    metavar="DIR",
    help="Directory of the snapshots.  [default: the one named in CONFIG, or data/raw]",
)
@click.option(
    "--offline", is_flag=True, help="Send no request: report the snapshots that are on disk."
)
@click.option(
    "--skip-stored",
    is_flag=True,
    help="Leave out pages that are on disk already, instead of asking whether they have changed.",
)
@click.option(
    "--delay",
    type=FiniteRange(min=0),
    default=DEFAULT_DELAY,
    show_default=True,
    metavar="SECONDS",
    help="Shortest time between an answer of a host and the next request to it. robots.txt may ask "
    "for more.",
)
@click.option(
    "--hosts",
    type=click.IntRange(min=1),
    default=DEFAULT_HOSTS,
    show_default=True,
    metavar="N",
    help="Most hosts that are asked at the same time. Each gets one request at a time.",
)
@json_option
@click.option(
    "--contact",
    default=DEFAULT_CONTACT,
    show_default=True,
    metavar="URL",
    help="Page where the owner of a site can reach you. It is sent in the User-Agent.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    allow_from_autoenv=False,  # only the flag itself opens this guard, never the environment
    help="Allow private and loopback addresses, for a test server of your own.",
)
def command(
    sources: tuple[str, ...],
    manifests: tuple[str, ...],
    is_list: bool,
    out: Path | None,
    list_url: str,
    pages: int | None,
    raw: Path | None,
    offline: bool,
    skip_stored: bool,
    delay: float,
    hosts: int,
    as_json: bool,
    contact: str,
    allow_private: bool,
) -> None:
    r"""Download the pages listed in CONFIG (default: corpus.toml), or the given URLs, to data/raw.

    \b
    aigov-corpus fetch                            every URL of ./corpus.toml
    aigov-corpus fetch https://www.gov.cn/yaowen/liebiao/202507/content_7033929.htm
    aigov-corpus fetch --manifest laws.csv        the pages of a list for  aigov-corpus batch
    aigov-corpus fetch laws.csv --skip-stored     those of them that are not on disk
    aigov-corpus fetch --offline --json           the snapshots that are on disk
    aigov-corpus fetch --list https://www.gov.cn/zhengce/ --out laws.csv
    aigov-corpus fetch --list saved.html --list-url https://www.gov.cn/zhengce/ --out laws.csv

    A snapshot is one version of a page as the server sent it. If the page has changed since the
    last run, the new version is kept next to the old one.

    Each host is asked politely: one request at a time, with a pause between two, and as its
    robots.txt says. Meanwhile other hosts are asked. A run that was interrupted goes on with
    --skip-stored.

    Prints one line per page: new, changed or unchanged, its URL, and the file of its snapshot, in
    the order of the list. stderr tells what happens as it happens. If a page cannot be fetched, the
    others still are, and the exit code is 4. If there is no URL to fetch, the exit code is 5.

    With --list, each page is a list of documents, given by its URL or saved in a file. The list is
    read with its further pages, and each document becomes a row of a manifest: an id, the URL, the
    URL of the other language if the list has it, titles and date. stderr tells what was left out;
    --json names all of it. Rows without a counterpart can be fetched too; then  aigov-corpus match
    finds the pairs.
    """
    if is_list:
        _write_list(
            sources, out, as_json, raw=raw or _DEFAULT_RAW, url=list_url,
            most_pages=pages or MOST_PAGES, offline=offline, delay=delay, contact=contact,
            allow_private=allow_private,
        )  # fmt: skip
        return
    if out is not None or list_url or pages is not None:
        raise UsageError("--out, --list-url and --pages are for lists", remedy="add  --list")
    wanted = _find_urls(sources or (() if manifests else (DEFAULT,)), manifests)
    if raw is None and len(wanted.raw) > 1:
        raise UsageError(
            "these configurations have different raw directories",
            remedy="fetch one at a time, or give --raw",
        )
    if not wanted.urls:
        raise NothingToDoError(
            "it lists no URL, so there is nothing to fetch",
            source=", ".join((*sources, *manifests)) or DEFAULT,
            remedy="give a source of corpus.toml a  url =,  or a row of a manifest a URL",
        )
    raw = raw or next(iter(wanted.raw), _DEFAULT_RAW)
    urls = wanted.urls
    if skip_stored and not (urls := _without_stored(urls, raw)):
        tell(f"all {len(wanted.urls)} pages are on disk already")
        return
    report = fetch(
        urls,
        raw=raw,
        delay=delay,
        hosts=hosts,
        offline=offline,
        allow_private=allow_private,
        contact=contact,
        progress=tell,
    )
    if as_json:
        echo_json(_as_json(report), indent=1)
    else:
        for snapshot in report.snapshots:
            echo(f"{report.state(snapshot.url)}\t{snapshot.url}\t{snapshot.path}")
    if report.failures:
        reasons = "".join(f"\n  {failure.message}" for failure in report.failures)
        pages = len(report.urls)
        raise NetworkError(
            f"{len(report.failures)} of {pages} pages could not be fetched:{reasons}"
        )


def _write_list(sources: tuple[str, ...], out: Path | None, as_json: bool, **options: Any) -> None:
    """Read list pages, write what they name, and say what was left out."""
    from aigov_corpus.batching.list_pages import read_lists

    if not sources:
        raise UsageError("--list needs a page", remedy="name a URL, or a saved page")
    sources = tuple(map(path_of_file, sources))
    form = choose_manifest_form(out, as_json=as_json)
    listed = read_lists(sources, progress=tell, **options)
    is_report = form == JSON
    text = to_json(asdict(listed), indent=1) + "\n" if is_report else listed.manifest(form=form)
    saved = [Path(source) for source in sources if "://" not in source]
    with protect_inputs(*saved), open_output(out) as write:
        write(text)
    documents, pages = (
        counted(len(listed.documents), "document"),
        counted(len(listed.pages), "page"),
    )
    both = sum(bool(document.zh_url and document.en_url) for document in listed.documents)
    tell(f"{documents} of {pages}, {both:,} of them in both languages")
    for reason, number in Counter(link.reason for link in listed.left_out).items():
        tell(f"  {counted(number, 'link')} left out: {reason}")
    if listed.failures:
        reasons = "".join(f"\n  {failure}" for failure in listed.failures)
        raise NetworkError(f"not all pages of the list were read:{reasons}")


def _find_urls(sources: tuple[str, ...], manifests: tuple[str, ...]) -> NamedPages:
    """Return the pages that configurations, URLs and manifests name."""
    from aigov_corpus.batching.manifest import find_pages

    # a page is no local file, but what lists pages may be
    listing = (*_MANIFESTS, ".toml")
    sources = tuple(
        path_of_file(each) if each.lower().endswith(listing) else each for each in sources
    )
    manifests = tuple(map(path_of_file, manifests))
    lists = [
        source
        for source in sources
        if Path(source).suffix.lower() in _MANIFESTS and "://" not in source
    ]
    found = find_urls(source for source in sources if source not in lists)
    urls, raw = list(found.urls), set(found.raw)
    for source in (*lists, *manifests):
        named, beside = find_pages(Path(source))
        urls += _as_fetched(named, source)
        raw.add(beside)
    return NamedPages(tuple(urls), frozenset(raw))


def _as_fetched(urls: list[str], source: str) -> list[str]:
    """Return the URLs of a manifest in the spelling in which they are fetched.

    Raises:
        InvalidInputError: one of them is not a URL.
    """
    found = []
    for url in urls:
        try:
            found.append(normal_url(url))
        except RefusedError:
            found.append(url)
        except UsageError as error:
            raise InvalidInputError(
                error.reason, source=source, place=f"url {error.source}", remedy=error.remedy
            ) from None
    return found


def _without_stored(urls: tuple[str, ...], raw: Path) -> tuple[str, ...]:
    """Return the URLs of which not all pages are on disk."""
    left = []
    for url in urls:
        try:
            article = find_article(raw, url)
        except AigovError:  # refused or damaged: the fetch says so
            left.append(url)
            continue
        if not article.pages or article.missing:
            left.append(url)
    return tuple(left)


def _as_json(report: FetchReport) -> dict[str, Any]:
    """Return the report in the form that --json prints."""
    return {
        "snapshots": [
            {
                "url": snapshot.url,
                "state": report.state(snapshot.url),
                "final_url": snapshot.final_url,
                "fetched_at": snapshot.fetched_at,
                "sha256": snapshot.sha256,
                "bytes": len(snapshot.body),
                "path": snapshot.path,
            }
            for snapshot in report.snapshots
        ],
        "new": list(report.new),
        "unchanged": list(report.unchanged),
        "changed": list(report.changed),
        "failures": [
            {
                "url": without_password(failure.url),
                "error": type(failure.error).__name__,
                "message": failure.message,
                "place": failure.place,
                "reason": failure.reason,
                "remedy": failure.remedy,
            }
            for failure in report.failures
        ],
    }
