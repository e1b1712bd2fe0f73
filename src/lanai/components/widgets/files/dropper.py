"""FileDropper: an area to which visitors drag files, large ones too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.parameters import Choice, OwnDict, OwnList
from lanai.components.widgets.files.receiver import FileReceiver
from lanai.components.widgets.files.sizes import bytes_of
from lanai.components.widgets.files.upload import LARGEST, MOST_FILES, File, Limits
from lanai.errors import BadValue, TooLarge

TEXT = ("text/", "application/json", "application/xml", "application/javascript")


class FileDropper(FileReceiver):
    """An area for files. `value` is a dict of name to content: text for kinds that are text, else bytes.

    `mime_type` says by name what each is. With `multiple` files add up, until the visitor takes them out.
    """

    accepted_filetypes = OwnList(doc="Which are accepted: '.csv', 'text/csv', 'image/*'; empty: all.")
    layout = Choice(None, ["integrated", "compact", "circle", None], doc="How large the area is.")
    max_file_size = param.String(default=None, allow_None=True, doc="How large each may be: '5MB'.")
    max_files = param.Integer(default=None, bounds=(1, None), allow_None=True, doc="How many there may be.")
    max_total_file_size = param.String(
        default=None, allow_None=True, doc="How large they may be together: '50MB'; None: 512 MB."
    )
    mime_type = OwnDict(doc="What kind each is, by name.")
    multiple = param.Boolean(default=False, doc="Whether there can be several.")
    previews = param.ListSelector(
        default=["image", "pdf"], objects=["image", "pdf"], doc="Which kinds of files show in the area."
    )
    value = OwnDict(doc="What was given, by name.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")
    sizes = OwnDict(doc="How large each is in bytes, by name.")

    _local: ClassVar[frozenset[str]] = FileReceiver._local
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **dict.fromkeys(FileReceiver._events, ("mime_type", "sizes", "value")),
        "remove": ("mime_type", "sizes", "value"),
    }

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        self.limits()  # tells of a size that cannot be read

    def limits(self) -> Limits:
        total = LARGEST if self.max_total_file_size is None else bytes_of(self.max_total_file_size)
        each = total if self.max_file_size is None else bytes_of(self.max_file_size)
        most = (self.max_files or MOST_FILES) if self.multiple else 1
        return Limits(most, min(each, total), total, self.accepted_filetypes)

    def present(self, names: Sequence[object], *, more: bool) -> int:
        if not (more and self.multiple):
            return 0
        gone = {name for name in names if isinstance(name, str)}
        return sum(size for name, size in self.sizes.items() if name not in gone)

    def take_files(self, files: Sequence[File], *, more: bool) -> None:
        adds = more and self.multiple
        names = {each.name for each in files}
        kept = {name: size for name, size in self.sizes.items() if adds and name not in names}
        limits = self.limits()
        if len(kept) + len(names) > limits.files:
            raise TooLarge(f"Expected at most {limits.files} files, got {len(kept) + len(names)}.")
        if sum(kept.values()) + sum(len(each.data) for each in files) > limits.total:
            raise TooLarge(f"Expected at most {self.max_total_file_size or '512MB'} together.")
        self.param.update(
            mime_type={**_only(self.mime_type, kept), **{each.name: each.kind for each in files}},
            sizes={**kept, **{each.name: len(each.data) for each in files}},
            value={**_only(self.value, kept), **{each.name: _content(each) for each in files}},
        )

    def event(self, name: str, data: dict[str, Any]) -> None:
        if name != "remove":
            super().event(name, data)
            return
        gone = expect(data.get("name"), str, "name")
        if self.disabled or gone not in self.value:
            raise BadValue("Expected the name of one of the files of a FileDropper.")
        kept = {name: size for name, size in self.sizes.items() if name != gone}
        self.param.update(mime_type=_only(self.mime_type, kept), sizes=kept, value=_only(self.value, kept))


def _only(values: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in names}


def _content(file: File) -> str | bytes:
    """Text where the file says it is text and is, else bytes."""
    if not file.kind.startswith(TEXT):
        return file.data
    try:
        return file.data.decode("utf-8")
    except UnicodeDecodeError:
        return file.data
