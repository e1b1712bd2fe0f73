"""FileSelector: files of the server."""

from pathlib import Path

import lanai as pn

pn.extension()

files = pn.widgets.FileSelector(Path(__file__).parent, name="Pages of the gallery", file_pattern="*.py")

pn.Column(
    "# FileSelector",
    "Shows what is below `directory`; with `root_directory` visitors can go up as far as that, and never further.",
    files,
    pn.bind(lambda chosen: f"{len(chosen)} chosen", files),
).servable(title="FileSelector")
