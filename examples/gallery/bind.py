"""Functions in a layout: they run again when what they are bound to changes."""

import asyncio

import lanai as pn

pn.extension()

a = pn.widgets.IntSlider(name="a", start=0, end=20, value=6)
b = pn.widgets.IntSlider(name="b", start=0, end=20, value=7)
go = pn.widgets.Button(name="Count to five", button_type="primary")


def product(a, b):
    return f"**{a} × {b} = {a * b}**"


async def counting(clicks):
    if not clicks:
        yield "Not begun."
        return
    for number in range(1, 6):
        yield f"{number} …"
        await asyncio.sleep(0.4)
    yield "Five."


pn.Column(
    "# Bound functions",
    "A function gives its place a value.",
    pn.Row(a, b),
    pn.bind(product, a, b),
    "## Generators",
    "Each `yield` replaces what was shown before; a new click starts again.",
    go,
    pn.bind(counting, go.param.clicks),
).servable(title="Bound functions")
