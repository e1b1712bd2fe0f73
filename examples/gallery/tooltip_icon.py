"""TooltipIcon: a mark that tells more when it is pointed at."""

import lanai as pn

pn.extension()

text = pn.widgets.TextInput(name="What it tells", value="Nothing happens when you click the button!")

pn.Column(
    "# TooltipIcon",
    "Point at the question mark, or reach it with the Tab key.",
    text,
    pn.Row(pn.widgets.Button(name="Click me"), pn.indicators.TooltipIcon(value=text)),
    pn.bind("It tells: **{}**".format, text),
).servable(title="TooltipIcon")
