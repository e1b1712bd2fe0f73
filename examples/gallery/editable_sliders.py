"""EditableIntSlider, EditableFloatSlider and EditableRangeSlider: sliders with fields."""

import lanai as pn

pn.extension()

count = pn.widgets.EditableIntSlider(name="Count", end=100, value=30, fixed_start=0)
ratio = pn.widgets.EditableFloatSlider(name="Ratio", end=2, step=0.05, value=0.75, format="0.00[00]")
span = pn.widgets.EditableRangeSlider(name="Span", end=10, step=0.5, value=(2, 7.5))
closed = pn.widgets.EditableFloatSlider(name="Slider only", value=0.4, editable=False)

pn.Column(
    "# Editable sliders",
    "What is typed may lie beyond the slider, which then reaches as far. `fixed_start` and `fixed_end` hold.",
    count,
    ratio,
    span,
    closed,
    pn.bind("{}, {}, {}".format, count, ratio, span),
).servable(title="Editable sliders")
