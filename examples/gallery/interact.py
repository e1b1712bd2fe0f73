"""Interact: a function's arguments become widgets."""

import lanai as pn

pn.extension()


def growth(start=100, rate=0.05, years=(1, 30, 1, 10), compound=True):
    end = start * (1 + rate) ** years if compound else start * (1 + rate * years)
    return f"From **{start}** to **{end:,.0f}** in {years} years."


pn.Column(
    "# Interact",
    "A number becomes a slider, a truth value a checkbox, a text an input, a list a choice.",
    pn.interact(growth, start=(50, 500), rate=(0.0, 0.2, 0.01), years=(1, 30, 1, 10)),
).servable(title="Interact")
