"""ColorPicker and ColorMap: a colour, and a row of them."""

import lanai as pn

pn.extension()

color = pn.widgets.ColorPicker(name="Colour", value="#99ef78", width=120)
closed = pn.widgets.ColorPicker(name="Disabled", value="#888888", disabled=True, width=120)
palette = pn.widgets.ColorMap(
    name="Palette",
    options={
        "Reds": ["#fff5f0", "#fcbba1", "#fb6a4a", "#cb181d", "#67000d"],
        "Blues": ["#f7fbff", "#c6dbef", "#6baed6", "#2171b5", "#08306b"],
        "Four": ["teal", "gold", "tomato", "navy"],
    },
    value_name="Blues",
)


def sample(color, palette):
    """The colours, as they look."""
    box = "<span style='display:inline-block;width:36px;height:36px;background:{}'></span>"
    return pn.pane.HTML("".join(box.format(each) for each in [color, *palette]))


pn.Column(
    "# ColorPicker, ColorMap",
    "A colour is a text such as `#99ef78`; a map is a list of them, or a colormap of Matplotlib.",
    color,
    closed,
    palette,
    pn.bind(sample, color, palette),
).servable(title="ColorPicker")
