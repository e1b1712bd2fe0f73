"""Markdown: text with structure, which a callback may replace at any time."""

import lanai as pn

pn.extension()

text = """
## What it can show

*Emphasis*, **importance**, `code`, ~~what is no longer so~~, and [links](https://commonmark.org).

| Sensor | Reading |
| ------ | ------: |
| North  |    21.4 |
| South  |    23.9 |

- [x] calibrated
- [ ] labelled

```python
pn.pane.Markdown("**Hello**")
```
"""

source = pn.widgets.TextAreaInput(name="Source", value=text.strip(), height=320, sizing_mode="stretch_width")

pn.Column(
    "# Markdown",
    "Text becomes a `Markdown` pane wherever it stands in a layout. Change the source and leave the field.",
    pn.FlexBox(
        pn.Column(source, width=420),
        pn.Column(pn.pane.Markdown(source, width=420, styles={"padding": "0 1rem"})),
    ),
).servable(title="Markdown")
