"""Only the user's own browser on this machine may talk to the server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reviewers import ADDRESS, PORT, TOKEN, Reviewer
from starlette.requests import Request
from starlette.testclient import TestClient

from aigov_corpus.errors import AigovError
from aigov_corpus.serving.answers import keep_language
from aigov_corpus.serving.app import ReviewServer
from aigov_corpus.serving.guard import LARGEST_ACT, Guard
from aigov_corpus.serving.library import Library

Serve = Callable[..., Reviewer]


@pytest.fixture
def stranger() -> TestClient:
    """A client without token, of a server without documents."""
    app = ReviewServer(Library(Path("work")), reviewer="anna").application()
    guard = Guard(app, token=TOKEN, port=PORT)
    return TestClient(guard, base_url=ADDRESS, follow_redirects=False)


def test_nobody_gets_in_without_the_token(stranger: TestClient) -> None:
    """Neither without one nor with a wrong one, in the address or in the cookie."""
    for path in ("/", "/static/review.js", "/d/0", "/?token=", "/?token=other", "/?token=ä"):
        assert stranger.get(path).status_code == 403, path
    stranger.cookies.set(f"aigov_review_{PORT}", "other")
    assert stranger.get("/").status_code == 403


def test_the_token_moves_from_the_address_into_a_cookie(stranger: TestClient) -> None:
    """The address afterwards has none; scripts cannot read the cookie; no address leads away."""
    answer = stranger.get(f"{ADDRESS}//evil.example/d?token={TOKEN}&a=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/evil.example/d?a=1"
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=lax" in answer.headers["set-cookie"]
    assert stranger.get("/").status_code == 200


def test_choosing_the_language_leads_to_this_server() -> None:
    """Whatever address the router may let through one day."""
    scope = {"type": "http", "method": "GET", "path": "//evil.example/d", "headers": []}
    scope |= {"query_string": b"language=zh&a=1", "server": ("127.0.0.1", PORT), "scheme": "http"}
    answer = keep_language(Request(scope))
    assert answer is not None and answer.headers["location"] == "/evil.example/d?a=1"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "", "[::1]:8765"])
def test_a_name_of_a_stranger_is_refused(stranger: TestClient, host: str) -> None:
    """A name that was made to resolve to 127.0.0.1 shows in the header `Host`."""
    answer = stranger.get(f"/?token={TOKEN}", headers={"host": host})
    assert answer.status_code == 421


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://127.0.0.1:8765", "http://127.0.0.1:1"]
)
def test_another_page_cannot_act(serve: Serve, origin: str | None) -> None:
    """Not even with the cookie; nothing is logged."""
    window = serve()
    headers = {"origin": origin} if origin else {}
    answer = window.client.post("/d/0/act", json={"op": "undo"}, headers=headers)
    assert answer.status_code == 403


def test_every_answer_forbids_foreign_content(stranger: TestClient) -> None:
    """Also a refusal; no script, style or frame from elsewhere, nothing kept by the browser."""
    for path in ("/", f"/?token={TOKEN}", "/static/review.js", "/nowhere"):
        headers = stranger.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'; ")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_no_request_reaches_the_file_system(serve: Serve) -> None:
    """Paths in the address, in names and in parameters are not found or mean nothing."""
    window = serve()
    for path in (
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/errors.py",
        "/static//etc/passwd",
        "/d/../../etc/passwd",
        "/d/1",
        "/d/-1",
        "/d/99999999999999999999",
    ):
        assert window.client.get(path).status_code == 404, path
    assert window.client.get("/d/0/details?key=../../x").text == ""
    answer = window.client.get("/d/0/download?format=../../x")
    assert answer.status_code == 422
    assert window.client.get("/d/0?rendering=../x&page=-1&section=../..").status_code == 200


def test_a_large_request_is_refused(serve: Serve) -> None:
    """Whatever it says about its length."""
    window = serve()
    body = b'{"op":"' + b"x" * (LARGEST_ACT + 1)
    answer = window.client.post("/d/0/act", content=body, headers={"origin": ADDRESS})
    assert answer.status_code == 413
    answer = window.client.post(
        "/d/0/act", content=iter([body[:9], body[9:]]), headers={"origin": ADDRESS}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("body", [b"", b"[]", b"17", b"{}", b"{", b"\xff", b'{"op":"confirm"}'])
def test_a_request_that_is_no_act_gets_a_sentence(serve: Serve, body: bytes) -> None:
    """It is no error of the server's."""
    answer = serve().client.post("/d/0/act", content=body, headers={"origin": ADDRESS})
    assert answer.status_code in (422, 400)
    assert answer.json()["message"]


def test_a_second_server_is_refused(built: Path, serve: Serve) -> None:
    """For the corpus and for one of its documents, until the first one ends."""
    serve()
    for path in (built / "data" / "aligned", built / "data" / "aligned" / "plan"):
        with pytest.raises(AigovError, match="open in another process"):
            Library(built).open_all(path)
