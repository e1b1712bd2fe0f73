"""LiteralInput: a Python value, written as Python writes it."""

import lanai as pn

pn.extension()

settings = pn.widgets.LiteralInput(name="A dictionary", value={"rate": 0.25, "names": ["a", "b"]}, type=dict)
numbers = pn.widgets.LiteralInput(name="A tuple", value=(1, 2, 3), type=tuple)

pn.Column(
    "# LiteralInput",
    "Lists, dictionaries, tuples, texts and numbers. What is none of the wanted type is said to be wrong beside the field.",
    settings,
    pn.bind(lambda value: f"`rate` is **{value.get('rate')}**", settings),
    numbers,
    pn.bind(lambda value: f"The sum is **{sum(value)}**", numbers),
).servable(title="LiteralInput")
