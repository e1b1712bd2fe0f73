"""Row, Column, FlexBox, GridBox, GridSpec, WidgetBox, spacers and dividers: how components lie."""

import lanai as pn

pn.extension()


def tile(text, color, **params):
    look = {"background": color, "color": "#101828", "padding": "10px", "border_radius": "6px"}
    return pn.pane.Str(text, styles=look, **{"margin": 4, **params})


COLORS = ["#bfdbfe", "#bbf7d0", "#fde68a", "#fecaca", "#ddd6fe", "#a5f3fc"]

grid = pn.GridSpec(width=480, height=240)
grid[0, 0] = tile("0, 0", COLORS[0])
grid[0, 1:] = tile("0, 1:", COLORS[1])
grid[1:3, :2] = tile("1:3, :2", COLORS[2])
grid[1:3, 2] = tile("1:3, 2", COLORS[3])

scrolling = pn.Column(
    *(f"Message {number}" for number in range(30)),
    height=180,
    width=300,
    view_latest=True,
    auto_scroll_limit=40,
    scroll_button_threshold=20,
    styles={"border": "1px solid", "border_radius": "6px"},
)
add = pn.widgets.Button(name="Add a message")
add.on_click(lambda _: scrolling.append(f"Message {len(scrolling)}"))

box = pn.WidgetBox(pn.widgets.TextInput(name="City"), pn.widgets.IntSlider(name="Days", end=14))
off = pn.widgets.Switch(name="Disabled")
off.link(box, value="disabled")

pn.Column(
    "# Layouts",
    "## Row, with a spacer that pushes",
    pn.Row(tile("left", COLORS[0]), pn.HSpacer(), tile("right", COLORS[1]), width=480),
    pn.layout.Divider(),
    "## FlexBox",
    pn.FlexBox(*(tile(f"tile {n}", COLORS[n % 6]) for n in range(12)), width=480),
    "## GridBox",
    pn.GridBox(*(tile(f"{n}", COLORS[n % 6], width=60) for n in range(8)), ncols=4),
    "## GridSpec",
    grid,
    "## WidgetBox",
    off,
    box,
    "## A column that follows its end",
    add,
    scrolling,
).servable(title="Layouts")
