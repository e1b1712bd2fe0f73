"""Widgets that take files from visitors, and give files to them."""

from typing import TYPE_CHECKING

from lanai.core.exports import exports

if TYPE_CHECKING:
    from lanai.components.widgets.files.download import FileDownload
    from lanai.components.widgets.files.dropper import FileDropper
    from lanai.components.widgets.files.input import FileInput
    from lanai.components.widgets.files.selector import FileSelector

__all__ = ["FileDownload", "FileDropper", "FileInput", "FileSelector"]

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = exports(
        __name__,
        {
            ".download": "FileDownload",
            ".dropper": "FileDropper",
            ".input": "FileInput",
            ".selector": "FileSelector",
        },
    )
