"""The socket of the review server: what is answered leaves at once."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from aigov_corpus.serving.library import Library
from aigov_corpus.serving.server import serve


def test_the_socket_names_tcp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only then does asyncio turn off Nagle's algorithm; else each answer waits 40 ms."""
    found: list[int] = []

    def run(self: object, sockets: list[socket.socket]) -> None:
        found.extend(each.proto for each in sockets)

    monkeypatch.setattr(uvicorn.Server, "run", run)
    said: list[Any] = []
    serve(Library(tmp_path), reviewer="anna", encoder="hash", ready=said.append)
    assert found == [socket.IPPROTO_TCP]
    assert len(said) == 1
