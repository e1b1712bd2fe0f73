"""LaTeX: formulas, alone and in prose."""

import lanai as pn

pn.extension()

order = pn.widgets.IntSlider(name="Order", start=1, end=6, value=3)


def series(order):
    terms = " + ".join(rf"\frac{{x^{{{n}}}}}{{{n}!}}" for n in range(1, order + 1))
    return rf"$$e^x \approx 1 + {terms}$$"


prose = r"""
## In Markdown

The roots of $ax^2 + bx + c$ are

$$
x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a},
$$

and a coffee is still $3.
"""

pn.Column(
    "# LaTeX",
    "Formulas stand between `$` and `$`, or between `$$` and `$$` on lines of their own.",
    order,
    pn.pane.LaTeX(pn.bind(series, order)),
    prose,
).servable(title="LaTeX")
