"""Servers on loopback: one that answers as it is told, one that says raw bytes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from aigov_corpus.fetching import FetchReport, Limits, fetch

TEXT = (
    "人工智能是人类发展新领域。当前，全球人工智能技术快速发展、深刻影响经济社会发展和人类文明进步。"
)


def html(title: str = "人工智能全球治理行动计划", body: str = f"<p>{TEXT}</p>") -> bytes:
    """Return a small page of our own making."""
    head = f"<head><title>{title}</title></head>"
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>".encode()


@dataclass
class Page:
    """One answer."""

    body: bytes = field(default_factory=html)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    type: str = "text/html; charset=utf-8"


Reply = Page | Callable[["Handler"], Page | None]


class Site:
    """What the server says, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply] = {}
        self.asked: list[str] = []
        self.requests: list[dict[str, str]] = []
        self.port = 0

    def url(
        self, path: str = "/content_1.htm", *, host: str = "127.0.0.1", scheme: str = "http"
    ) -> str:
        """Return the URL of `path`."""
        return f"{scheme}://{host}:{self.port}{path}"

    def documents(self) -> list[str]:
        """Return the paths that were asked for, but robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


class Handler(BaseHTTPRequestHandler):
    """Looks the path up in the site."""

    protocol_version = "HTTP/1.1"
    site: Site

    def __init__(self, site: Site, *args: object) -> None:
        self.site = site
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer from `site.pages`; 404 for the rest."""
        self.site.asked.append(self.path)
        self.site.requests.append({name.lower(): value for name, value in self.headers.items()})
        reply = self.site.pages.get(self.path, Page(b"<title>404</title>", 404))
        page = reply if isinstance(reply, Page) else reply(self)
        if page is None:
            return
        self.send_response(page.status)
        for name, value in ({"Content-Type": page.type} | page.headers).items():
            self.send_header(name, value)
        if page.status != 304:
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if page.status != 304:
            self.wfile.write(page.body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Does not complain when a client hangs up, as ours must on some of these answers."""

    daemon_threads = True

    def handle_error(self, *_args: object) -> None:
        """Say nothing."""


def serve(site: Site) -> Server:
    """Start a server for `site` in a thread."""
    server = Server(("127.0.0.1", 0), partial(Handler, site))
    site.port = server.server_address[1]
    threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True).start()
    return server


@pytest.fixture
def site() -> Iterator[Site]:
    """A server with one page at /content_1.htm and no robots.txt."""
    site = Site()
    site.pages["/content_1.htm"] = Page()
    server = serve(site)
    yield site
    server.shutdown()
    server.server_close()


Talk = Callable[[socket.socket, bytes], None]


@pytest.fixture
def raw_server() -> Iterator[Callable[[Talk], str]]:
    """Start servers that send raw bytes: `raw_server(talk)` returns the URL.

    The status of their robots.txt is 404.
    """
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def one(connection: socket.socket, talk: Talk) -> None:
        with connection:
            request = b""
            try:
                while b"\r\n\r\n" not in request:
                    request += connection.recv(4096)
                if request.startswith(b"GET /robots.txt "):
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                else:
                    talk(connection, request)
            except OSError:
                return  # the client has hung up

    def accept(listener: socket.socket, talk: Talk) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=one, args=(connection, talk), daemon=True)
            threads.append(thread)
            thread.start()

    def start(talk: Talk) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        thread = threading.Thread(target=accept, args=(listener, talk), daemon=True)
        threads.append(thread)
        thread.start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/content_1.htm"

    yield start
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
    for thread in threads:
        thread.join(5)


QUICK = Limits(
    connect=2.0,
    read=0.8,
    total=1.5,
    body=200_000,
    tries=2,
    first_wait=0.01,
    longest_wait=2.0,
    linger=0.05,
    lock=5.0,
)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """An empty raw directory."""
    return tmp_path / "raw"


Get = Callable[..., FetchReport]


@pytest.fixture
def get(raw: Path) -> Get:
    """`fetch` without waiting, on loopback, with quick limits."""

    def run(*urls: str, **options: object) -> FetchReport:
        settings: dict[str, object] = {
            "raw": raw,
            "delay": 0.0,
            "allow_private": True,
            "limits": QUICK,
        }
        return fetch(urls, **(settings | options))  # type: ignore[arg-type]

    return run


def tree(raw: Path) -> dict[str, bytes]:
    """Return every file under `raw` with its bytes."""
    return {
        path.relative_to(raw).as_posix(): path.read_bytes()
        for path in raw.rglob("*")
        if path.is_file()
    }
