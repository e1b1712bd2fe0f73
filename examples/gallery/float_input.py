"""Number fields: whole numbers, decimals, limits and steps."""

import lanai as pn

pn.extension()

whole = pn.widgets.IntInput(name="IntInput, 0 to 20", value=4, start=0, end=20)
decimal = pn.widgets.FloatInput(name="FloatInput, in steps of 0.05", value=1.25, step=0.05)
either = pn.widgets.NumberInput(name="NumberInput", value=3)
spinner = pn.widgets.Spinner(name="Spinner", value=2.5, step=0.5)
fixed = pn.widgets.FloatInput(name="Disabled", value=9.81, disabled=True)


def product(a, b):
    return f"{a} × {b} = **{a * b:g}**"


pn.Column(
    "# Number fields",
    "Arrow keys step, Page keys take ten steps at once, and what is no number is refused.",
    pn.FlexBox(whole, decimal, either, spinner, fixed),
    pn.bind(product, whole, decimal),
).servable(title="Number fields")
