"""TextEditor: text with formats."""

import lanai as pn

pn.extension()

editor = pn.widgets.TextEditor(
    name="Note", value="<p>Some <strong>bold</strong> text.</p>", placeholder="Write", height=240
)
plain = pn.widgets.TextEditor(name="Without a bar", mode="bubble", placeholder="Mark text to format it")

pn.Column(
    "# TextEditor",
    "`value` is HTML, made safe by the server: scripts that someone sends are not in it.",
    editor,
    plain,
    pn.bind(lambda html: pn.pane.Str(html), editor),
).servable(title="TextEditor")
