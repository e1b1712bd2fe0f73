"""Vega: charts of Altair's and specifications of Vega-Lite, with selections that Python sees."""

import altair as alt
import numpy as np
import pandas as pd

import lanai as pn

pn.extension("vega")

rng = np.random.default_rng(1)
people = pd.DataFrame(
    {
        "height": rng.normal(172, 9, 160).round(1),
        "weight": rng.normal(70, 11, 160).round(1),
        "group": rng.choice(["north", "south", "west"], 160),
    }
)

brush = alt.selection_interval(name="brush")
chart = (
    alt.Chart(people)
    .mark_circle(size=60)
    .encode(
        x=alt.X("height", scale=alt.Scale(zero=False)),
        y=alt.Y("weight", scale=alt.Scale(zero=False)),
        color=alt.condition(brush, "group", alt.value("lightgray")),
        tooltip=["height", "weight", "group"],
    )
    .add_params(brush)
)
points = pn.pane.Vega(chart, height=320, sizing_mode="stretch_width", debounce=50)


def chosen(bounds):
    found = people
    for column, (low, high) in bounds.items():
        found = found[found[column].between(low, high)]
    return f"**{len(found)}** people, {found['weight'].mean():.1f} kg on average" if len(found) else "Nobody"


# The same in a dict of Vega-Lite; a data frame may stand for its data.
groups = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": people,
    "mark": {"type": "bar", "cornerRadiusEnd": 3},
    "params": [{"name": "group", "select": {"type": "point", "fields": ["group"]}}],
    "encoding": {
        "y": {"field": "group", "title": None},
        "x": {"aggregate": "count"},
        "opacity": {"condition": {"param": "group", "value": 1}, "value": 0.4},
    },
}
bars = pn.pane.Vega(groups, width=420, height=160)

theme = pn.widgets.Select(name="Theme", options=pn.pane.Vega.param.theme.objects, value=None)

pn.Column(
    "# Vega",
    "Drag over the points to choose some.",
    points,
    pn.bind(chosen, points.selection.param.brush),
    "## A specification",
    bars,
    pn.bind(lambda groups: f"Clicked: {groups}", bars.selection.param.group),
    "## Themes",
    theme,
    pn.pane.Vega(chart.properties(width=320, height=200), theme=theme, show_actions=True),
).servable(title="Vega")
