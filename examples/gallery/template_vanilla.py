"""VanillaTemplate by its name: components say where on the page they stand."""

import lanai as pn

logo = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Ccircle cx='16' cy='16' r='15' fill='%230f766e'/%3E"
    "%3Cpath d='M8 19q4-10 8-3t8-3' fill='none' stroke='white' stroke-width='3' stroke-linecap='round'/%3E%3C/svg%3E"
)

pn.extension(template="vanilla")
pn.state.template.param.update(title="Vanilla", logo=logo)

name = pn.widgets.TextInput(name="Name", value="Ada")
polite = pn.widgets.Checkbox(name="Politely", value=True)

name.servable(target="sidebar")
polite.servable(target="sidebar")

pn.Column(
    "## `servable(target=...)`",
    "The targets are `main`, `sidebar`, `header` and `modal`. The page has no cards: the text lies on it.",
    pn.bind(lambda name, polite: f"Good morning, {name}." if polite else f"Hi {name}!", name, polite),
).servable()
