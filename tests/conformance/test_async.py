"""The code blocks of "Use Asynchronous Callbacks", unchanged but for the import line and the images' host."""

from __future__ import annotations

import http.server
import io
import pathlib
import threading
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.support.bokehjs import data, wait_for_plot
from tests.support.servers import Run

DOCUMENTS = pathlib.Path(__file__).parent / "documents"

pytestmark = pytest.mark.browser


class _Pictures(http.server.BaseHTTPRequestHandler):
    """Answers `/WIDTH/HEIGHT?image=N` with a picture whose brightness is N."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        width, height = (int(part) for part in parts.path.strip("/").split("/"))
        shade = 20 * int(parse_qs(parts.query)["image"][0])
        picture = io.BytesIO()
        Image.new("RGB", (width, height), (shade, shade, shade)).save(picture, "JPEG")
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        self.end_headers()
        self.wfile.write(picture.getvalue())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def pictures() -> Iterator[str]:
    """The address of a server of pictures."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pictures)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _shade(page: Page, number: int) -> int:
    """The brightness of the page's picture with that number, once it is there."""
    picture = page.locator("img").nth(number)
    picture.wait_for()
    shade: int = picture.evaluate(
        """async image => {
          // The picture may be replaced while it is being decoded.
          if (!await image.decode().then(() => true, () => false)) return -1;
          const canvas = document.createElement("canvas");
          canvas.width = canvas.height = 1;
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0, 1, 1);
          return context.getImageData(0, 0, 1, 1).data[0];
        }"""
    )
    return shade


def _wait_for_shade(page: Page, number: int, shade: int) -> None:
    end = time.monotonic() + 10
    while abs(_shade(page, number) - shade) > 3:
        assert time.monotonic() < end
        page.wait_for_timeout(50)


def test_the_blocks_as_one_document(page: Page, run: Run, pictures: str, tmp_path: pathlib.Path) -> None:
    document = tmp_path / "async.md"
    document.write_text((DOCUMENTS / "async.md").read_text().replace("https://picsum.photos", pictures))
    program = run("-m", "lanai", "serve", str(document), "--port", "0")
    page.goto(f"{program.url}/async")
    wait_for_plot(page)
    run_async, stream = page.get_by_role("button", name="Click me!").all()

    begun = time.monotonic()
    for number in (1, 2, 3):
        run_async.click()
        expect(page.get_by_text(f"Running {number}")).to_be_visible()
    assert time.monotonic() - begun < 1.9  # one after the other they would take two seconds each
    expect(page.get_by_text("Finished 3")).to_be_visible()
    assert 1.8 < time.monotonic() - begun < 5

    stream.click()
    end = time.monotonic() + 5
    while len(data(page)[0]["x"]) != 6:
        assert time.monotonic() < end
        page.wait_for_timeout(50)
    assert data(page)[0]["x"] == [0, 1, 2, 3, 4, 5]

    for picture, slider in enumerate(page.get_by_role("slider").all()):
        _wait_for_shade(page, picture, 0)
        slider.focus()
        for _ in range(5):
            slider.press("ArrowRight")
        _wait_for_shade(page, picture, 100)
    assert "Traceback" not in program.output
