"""Widgets that take files from visitors, and give files to them."""

from lanai.components.widgets.files.download import FileDownload
from lanai.components.widgets.files.dropper import FileDropper
from lanai.components.widgets.files.input import FileInput
from lanai.components.widgets.files.selector import FileSelector

__all__ = ["FileDownload", "FileDropper", "FileInput", "FileSelector"]
