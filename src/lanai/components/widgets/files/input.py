"""FileInput: files from a visitor, as bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

import param

from lanai.components.widgets.files.receiver import FileReceiver
from lanai.components.widgets.files.sizes import bytes_of
from lanai.components.widgets.files.upload import LARGEST, MOST_FILES, File, Limits
from lanai.errors import BadArgument


class FileInput(FileReceiver):
    """A field that takes a file, or with `multiple` or `directory` several.

    `value` is the content as bytes, `filename` and `mime_type` say what it is; for several files all three are lists.
    """

    accept = param.String(
        default=None, allow_None=True, doc="Which files can be chosen: '.csv,image/*'; None: all."
    )
    directory = param.Boolean(default=False, doc="Whether a folder is chosen, with all that is in it.")
    filename = param.ClassSelector(default=None, class_=(str, list), allow_None=True, doc="The file's name.")
    max_file_size = param.String(
        default=None, allow_None=True, doc="How large files may be together: '20MB'; None: 512 MB."
    )
    mime_type = param.ClassSelector(default=None, class_=(str, list), allow_None=True, doc="What kind it is.")
    multiple = param.Boolean(default=False, doc="Whether several can be chosen.")
    value = param.Parameter(default=None, doc="The content, as bytes.")

    _local: ClassVar[frozenset[str]] = FileReceiver._local | {"mime_type", "max_file_size"}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = dict.fromkeys(
        FileReceiver._events, ("filename", "mime_type", "value")
    )

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        self.limits()  # tells of a size that cannot be read

    def limits(self) -> Limits:
        most = LARGEST if self.max_file_size is None else bytes_of(self.max_file_size)
        kinds = self.accept.split(",") if self.accept else ()
        return Limits(MOST_FILES if self._several else 1, most, most, kinds)

    def take_files(self, files: Sequence[File], *, more: bool) -> None:
        if not files:
            self.clear()
        elif self._several:
            self.param.update(
                filename=[each.name for each in files],
                mime_type=[each.kind for each in files],
                value=[each.data for each in files],
            )
        else:
            self.param.update(filename=files[0].name, mime_type=files[0].kind, value=files[0].data)

    def clear(self) -> None:
        """Take the files out again."""
        self.param.update(filename=None, mime_type=None, value=None)

    def save(self, filename: str | Path | BinaryIO | Sequence[str | Path | BinaryIO]) -> None:
        """Write the content to a path or a binary file; for several files, to a list of them.

        Raises `BadArgument` where there is nothing to write, or another number of files.
        """
        contents = self.value if isinstance(self.value, list) else [] if self.value is None else [self.value]
        targets: list[Any] = list(filename) if isinstance(filename, (list, tuple)) else [filename]
        if len(contents) != len(targets) or not contents:
            raise BadArgument(
                f"Expected a file name for each of the {len(contents)} files of the FileInput, got {len(targets)}."
            )
        for target, content in zip(targets, contents, strict=True):
            if isinstance(target, (str, Path)):
                Path(target).expanduser().write_bytes(content)
            else:
                target.write(content)

    @property
    def _several(self) -> bool:
        return self.multiple or self.directory
