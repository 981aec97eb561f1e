"""aigov-corpus fetch: bring pages into data/raw."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from aigov_corpus.cli.options import json_option
from aigov_corpus.config import DEFAULT, Config, load_config
from aigov_corpus.errors import (
    ConfigError,
    NetworkError,
    NothingToDoError,
    RefusedError,
    UsageError,
)
from aigov_corpus.fetching.run import DEFAULT_CONTACT, DEFAULT_DELAY, FetchReport, fetch
from aigov_corpus.links.urls import normal_url, without_password


@click.command(name="fetch")
@click.argument("sources", nargs=-1, metavar="[CONFIG | URL ...]")
@click.option(
    "--raw",
    type=click.Path(path_type=Path, file_okay=False),
    help="Directory of the snapshots.  [default: that of CONFIG, or data/raw]",
)
@click.option("--offline", is_flag=True, help="Ask no server: use the snapshots that are there.")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=DEFAULT_DELAY,
    show_default=True,
    help="Least seconds between two requests to one host; robots.txt may ask for more.",
)
@json_option
@click.option(
    "--contact",
    default=DEFAULT_CONTACT,
    show_default=True,
    metavar="URL",
    help="Where a site's keeper can reach you: sent in the User-Agent.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    allow_from_autoenv=False,  # a guard that only a flag lifts
    help="Also fetch from private and loopback addresses: your own test server.",
)
def command(
    sources: tuple[str, ...],
    raw: Path | None,
    offline: bool,
    delay: float,
    as_json: bool,
    contact: str,
    allow_private: bool,
) -> None:
    r"""Bring the pages that CONFIG lists (default: corpus.toml), or the given URLs, into data/raw.

    \b
    aigov-corpus fetch                                  every URL of ./corpus.toml
    aigov-corpus fetch https://www.gov.cn/yaowen/liebiao/202507/content_7033929.htm
    aigov-corpus fetch --offline --json                 what is there already

    A page that is unchanged leaves its snapshot as it is; one that has changed is kept beside it.
    Ends with 4 if a page could not be had (the others are fetched), 5 if there is no URL.
    """
    urls: list[str] = []
    homes: set[Path] = set()
    for source in sources or (DEFAULT,):
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", source):
            urls.append(source)
        elif not Path(source).exists() and not source.endswith(".toml"):
            raise UsageError(
                "it is neither a URL nor a file",
                source=source,
                remedy="write a page as https://host/path",
            )
        else:
            config = load_config(source)
            urls += _listed(config)
            homes.add(config.raw)
    if raw is None and len(homes) > 1:
        raise UsageError(
            "these configurations have different raw directories",
            remedy="fetch one at a time, or give --raw",
        )
    raw = raw or next(iter(homes), Path("data/raw"))
    if not urls:
        raise NothingToDoError(
            "it lists no URL, so there is nothing to fetch",
            source=", ".join(sources) or DEFAULT,
            remedy="give a source a  url =",
        )
    report = fetch(
        urls,
        raw=raw,
        delay=delay,
        offline=offline,
        allow_private=allow_private,
        contact=contact,
        progress=lambda sentence: click.echo(sentence, err=True),
    )
    click.echo(
        json.dumps(_as_json(report), ensure_ascii=False, indent=1) + "\n"
        if as_json
        else _as_lines(report),
        nl=False,
    )
    if report.failures:
        reasons = "".join(f"\n  {failure.message}" for failure in report.failures)
        raise NetworkError(
            f"{len(report.failures)} of {_total(report)} pages could not be fetched:{reasons}"
        )


def _listed(config: Config) -> Iterator[str]:
    """Yield the URL of every source of `config` that has one, in order."""
    for document in config.documents:
        for source in (document.zh, *(rendering.en for rendering in document.renderings)):
            if source.url:
                try:
                    yield normal_url(source.url)
                except UsageError as error:
                    raise ConfigError(
                        error.reason,
                        source=config.path,
                        place=f"url {error.source}",
                        remedy=error.remedy,
                    ) from None
                except RefusedError:
                    yield source.url  # the report says so; the others go on


def _total(report: FetchReport) -> int:
    return len(
        {snapshot.url for snapshot in report.snapshots}
        | {failure.url for failure in report.failures}
    )


def _state(report: FetchReport, url: str) -> str:
    return "unchanged" if url in report.unchanged else "changed" if url in report.changed else "new"


def _as_lines(report: FetchReport) -> str:
    return "".join(
        f"{_state(report, snapshot.url)}\t{snapshot.url}\t{snapshot.path}\n"
        for snapshot in report.snapshots
    )


def _as_json(report: FetchReport) -> dict[str, Any]:
    return {
        "snapshots": [
            {
                "url": snapshot.url,
                "state": _state(report, snapshot.url),
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
