"""FileInput: files from a visitor."""

import lanai as pn

pn.extension()

file = pn.widgets.FileInput(name="A table", accept=".csv,text/csv", max_file_size="20MB")
several = pn.widgets.FileInput(name="Several files", multiple=True)


def summary(content, name):
    return "nothing yet" if content is None else f"{name}: {len(content)} bytes"


pn.Column(
    "# FileInput",
    "`value` is the content as bytes, `filename` and `mime_type` say what it is. Files travel in pieces: a slow line "
    "shows how far they are, and one that breaks goes on where it stopped.",
    pn.Row(file, several),
    pn.bind(summary, file, file.param.filename),
    pn.bind(lambda names: f"several: {names}", several.param.filename),
).servable(title="FileInput")
