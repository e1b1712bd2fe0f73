"""FileDownload: a button that gives the visitor a file."""

import io

import lanai as pn

pn.extension()

rows = pn.widgets.IntSlider(name="Rows", start=1, end=100_000, value=1000)


def table():
    return io.StringIO("n,square\n" + "".join(f"{n},{n * n}\n" for n in range(rows.value)))


made = pn.widgets.FileDownload(callback=table, filename="squares.csv", button_type="primary")
path = pn.widgets.FileDownload(__file__, name="This script", icon="code")
embedded = pn.widgets.FileDownload(b"hello", filename="hello.txt", embed=True, button_style="outline")
steps = pn.widgets.FileDownload(callback=table, filename="squares.csv", auto=False)

pn.Column(
    "# FileDownload",
    "`file` is a path, bytes or something to read; `callback` makes it when the button is clicked. With `embed` it "
    "travels with the page; without `auto` a second click saves it.",
    rows,
    pn.Row(made, path, embedded, steps),
).servable(title="FileDownload")
