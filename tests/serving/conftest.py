"""A server in this process, and a client that knows its token."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from aigov_corpus.serving.app import ReviewServer
from aigov_corpus.serving.guard import Guard
from aigov_corpus.serving.library import Library

PORT = 8765
TOKEN = "a-token"
ADDRESS = f"http://127.0.0.1:{PORT}"


class Reviewer:
    """A browser window: it knows which rows it shows, and asks for acts on them."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.document = 0

    def rows(self, **filters: str) -> list[dict[str, str]]:
        """Load the page anew; return each row's key, state and status."""
        import lxml.html

        query = {"order": "text", "fresh": "1"} | filters
        answer = self.client.get(f"/d/{self.document}/rows", params=query).json()
        page = lxml.html.fromstring(f"<ol>{answer['html']}</ol>")
        return [
            {name: row.get(f"data-{name}") for name in ("key", "state", "status")}
            | {side: "".join(row.find_class(side)[0].itertext()) for side in ("zh", "en")}
            for row in page.iter("li")
            if "row" in row.classes
        ]

    def act(self, op: str, *rows: dict[str, str], **values: Any) -> Any:
        """Ask for an act on rows as this window saw them; return the answer."""
        asked = [{"key": row["key"], "state": row["state"]} for row in rows]
        body = {"op": op, "rendering": "example", "rows": asked, "unlocked": True} | values
        return self.client.post(
            f"/d/{self.document}/act?order=text", json=body, headers={"origin": ADDRESS}
        )


@pytest.fixture(scope="session")
def template(
    tmp_path_factory: pytest.TempPathFactory, make_template: Callable[[Path], Path]
) -> Path:
    """The small project, built once for all tests of this folder."""
    return make_template(tmp_path_factory.mktemp("template"))


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
