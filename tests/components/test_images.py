"""Image panes: from whatever holds an image to what a browser is told to show."""

from __future__ import annotations

import base64
import io
import struct
import threading
import zlib
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import lanai as pn
from lanai import testing
from lanai.components.pane.imagekinds import AVIF, GIF, ICO, JPG, PNG, SVG, WEBP, Kind, kind_of, size_of
from lanai.errors import BadArgument, ComponentError
from tests.support.images import png

JPEG_HEAD = b"\xff\xd8" + b"\xff\xe0\x00\x04\x00\x00"
FRAME = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 30, 40)


def exif(orientation: int) -> bytes:
    tiff = b"MM\x00\x2a" + struct.pack(">IHHHIHH", 8, 1, 0x0112, 3, 1, orientation, 0)
    return b"\xff\xe1" + struct.pack(">H", 8 + len(tiff)) + b"Exif\0\0" + tiff


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (png(40, 30), PNG, (40, 30)),
        (JPEG_HEAD + FRAME, JPG, (40, 30)),
        (b"\xff\xd8" + exif(1) + FRAME, JPG, (40, 30)),
        (b"\xff\xd8" + exif(6) + FRAME, JPG, (30, 40)),
        (b"GIF89a" + struct.pack("<HH", 40, 30), GIF, (40, 30)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x27\0\0\x1d\0\0", WEBP, (40, 30)),
        (b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + struct.pack("<I", 39 | 29 << 14), WEBP, (40, 30)),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 40, 30), WEBP, (40, 30)),
        (b"\0\0\1\0\2\0" + b"\x10\x10" + bytes(14) + b"\x00\x00" + bytes(14), ICO, (256, 256)),
        (b"\0\0\0\x18ftypavif" + bytes(12) + b"ispe\0\0\0\0" + struct.pack(">II", 40, 30), AVIF, (40, 30)),
        (b"<svg width='40' height='30px'></svg>", SVG, (40, 30)),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n<svg viewBox="0 0 40 30"/>', SVG, (40, 30)),
        (b"<svg width='100%' height='100%'></svg>", SVG, None),
        (JPEG_HEAD, JPG, None),
        (png(40, 30)[:20], PNG, None),
    ],
)
def test_kind_and_size_are_read_off_the_bytes(data: bytes, kind: Kind, size: tuple[int, int] | None) -> None:
    assert kind_of(data) is kind
    assert size_of(kind, data) == size


@pytest.mark.parametrize("data", [b"", b"text", b"<!DOCTYPE html><html>", b"<html><svg>", b"\0\0\1\0\0\0"])
def test_what_is_no_image_is_of_no_kind(data: bytes) -> None:
    assert kind_of(data) is None


def test_bytes_travel_with_their_size() -> None:
    with testing.Site(lambda: pn.pane.PNG(png(40, 30), alt_text="A red square")) as site:
        image = site.visit().find("A red square", role="img")
    data = base64.b64encode(png(40, 30)).decode()
    assert image.props["image"] == {"src": f"data:image/png;base64,{data}", "width": 40, "height": 30}


class Drawing:
    """Draws itself, as objects do in notebooks."""

    def _repr_png_(self) -> Any:
        return base64.b64encode(png(8, 6)).decode(), {"width": 8}


def shown(pane: Any) -> Any:
    return pane.property("object")


def test_every_way_of_holding_an_image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, file = png(8, 6), tmp_path / "small.png"
    file.write_bytes(data)
    monkeypatch.chdir(tmp_path)
    expected = shown(pn.pane.PNG(data))
    stream = io.BytesIO(data)
    stream.read()
    for holder in (bytearray(data), memoryview(data), stream, file, str(file), "small.png", Drawing()):
        assert shown(pn.pane.PNG(holder)) == expected
        assert shown(pn.pane.Image(holder)) == expected


def test_a_picture_of_pillow_becomes_what_the_pane_is_for() -> None:
    picture = Image.new("RGBA", (40, 30), "red")
    for kind, mime in (
        (pn.pane.PNG, "png"),
        (pn.pane.JPG, "jpeg"),
        (pn.pane.GIF, "gif"),
        (pn.pane.WebP, "webp"),
    ):
        found = shown(kind(picture))
        assert found["src"].startswith(f"data:image/{mime};base64,")
        assert (found["width"], found["height"]) == (40, 30)
    assert type(pn.panel(picture)) is pn.pane.PNG


def test_what_the_bytes_are_decides_not_the_pane() -> None:
    assert shown(pn.pane.JPG(png(8, 6)))["src"].startswith("data:image/png;")


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "HTTP://example.org/a.png", "data:image/png;base64,xx"]
)
def test_an_address_is_left_to_the_browser(address: str) -> None:
    assert shown(pn.pane.JPG(address)) == {"src": address, "width": None, "height": None}


def test_no_object_no_image() -> None:
    pane = pn.pane.JPG(png(8, 6))
    pane.object = None
    assert shown(pane) is None


@pytest.mark.parametrize(
    ("obj", "said"),
    [
        (3, "got int"),
        ("nothing.png", "'nothing.png', which is no file in"),
        (Path("nothing.png"), "which is no file in"),
        ("some text", "'some text', which is no file"),
        (b"<!DOCTYPE html>", "15 bytes that begin with b'<!DOCTYPE html>'"),
        (object(), "got object"),
    ],
)
def test_what_is_no_image_is_an_error_that_says_so(obj: Any, said: str) -> None:
    with pytest.raises(BadArgument, match=r"pn\.pane\.JPG shows an image") as caught:
        pn.pane.JPG(obj)
    assert said in str(caught.value)


def test_markup_of_an_svg_becomes_an_image_file() -> None:
    pane = pn.pane.SVG("<svg viewBox='0 0 40 30'><script>alert(1)</script></svg>")
    source = shown(pane)["src"]
    assert source.startswith("data:image/svg+xml;base64,")
    assert b'<svg xmlns="http://www.w3.org/2000/svg" viewBox' in base64.b64decode(source.partition(",")[2])
    pane.encode = False
    assert shown(pane)["src"].startswith("data:image/svg+xml,%3Csvg%20xmlns")


@pytest.mark.parametrize(
    ("obj", "kind"),
    [
        (png(8, 6), pn.pane.PNG),
        (io.BytesIO(png(8, 6)), pn.pane.PNG),
        (JPEG_HEAD + FRAME, pn.pane.JPG),
        ("https://example.org/a.JPEG?size=3", pn.pane.JPG),
        ("https://example.org/a", pn.pane.Markdown),
        ("<svg></svg>", pn.pane.SVG),
        (Path("a.gif"), pn.pane.GIF),
        (Drawing(), pn.pane.PNG),
        (b"no image", pn.pane.Str),
        ("text about a.png", pn.pane.Markdown),
    ],
)
def test_the_pane_that_suits(
    obj: Any, kind: type[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.gif").write_bytes(b"GIF89a" + struct.pack("<HH", 40, 30))
    assert type(pn.panel(obj)) is kind


def test_a_text_names_no_file_outside_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    for place in (tmp_path, folder):
        (place / "a.png").write_bytes(png(8, 6))
    (folder / "link.png").symlink_to(tmp_path / "a.png")
    monkeypatch.chdir(folder)
    assert type(pn.panel("a.png")) is pn.pane.PNG
    for text in ("../a.png", str(tmp_path / "a.png"), "link.png"):
        assert type(pn.panel(text)) is pn.pane.Markdown


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "vbscript:x"]
)
def test_a_link_leads_to_no_script(address: str) -> None:
    with pytest.raises(ValueError, match="must lead to"):
        pn.pane.PNG(link_url=address)


@pytest.mark.parametrize(
    "address", [None, "https://example.org", "/other?a=b:c", "other", "#part", "mailto:a@b.c"]
)
def test_a_link_leads_elsewhere(address: str | None) -> None:
    assert pn.pane.PNG(link_url=address).link_url == address


class Answer(BaseHTTPRequestHandler):
    """Serves one image, and nothing else."""

    def do_GET(self) -> None:
        found = self.path == "/a.png"
        self.send_response(200 if found else 404)
        self.end_headers()
        self.wfile.write(png(8, 6) if found else b"")

    def log_message(self, *args: Any) -> None:
        """A test needs no log."""


@pytest.fixture
def host() -> Any:
    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_address_can_be_embedded(host: str) -> None:
    assert shown(pn.pane.PNG(f"{host}/a.png", embed=True)) == shown(pn.pane.PNG(png(8, 6)))
    with pytest.raises(ComponentError, match=r"could not be fetched: .*404"):
        pn.pane.PNG(f"{host}/b.png", embed=True)


def test_a_coroutine_embeds_an_address_without_holding_up_the_loop(host: str) -> None:
    pane = pn.pane.PNG(embed=True)
    threads: list[int] = []
    read = pane.read

    def note(obj: Any) -> Any:
        threads.append(threading.get_ident())
        return read(obj)

    pane.read = note  # type: ignore[method-assign]
    button = pn.widgets.Button(name="Load")

    async def load(_: object) -> None:
        pane.object = f"{host}/a.png"
        threads.append(threading.get_ident())

    button.on_click(load)
    with testing.Site(lambda: pn.Column(button, pane)) as site:
        user = site.visit()
        user.click("Load")
        assert user.find(type="Image").props["image"]["width"] == 8
    assert len(set(threads)) == 2


def test_an_async_function_gives_images() -> None:
    slider = pn.widgets.IntSlider(name="Width", start=1, end=9)

    async def draw(width: int) -> Any:
        return pn.pane.PNG(png(width, 6))

    with testing.Site(lambda: pn.Column(slider, pn.bind(draw, slider))) as site:
        user = site.visit()
        assert user.find(type="Image").props["image"]["width"] == 1
        user.set("Width", 5)
        assert user.find(type="Image").props["image"]["width"] == 5


def test_the_drawing_helper_draws() -> None:
    data = png(2, 1, (255, 0, 0))
    start = data.index(b"IDAT") + 4
    assert zlib.decompress(data[start:-16]) == b"\0" + b"\xff\0\0" * 2
