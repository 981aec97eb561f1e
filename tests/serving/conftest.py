"""A server in this process, and a client that knows its token."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from reviewers import ADDRESS, PORT, TOKEN, Reviewer
from starlette.testclient import TestClient

from aigov_corpus.serving.app import ReviewServer
from aigov_corpus.serving.guard import Guard
from aigov_corpus.serving.library import Library


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def built(template: Path, tmp_path: Path) -> Path:
    """A copy of the small project that is built."""
    return shutil.copytree(template, tmp_path / "project")


@pytest.fixture
def serve(built: Path) -> Iterator[Callable[..., Reviewer]]:
    """A function that starts a server for the small project and returns a window of it."""
    with ExitStack() as stack:

        def start(path: Path | None = None, *, reviewer: str = "anna") -> Reviewer:
            folder = path or built / "data" / "aligned"
            library = Library(built / "work")
            stack.callback(library.close)
            library.open_all(folder)
            app = ReviewServer(library, reviewer=reviewer, encoder="hash").application()
            client = TestClient(Guard(app, token=TOKEN, port=PORT), base_url=ADDRESS)
            assert client.get(f"/?token={TOKEN}").status_code == 200
            return Reviewer(client)

        start.close = stack.close  # type: ignore[attr-defined]
        yield start
