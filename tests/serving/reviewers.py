"""A browser window that knows the token of a server, for the tests."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

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
