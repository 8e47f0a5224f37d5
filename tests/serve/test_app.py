# SPDX-License-Identifier: AGPL-3.0-or-later
"""The preview's server: it answers this machine under its own names alone, gives what it has, and nothing else."""

from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path
from typing import Any

import pytest

from octavo.diagnostics.problem import ProblemsFound
from octavo.serve.app import preview_app
from octavo.serve.board import Board
from octavo.serve.run import bound
from tests.serve.asked import ask

PICTURE = "0123456789abcdef0123.png"
FILES = {"": b"<!DOCTYPE html>", "preview.css": b"html {}", "preview.js": b'"use strict";', "fonts/A.ttf": b"font"}


@pytest.fixture
def app(tmp_path: Path) -> Any:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / PICTURE).write_bytes(b"picture")
    (tmp_path / "secret.png").write_bytes(b"secret")
    board = Board()
    board.show({"pages": [], "problems": [], "edition": "az"})
    return preview_app(FILES, pictures, board, 8642)


@pytest.mark.parametrize("host", ["127.0.0.1:8642", "localhost:8642", "LOCALHOST:8642", "[::1]:8642"])
def test_this_machine_is_answered(app: Any, host: str) -> None:
    answer = ask(app, "/", host)
    assert (answer.status, answer.body) == (200, FILES[""])
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8642",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost:8643",
        "127.0.0.1.evil.example:8642",
        "localhost.:8642",
        "0.0.0.0:8642",
        "user@127.0.0.1:8642",
    ],
)
@pytest.mark.parametrize("path", ["/", "/book.json", f"/pages/{PICTURE}", "/events", "/preview.js"])
def test_a_foreign_host_is_refused_whatever_it_asks_for(app: Any, host: str, path: str) -> None:
    answer = ask(app, path, host)
    assert answer.status == 421
    assert b"book" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_written(app: Any, method: str) -> None:
    answer = ask(app, "/book.json", method=method, origin="https://evil.example")
    assert answer.status == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "path",
    [
        "/pages/../secret.png",
        "/pages/..%2fsecret.png",
        "/pages/secret.png",
        "/../secret.png",
        "/pages/",
        "/pages//etc/passwd",
        f"/pages/{PICTURE}/../../secret.png",
        "/pages/0123456789abcdef0124.png",
        "/favicon.ico",
    ],
)
def test_no_path_leads_out_of_what_is_shown(app: Any, path: str) -> None:
    assert ask(app, path).status == 404


def test_the_book_is_told_as_it_stands_and_pictures_keep(app: Any) -> None:
    book = json.loads(ask(app, "/book.json").body)
    assert (book["edition"], book["live"], book["busy"], book["failed"]) == ("az", True, False, False)
    assert ask(app, "/book.json").headers["cache-control"] == "no-store"
    picture = ask(app, f"/pages/{PICTURE}")
    assert (picture.body, picture.headers["content-type"]) == (b"picture", "image/png")
    assert "immutable" in picture.headers["cache-control"]
    assert ask(app, "/fonts/A.ttf").headers["content-type"] == "font/ttf"


def test_pages_that_are_not_there_leave_the_last_good_ones() -> None:
    board = Board()
    board.show({"pages": [{"number": 1}], "messages": {"a": {}}, "problems": []})
    board.show({"pages": None, "problems": [{"code": "T101"}]})
    book = json.loads(board.encoded())
    assert (book["pages"], book["messages"], book["failed"]) == ([{"number": 1}], {"a": {}}, True)
    assert book["problems"] == [{"code": "T101"}]
    board.show({"pages": [{"number": 2}], "messages": {}, "problems": []})
    assert (json.loads(board.encoded())["failed"], board.version) == (False, 3)


def test_news_are_told_once_for_every_change() -> None:
    async def listen() -> list[str]:
        board = Board()
        news = board.news()
        heard = [await anext(news)]
        board.show({"pages": [], "problems": []})
        board.beside([])  # two changes before anybody looks are one piece of news
        heard.append(await anext(news))
        coming = asyncio.ensure_future(anext(news))
        await asyncio.sleep(0)
        board.wait()
        return [*heard, await coming]

    assert asyncio.run(listen()) == [f"event: book\ndata: {number}\n\n" for number in (0, 2, 3)]


def test_only_the_loopback_address_is_bound_and_a_taken_port_is_a_problem() -> None:
    with bound(None) as first, bound(None) as second:
        assert {each.getsockname()[0] for each in (first, second)} == {"127.0.0.1"}
        first.listen()
        with pytest.raises(ProblemsFound) as found:
            bound(first.getsockname()[1])
        assert [each.code for each in found.value.problems] == ["S301"]


def test_the_usual_port_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr("octavo.serve.run.PORT", taken.getsockname()[1])
        with bound(None) as free:
            assert free.getsockname()[1] != taken.getsockname()[1]
