"""RadioButtonGroup, CheckButtonGroup and ToggleGroup: buttons that lie together."""

import lanai as pn

pn.extension()

view = pn.widgets.RadioButtonGroup(name="View", options=["Day", "Week", "Month"], button_type="primary")
layers = pn.widgets.CheckButtonGroup(name="Layers", options=["Roads", "Rivers", "Names"], value=["Roads"])
outline = pn.widgets.RadioButtonGroup(
    name="Outline", options=["Left", "Middle", "Right"], button_type="success", button_style="outline"
)
upright = pn.widgets.CheckButtonGroup(
    name="Vertical",
    options=["One", "Two", "Three"],
    value=["Two"],
    button_type="danger",
    orientation="vertical",
)
made = pn.widgets.ToggleGroup(name="By ToggleGroup", options=["A", "B"], behavior="radio")

pn.Column(
    "# Groups of buttons",
    "`ToggleGroup(widget_type='button' or 'box', behavior='check' or 'radio')` makes any of the four groups.",
    pn.Row(view, layers),
    pn.Row(outline, made, upright),
    pn.bind(lambda chosen, shown: f"view: {chosen}, layers: {shown}", view, layers),
).servable(title="Groups of buttons")
