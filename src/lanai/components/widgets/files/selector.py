"""FileSelector: a choice of files and folders on the server."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import param

from lanai.components.base import expect
from lanai.components.limits import Limit
from lanai.components.parameters import OwnList
from lanai.components.widgets.base import Widget
from lanai.core.placing import off_loop
from lanai.core.times import Milliseconds
from lanai.errors import BadArgument, BadValue

LONGEST_PATH = 4096
"""Characters of a path."""
MOST = 5000
"""Entries of one folder that are shown."""


class Entry(NamedTuple):
    """What a folder holds."""

    name: str
    folder: bool
    size: int


class FileSelector(Widget):
    """A choice of files and folders below `directory` on the server's disk; `value` lists their absolute paths.

    The visitor can go into folders, up to `root_directory` (unless given: `directory`) and no further; what a symbolic
    link leads to outside is not there. What is not shown (of another pattern, hidden) cannot be chosen either.
    """

    directory = param.String(default=".", doc="The folder that is shown first.")
    file_pattern = param.String(default="*", doc="Which files are shown: '*.csv'.")
    only_files = param.Boolean(default=False, doc="Whether only files can be chosen.")
    refresh_period = Milliseconds(
        default=None,
        bounds=(1, None),
        allow_None=True,
        doc="Time in ms after which the folder is read again.",
    )
    root_directory = param.String(
        default=None, allow_None=True, doc="The highest folder that can be seen; None: `directory`."
    )
    show_hidden = param.Boolean(default=False, doc="Whether names that begin with a dot are shown.")
    size = param.Integer(default=10, bounds=(1, None), doc="How many entries show at once.")
    value = OwnList(doc="The paths chosen.")
    listing = param.Dict(
        default=None, allow_None=True, doc="What the browser shows: the folder and its entries."
    )

    _local: ClassVar[frozenset[str]] = Widget._local | {
        "directory",
        "file_pattern",
        "root_directory",
        "show_hidden",
    }
    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"open": ("listing",), "refresh": ("listing",)}

    _folder = Path()

    def __init__(self, directory: str | Path | None = None, **params: Any) -> None:
        if directory is not None:
            params["directory"] = str(directory)
        super().__init__(**params)
        off_loop(self._begin)

    def _changed(self, name: str) -> None:
        if self._param__private.initialized:
            if name in {"directory", "root_directory"}:
                off_loop(self._begin)
            elif name in {"file_pattern", "show_hidden"}:
                off_loop(lambda: self._show(self._folder))
        super()._changed(name)

    @property
    def _root(self) -> Path:
        return Path(self.root_directory or self.directory).expanduser().resolve()

    def _start(self) -> Path:
        folder = Path(self.directory).expanduser().resolve()
        if not folder.is_dir():
            raise BadArgument(f"Expected a folder as `directory` of a FileSelector, got {self.directory!r}.")
        if not folder.is_relative_to(self._root):
            raise BadArgument(f"Expected a `directory` below the `root_directory` {self.root_directory!r}.")
        return folder

    def _begin(self) -> None:
        self._show(self._start())

    def _show(self, folder: Path) -> None:
        self._folder = folder
        entries = sorted(self._entries(folder), key=lambda each: (not each.folder, each.name.lower()))
        shown = [list(each) for each in entries[:MOST]]
        place = folder.relative_to(self._root).as_posix()
        self.listing = {
            "root": self._root.name or "/",
            "folder": "" if place == "." else place,
            "entries": shown,
        }

    def _entries(self, folder: Path) -> list[Entry]:
        found = (self._entry(path) for path in folder.iterdir())
        return [entry for entry in found if entry is not None]

    def _entry(self, path: Path) -> Entry | None:
        """What is shown of `path`; None where it is not: hidden, of another pattern, gone, or outside."""
        if not self.show_hidden and path.name.startswith("."):
            return None
        try:
            real = path.resolve()
            inside, is_folder = real.is_relative_to(self._root), real.is_dir()
            size = 0 if is_folder else real.stat().st_size
        except OSError:  # gone meanwhile, or a link to nowhere
            return None
        if not inside or not (is_folder or fnmatch.fnmatch(path.name, self.file_pattern)):
            return None
        return Entry(path.name, is_folder, size)

    def _limit_of(self, name: str) -> Limit:
        return Limit(LONGEST_PATH * MOST, MOST, 1) if name == "value" else super()._limit_of(name)

    def _takes_long(self, name: str, data: Any) -> bool:
        return True  # the disk is asked

    # -- the wire -----------------------------------------------------------------------------------

    def encode(self, name: str, value: Any) -> Any:
        if name != "value":
            return super().encode(name, value)
        root = self._root
        paths = [Path(path) for path in value]
        return [path.relative_to(root).as_posix() for path in paths if path.is_relative_to(root)]

    def decode(self, name: str, data: Any) -> Any:
        chosen = expect(super().decode(name, data), list, name)
        if len(chosen) > MOST:
            raise BadValue(f"Expected at most {MOST} files for {name!r}, got {len(chosen)}.")
        paths = [self._chosen(place) for place in chosen]
        if self.only_files and any(path.is_dir() for path in paths):
            raise BadValue(f"Expected files only for {name!r}, got a folder.")
        return [str(path) for path in paths]

    def _chosen(self, place: Any) -> Path:
        """The path of what a browser names: what is shown, or was chosen before. Raises `BadValue`."""
        path = self._inside(place)
        if path != self._root and (str(path) in self.value or self._entry(path) is not None):
            return path
        raise BadValue("Expected a file or folder that a FileSelector shows.")

    def _inside(self, place: Any) -> Path:
        """The path of what a browser names, below the root in folders that are shown. Raises `BadValue`."""
        parts = Path(expect(place, str, "path")).parts
        path: Path = self._root.joinpath(*parts)
        try:
            fine = "\0" not in place and path.exists() and path.resolve().is_relative_to(self._root)
        except OSError:
            fine = False
        hidden = not self.show_hidden and any(part.startswith(".") for part in parts)
        if not fine or hidden or Path(place).is_absolute() or ".." in parts:
            raise BadValue("Expected a file or folder that a FileSelector shows.")
        return path

    def event(self, name: str, data: dict[str, Any]) -> None:
        """The visitor goes to a folder, or wants to see it anew."""
        folder = self._folder if name == "refresh" else self._inside(data.get("folder")).resolve()
        if self.disabled or not folder.is_dir():
            raise BadValue("Expected a folder that a FileSelector shows.")
        self._show(folder)
