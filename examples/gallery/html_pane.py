"""HTML: markup of your own. What a visitor has written is escaped first."""

from html import escape

import lanai as pn

pn.extension()

name = pn.widgets.TextInput(name="Your name", value="Ada <3")


def greeting(name):
    return pn.pane.HTML(f"<p>Good morning, <b>{escape(name)}</b>.</p>")


badge = pn.pane.HTML(
    "Station 7 is online",
    styles={"background": "#1f6f43", "color": "white", "padding": "0.4rem 0.8rem", "border-radius": "1rem"},
)

pn.Column(
    "# HTML",
    "The pane shows markup as it is, so escape what others have written.",
    name,
    pn.bind(greeting, name),
    "## With styles of its own",
    badge,
).servable(title="HTML")
