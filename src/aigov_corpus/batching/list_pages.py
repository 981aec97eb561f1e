"""List pages of sites as manifests: the documents that they name, with what can be seen there.

A list may stand on several pages, which are fetched one after the other, as those of an article.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from aigov_corpus.batching.manifest_text import format_manifest
from aigov_corpus.config.ids import as_id, find_fault_of_id, number_repeated
from aigov_corpus.errors import InvalidInputError, NothingToDoError
from aigov_corpus.fetching import Limits
from aigov_corpus.fetching.page_tree import decode_page, parse_page
from aigov_corpus.fetching.run import DEFAULT_CONTACT, DEFAULT_DELAY, Failure, FetchReport, fetch
from aigov_corpus.fetching.snapshots import find_article
from aigov_corpus.files.limits import LARGEST_TEXT, naming_input, read_limited
from aigov_corpus.links.lists import (
    REPEATED,
    ListedDocument,
    OtherLink,
    find_address,
    find_documents,
)
from aigov_corpus.links.urls import normal_url

COLUMNS = ("id", "zh", "en", "title_zh", "title_en", "date", "listed_on")
"""Columns of the manifest of a list."""

_NO_NAME = frozenset({"", "c", "index", "default", "content", "page", "detail", "show", "view"})
"""Last parts of URLs that name no document, so that the part before is taken as well."""
_REMEDY = "name a page that lists documents; a list that a script writes cannot be read"


@dataclass(frozen=True, slots=True)
class ListedPages:
    """What list pages name."""

    documents: tuple[ListedDocument, ...]
    """Each document once, in the order of the lists."""
    pages: tuple[str, ...]
    """URLs of the pages that were read."""
    left_out: tuple[OtherLink, ...]
    """Links that are no documents of the lists, with the reasons, each once."""
    failures: tuple[str, ...] = ()
    """Sentences about further pages that could not be read."""
    listed_on: tuple[str, ...] = ()
    """For each document the URL of the page that names it."""

    def manifest(self, *, form: str = "csv") -> str:
        """Return the documents as a manifest for `fetch` and `batch`, a row for each.

        A row whose list names no counterpart has an empty cell in its place.

        Args:
            form: `csv`, `tsv` or `jsonl`.
        """
        rows = [
            (name, each.zh_url, each.en_url, each.title_zh, each.title_en, each.date, page)
            for name, each, page in zip(
                name_documents(self.documents), self.documents, self.listed_on, strict=True
            )
        ]
        return format_manifest(COLUMNS, rows, form=form)


def read_lists(
    sources: Iterable[str],
    *,
    raw: Path,
    url: str = "",
    most_pages: int = 50,
    offline: bool = False,
    delay: float = DEFAULT_DELAY,
    contact: str = DEFAULT_CONTACT,
    allow_private: bool = False,
    progress: Callable[[str], None] | None = None,
) -> ListedPages:
    """Return the documents that list pages name.

    Args:
        sources: URLs, whose pages are fetched into the raw directory with the further pages of
            their lists, or saved pages.
        raw: the raw directory.
        url: the address of the saved pages, if they do not state it.
        most_pages: pages of one list that are read, at most.
        offline: whether the pages on disk are read, and no request is made.
        delay: seconds between two requests to one host, at least.
        contact: page where the owner of a site can reach the user.
        allow_private: whether private addresses are fetched.
        progress: called with sentences about what happens.

    Raises:
        NetworkError: the first page of a list cannot be fetched.
        InvalidInputError: a saved page cannot be read, or does not state its address.
        NothingToDoError: no page names a document.
    """
    found: dict[str, tuple[ListedDocument, str]] = {}
    left_out: list[OtherLink] = []
    read: list[str] = []
    sources = list(sources)
    report = FetchReport(())
    web = [source for source in sources if source.lower().startswith(("http://", "https://"))]
    if web:
        # All in one run, so that lists of one host keep its pauses too.
        report = fetch(
            web,
            raw=raw,
            delay=delay,
            offline=offline,
            contact=contact,
            allow_private=allow_private,
            limits=Limits(pages=most_pages - 1),
            progress=progress,
        )
    for source in sources:
        if source in web:
            pages = _read_fetched(raw, source, report)
        else:
            pages = [_read_saved(Path(source), url)]
        for address, text in pages[:most_pages]:
            read.append(address)
            root = parse_page(text)
            if root is None:
                continue
            page_list = find_documents(root, text, url=address)
            left_out += page_list.left_out
            for document in page_list.documents:
                if document.url in found:
                    title = document.title_zh or document.title_en
                    left_out.append(OtherLink(document.url, title, REPEATED))
                found.setdefault(document.url, (document, address))
    if not found:
        raise NothingToDoError(
            "no list of documents was found", source=", ".join(read), remedy=_REMEDY
        )
    documents, listed_on = zip(*found.values(), strict=True)
    others = tuple(dict.fromkeys(left_out))
    first = {normal_url(source) for source in web}
    failures = tuple(_tell_failure(each, first, most_pages) for each in report.failures)
    return ListedPages(documents, tuple(read), others, failures, listed_on)


def _tell_failure(failure: Failure, first: Container[str], most_pages: int) -> str:
    """Return a sentence about a page of a list that was not read."""
    if failure.url in first:  # the first page of a list was read: the list is too long
        return f"{failure.url}: the list has more than {most_pages} pages; read more with --pages"
    return failure.message


def _read_fetched(raw: Path, url: str, report: FetchReport) -> list[tuple[str, str]]:
    """Return the address and the text of each page of a list that was fetched.

    Raises:
        NetworkError: its first page was not.
    """
    article = find_article(raw, url)
    if not article.pages:
        raise next(each.error for each in report.failures if each.url == normal_url(url))
    return [(page.final_url, decode_page(page.body)) for page in article.pages]


def _read_saved(path: Path, url: str) -> tuple[str, str]:
    """Return the address and the text of a saved page.

    Raises:
        InvalidInputError: it cannot be read, is no page, or does not state its address.
    """
    with naming_input(path):
        text = decode_page(read_limited(path, limit=LARGEST_TEXT))
    root = parse_page(text)
    address = normal_url(url) if url else "" if root is None else find_address(root, text)
    if root is None or not address:
        raise InvalidInputError(
            "it is empty"
            if not text.strip()
            else "it is no web page"
            if root is None
            else "nothing in it tells its address",
            source=path,
            remedy=_REMEDY if root is None else "add  --list-url  and the address of the page",
        )
    return address, text


def name_documents(documents: Sequence[ListedDocument]) -> list[str]:
    """Return an id for each document, made of its URL; no two are the same."""
    names = []
    for document in documents:
        parts = [part for part in urlsplit(document.url).path.split("/") if part]
        last = parts[-1].rpartition(".")[0] or parts[-1] if parts else ""
        if last.lower() in _NO_NAME and len(parts) > 1:
            last = f"{parts[-2]}-{last}"
        name = as_id(last)
        names.append("document" if find_fault_of_id(name) else name)
    return number_repeated(names)
