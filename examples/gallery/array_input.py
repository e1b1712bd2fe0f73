"""ArrayInput: a NumPy array as text."""

import numpy as np

import lanai as pn

pn.extension()

small = pn.widgets.ArrayInput(name="Matrix", value=np.array([[1, 2], [3, 4]]))
large = pn.widgets.ArrayInput(name="Too large to edit", value=np.arange(5000), max_array_size=100)

pn.Column(
    "# ArrayInput",
    "An array is written as a list of numbers, or of lists of them.",
    small,
    large,
    pn.bind(lambda array: f"Its sum is {array.sum()}.", small),
).servable(title="ArrayInput")
