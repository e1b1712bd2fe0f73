"""Number and String: one number, or a few words, large."""

import lanai as pn

pn.extension()

value = pn.widgets.IntSlider(name="Failures in %", value=72, start=0, end=100)
failures = pn.indicators.Number(
    name="Failures",
    value=value,
    format="{value} %",
    colors=[(33, "seagreen"), (66, "darkgoldenrod"), (100, "crimson")],
)
small = pn.indicators.Number(
    name="Users", value=1234567, format="{value:,}", font_size="24pt", title_size="12pt"
)
missing = pn.indicators.Number(name="Nothing measured", value=None)
words = pn.indicators.String(name="State", value="All is well", font_size="36pt", default_color="seagreen")

pn.Column(
    "# Number and String",
    "A number takes the colour of the first of its thresholds that it does not exceed.",
    value,
    pn.FlexBox(failures, small, missing, words, gap="32px"),
    pn.bind("There are **{} %** failures.".format, value),
).servable(title="Number and String")
