"""Images: one pane for all of them, and one for each kind."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import quote

import param

from lanai.components.pane import imagekinds as kinds
from lanai.components.pane.base import Pane
from lanai.components.pane.imagesource import is_address, is_inline, read_image, suits

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


class LinkAddress(param.String[Any]):
    """Where a link leads: http, https, mailto, or an address relative to the page. Never a script."""

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        super()._validate_value(value, allow_None)
        scheme = _SCHEME.match(re.sub(r"[\x00-\x1f]", "", value)) if isinstance(value, str) else None
        if scheme is not None and scheme[1].lower() not in ("http", "https", "mailto"):
            raise ValueError(
                f"Link parameter {self.name!r} must lead to an http, https or mailto address, or one relative to the "
                f"page, not {value!r}."
            )


class ImagePane(Pane):
    """Shows an image: `object` is its bytes, a binary file, a path, an http(s) address, or an object that offers it.

    What the bytes are decides how they are shown, not which pane it is. The bytes travel to the browser, as does a
    file's content; an address is loaded by the browser itself, unless `embed`. An SVG is shown as an image, so
    no script in it runs. Raises `BadArgument` for what is no image.
    """

    __abstract = True

    alt_text = param.String(
        default=None,
        allow_None=True,
        doc="What to say to those who cannot see it, and where it does not load.",
    )
    caption = param.String(default=None, allow_None=True, doc="Text below the image.")
    embed = param.Boolean(
        default=False, doc="Whether an address is loaded here, not by the visitor's browser."
    )
    enable_streaming = param.Boolean(default=False, doc="Accepted for compatibility.")
    fixed_aspect = param.Boolean(
        default=True, doc="Whether the image keeps its proportions; else it fills the pane's size."
    )
    link_url = LinkAddress(default=None, allow_None=True, doc="Where a click on the image leads.")
    target = param.String(default="_blank", doc="Where the link opens, as in HTML: '_blank' is a new tab.")

    priority: ClassVar[float] = 0.85
    kind: ClassVar[kinds.Kind | None] = None
    """The kind it is for; None for all."""
    _type: ClassVar[str] = "Image"
    _local: ClassVar[frozenset[str]] = Pane._local | {"embed", "enable_streaming"}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "image"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"embed": ("object",)}

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return cls.kind is not None and not isinstance(obj, type) and suits(obj, cls.kind)

    def _calls_code(self, name: str) -> bool:
        """An image that is not there yet is read or made, which takes its time."""
        obj = self.object
        return not (obj is None or is_inline(obj) or (is_address(obj) and not self.embed))

    def read(self, obj: Any) -> Any:
        """Address and size: `{"src", "width", "height"}`, the size in px or None; None for no image."""
        if obj is None or (isinstance(obj, str) and not obj):
            return None
        if is_inline(obj) or (is_address(obj) and not self.embed):
            return {"src": obj, "width": None, "height": None}
        kind, data = read_image(obj, self.kind, f"pn.pane.{type(self).__name__}")
        width, height = kinds.size_of(kind, data) or (None, None)
        return {"src": self._address(kind, data), "width": width, "height": height}

    def _address(self, kind: kinds.Kind, data: bytes) -> str:
        """A data URL that holds the image."""
        data = _with_namespace(data) if kind is kinds.SVG else data
        return f"data:{kind.mime};base64,{base64.b64encode(data).decode('ascii')}"


class SVG(ImagePane):
    """Shows an SVG: its markup, bytes, file or address, or an object with `_repr_svg_`. See `ImagePane`."""

    # The name is Panel's; `_read` below does without the method that it hides.
    encode = param.Boolean(  # type: ignore[assignment]
        default=True, doc="Whether it travels as base64; else as text, in which addresses in it can be read."
    )

    kind = kinds.SVG
    _local: ClassVar[frozenset[str]] = ImagePane._local | {"encode"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {**ImagePane._implied, "encode": ("object",)}

    def _read(self, name: str) -> Any:
        return Pane.encode(self, name, getattr(self, name))

    def _address(self, kind: kinds.Kind, data: bytes) -> str:
        if self.encode or kind is not kinds.SVG:
            return super()._address(kind, data)
        return f"data:{kind.mime},{quote(_with_namespace(data))}"


class PNG(ImagePane):
    """Shows a PNG, or an object with `_repr_png_`. See `ImagePane`."""

    kind = kinds.PNG


class JPG(ImagePane):
    """Shows a JPEG, or an object with `_repr_jpeg_`. See `ImagePane`."""

    kind = kinds.JPG


class GIF(ImagePane):
    """Shows a GIF, moving ones too. See `ImagePane`."""

    kind = kinds.GIF


class WebP(ImagePane):
    """Shows a WebP. See `ImagePane`."""

    kind = kinds.WEBP


class ICO(ImagePane):
    """Shows an icon file: the largest image in it. See `ImagePane`."""

    kind = kinds.ICO


class AVIF(ImagePane):
    """Shows an AVIF. See `ImagePane`."""

    kind = kinds.AVIF


class Image(ImagePane):
    """Shows an image of any kind. See `ImagePane`."""


def _with_namespace(data: bytes) -> bytes:
    """SVG as it is in HTML lacks the namespace that an image file must have."""
    head, tag, tail = data.partition(b"<svg")
    if b"xmlns=" in tail.partition(b">")[0]:
        return data
    return head + tag + b' xmlns="http://www.w3.org/2000/svg"' + tail
