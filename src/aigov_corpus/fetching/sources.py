"""The pages to fetch: those that configurations and URLs name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from aigov_corpus import patterns as re
from aigov_corpus.config import Config, load_config
from aigov_corpus.errors import ConfigError, RefusedError, UsageError
from aigov_corpus.files.limits import naming_input
from aigov_corpus.links.urls import normal_url

# A scheme and a colon, as RFC 3986 has it; two characters at least, so that C:\ is a path.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


@dataclass(frozen=True, slots=True)
class NamedPages:
    """The pages that are named by configurations and URLs."""

    urls: tuple[str, ...]
    """URLs of the pages, in the order in which they are named; a URL may occur twice."""
    raw: frozenset[Path]
    """Raw directories of the configurations; empty if there are only URLs."""


def find_urls(sources: Iterable[str]) -> NamedPages:
    """Return the pages that sources name; a source is a URL, a corpus.toml or its directory.

    Raises:
        UsageError: a source is neither a URL nor a file.
        ConfigError: a configuration cannot be read, or one of its URLs is not a URL.
    """
    urls: list[str] = []
    raw: set[Path] = set()
    for source in sources:
        if _URL.match(source):
            urls.append(source)
        elif source.endswith(".toml") or _exists(source):
            config = load_config(source)
            urls += listed_urls(config)
            raw.add(config.raw)
        else:
            raise UsageError(
                "it is neither a URL nor a file",
                source=source,
                remedy="write a page as https://host/path",
            )
    return NamedPages(tuple(urls), frozenset(raw))


def _exists(source: str) -> bool:
    """Return whether there is a file or folder of a name that can be one."""
    with naming_input(source):
        return Path(source).exists()


def listed_urls(config: Config) -> list[str]:
    """Return the URLs of a configuration, for each document the Chinese one first.

    A URL that must not be fetched is included; the report of the run says why it was not.

    Raises:
        ConfigError: one of them is not a URL.
    """
    found = []
    for document in config.documents:
        for source in (document.zh, *(rendering.en for rendering in document.renderings)):
            if not source.url:
                continue
            try:
                found.append(normal_url(source.url))
            except RefusedError:
                found.append(source.url)
            except UsageError as error:
                raise ConfigError(
                    error.reason,
                    source=config.path,
                    place=f"url {error.source}",
                    remedy=error.remedy,
                ) from None
    return found
