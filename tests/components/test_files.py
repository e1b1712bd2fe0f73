"""Files from visitors and to them: whole, within limits, and none that is not meant."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Component
from lanai.errors import BadArgument, BadValue
from lanai.testing import User

w = pn.widgets


def send(
    user: User, widget: Component, files: list[tuple[str, str, bytes]], *, step: int = 4, **more: Any
) -> None:
    """Send files as a browser does, `step` bytes a message."""

    def say(name: str, **data: Any) -> None:
        user.browser.event(widget._number, name, {"key": "k", **more, **data})

    say("begin", files=[[name, kind, len(content)] for name, kind, content in files])
    for _, _, content in files:
        for place in range(0, len(content), step):
            say("piece", data=base64.b64encode(content[place : place + step]).decode())
    user.rest()


def test_a_file_arrives_in_pieces() -> None:
    field = w.FileInput(name="f")
    with testing.Site(field) as site:
        user = site.visit()
        send(user, field, [("a.csv", "", b"hello, world")])
        assert (field.value, field.filename, field.mime_type) == (b"hello, world", "a.csv", "text/csv")
        assert user.find("f").read("transfers") == {"k": 12}
        target = io.BytesIO()
        field.save(target)
        assert target.getvalue() == b"hello, world"
        field.clear()
        assert field.value is None


def test_several_files_and_empty_ones() -> None:
    field = w.FileInput(name="f", multiple=True)
    with testing.Site(field) as site:
        send(site.visit(), field, [("a", "", b""), ("b", "text/plain", b"12345"), ("c", "", b"")])
    assert field.value == [b"", b"12345", b""]
    assert field.filename == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("params", "files", "code"),
    [
        ({"max_file_size": "4B"}, [("a", "", b"12345")], "too-large"),
        ({}, [("a", "", b"1"), ("b", "", b"2")], "too-large"),
        ({"accept": ".csv"}, [("a.exe", "", b"1")], "bad-value"),
        ({}, [("a\n", "", b"1")], "bad-value"),
        ({"disabled": True}, [("a", "", b"1")], "bad-value"),
    ],
)
def test_what_does_not_fit_is_refused(params: dict[str, Any], files: Any, code: str) -> None:
    field = w.FileInput(name="f", **params)
    with testing.Site(field) as site:
        user = site.visit()
        send(user, field, files)
        assert {error.code for error in user.browser.errors} == {code} or field.disabled
        assert user.browser.errors[0].code == code
    assert field.value is None


def test_more_than_was_announced_is_refused() -> None:
    field = w.FileInput(name="f")
    with testing.Site(field) as site:
        user = site.visit()
        user.browser.event(field._number, "begin", {"key": "k", "files": [["a", "", 2]]})
        user.browser.event(field._number, "piece", {"key": "k", "data": base64.b64encode(b"123").decode()})
        site.settle()
        assert [error.code for error in user.browser.errors] == ["too-large"]
        assert "announced" in user.find("f").read("transfers")["k"]
    assert field.value is None


def test_an_upload_goes_on_after_the_line_was_cut() -> None:
    field = w.FileInput(name="f")
    with testing.Site(field) as site:
        user = site.visit()
        user.browser.event(field._number, "begin", {"key": "k", "files": [["a", "", 6]]})
        user.browser.event(field._number, "piece", {"key": "k", "data": base64.b64encode(b"abc").decode()})
        user.drop()
        user.browser.event(field._number, "piece", {"key": "k", "data": base64.b64encode(b"def").decode()})
        user.reconnect()
        site.settle()
    assert field.value == b"abcdef"


def test_an_upload_ends_with_its_session() -> None:
    field = w.FileInput(name="f")
    with testing.Site(field) as site:
        user = site.visit()
        user.browser.event(field._number, "begin", {"key": "k", "files": [["a", "", 6]]})
        site.settle()
        assert len(field._uploads) == 1
        user.leave()
        assert len(field._uploads) == 0


def test_dropped_files_add_up() -> None:
    drop = w.FileDropper(name="d", multiple=True, max_files=2)
    with testing.Site(drop) as site:
        user = site.visit()
        send(user, drop, [("a.txt", "text/plain", "ä".encode())], more=True)
        send(user, drop, [("b.bin", "", b"\xff")], more=True)
        assert drop.value == {"a.txt": "ä", "b.bin": b"\xff"}
        assert drop.mime_type == {"a.txt": "text/plain", "b.bin": "application/octet-stream"}
        send(user, drop, [("c", "", b"1")], more=True)
        assert [error.code for error in user.browser.errors] == ["too-large"]
        user.browser.event(drop._number, "remove", {"name": "a.txt"})
        site.settle()
    assert drop.value == {"b.bin": b"\xff"}


def test_a_size_that_cannot_be_read() -> None:
    with pytest.raises(BadArgument, match="5MB"):
        w.FileDropper(max_file_size="large")


def parcel(user: User) -> Any:
    return next(node for node in user.browser.nodes.values() if node.type == "Parcels")


def fetch(user: User) -> bytes:
    """Fetch what is offered, piece by piece."""
    node = parcel(user)
    (offer,) = node.props["offers"]
    content = b""
    while len(content) < offer["size"]:
        user.browser.event(node.id, "pull", {"key": offer["key"], "offset": len(content)})
        user.rest()
        content += base64.b64decode(node.props["piece"]["data"])
    user.browser.event(node.id, "done", {"key": offer["key"]})
    user.rest()
    assert node.props["offers"] == []
    return content


def test_a_large_file_is_fetched_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    path.write_bytes(bytes(range(256)) * 5000)
    button = w.FileDownload(path)
    assert button.label == "Download large.bin"
    with testing.Site(button) as site:
        user = site.visit()
        other = site.visit()
        user.browser.event(button._number, "request")
        user.rest()
        assert fetch(user) == path.read_bytes()
        assert [node.type for node in other.browser.nodes.values()] == ["FileDownload"]


def test_a_file_that_a_callback_makes() -> None:
    async def later() -> io.StringIO:
        return io.StringIO("made")

    button = w.FileDownload(callback=later, filename="a.txt", name="Get it")
    with testing.Site(button) as site:
        user = site.visit()
        user.browser.event(button._number, "request")
        user.rest()
        assert fetch(user) == b"made"
    assert button.label == "Get it"


def test_a_file_that_is_not_there_is_told(caplog: pytest.LogCaptureFixture) -> None:
    button = w.FileDownload("/nowhere/at/all.txt")
    with testing.Site(button) as site:
        user = site.visit()
        user.browser.event(button._number, "request")
        user.rest()
        assert parcel(user).props["offers"][0]["error"] == "The file is not there."
    assert "there is none at" in caplog.text


def test_an_embedded_file_travels_with_the_page() -> None:
    button = w.FileDownload(b"hi", filename="a.txt", embed=True)
    assert button.data == "data:text/plain;base64,aGk="


def test_files_of_the_server(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.csv").write_text("1")
    (tmp_path / "in" / ".secret").write_text("1")
    (tmp_path / "out.txt").write_text("1")
    (tmp_path / "in" / "link").symlink_to(tmp_path / "out.txt")
    files = w.FileSelector(tmp_path / "in", name="f", only_files=True)
    with testing.Site(files) as site:
        user = site.visit()
        names = [entry[0] for entry in user.find("f").read("listing")["entries"]]
        assert names == ["deep", "a.csv"]
        user.set("f", ["a.csv"])
        assert files.value == [str(tmp_path / "in" / "a.csv")]
    for bad in ("../out.txt", "link", ".secret", "deep", "nothing", "/etc/passwd", "a\0", 3):
        with pytest.raises(BadValue):
            files.decode("value", [bad])
    with pytest.raises(BadArgument, match="root_directory"):
        w.FileSelector(tmp_path, root_directory=str(tmp_path / "in"))


def test_a_visitor_can_choose_what_is_shown_only(tmp_path: Path) -> None:
    (tmp_path / ".git" / "deep").mkdir(parents=True)
    (tmp_path / "sub").mkdir()
    for name in ("a.csv", "a.key", "sub/b.csv", "sub/b.key", "sub/.hidden.csv", ".git/c.csv", "old.txt"):
        (tmp_path / name).write_text("1")
    (tmp_path / "key.csv").symlink_to(tmp_path / "a.key")
    files = w.FileSelector(tmp_path, name="f", file_pattern="*.csv", value=[str(tmp_path / "old.txt")])
    with testing.Site(files) as site:
        user = site.visit()
        element = user.find("f")
        shown = ["sub", "a.csv", "key.csv"]
        assert [entry[0] for entry in element.read("listing")["entries"]] == shown
        for place in (
            "a.key",
            "sub/b.key",
            "sub/.hidden.csv",
            ".git",
            ".git/c.csv",
            ".git/deep",
            "",
            ".",
            "sub/../a.key",
        ):
            element.edit(value=[place])
            assert files.value == [str(tmp_path / "old.txt")], place
        element.edit(value=["old.txt", *shown, "sub/b.csv"])
        assert files.value == [str(tmp_path / name) for name in ("old.txt", *shown, "sub/b.csv")]
        files.show_hidden = True
        site.settle()
        element.edit(value=[".git/c.csv"])
        assert files.value == [str(tmp_path / ".git/c.csv")]
