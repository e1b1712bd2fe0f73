"""NestedSelect: each choice decides what the next one offers."""

import lanai as pn

pn.extension()

MODELS = {
    "GFS": {"0.25°": ["Temperature", "Wind"], "1°": ["Temperature"]},
    "NAM": {"12 km": ["Rain", "Snow"]},
}


def days(level, value):
    return ["Monday", "Tuesday"] if level == "Day" else [f"{value['Day']} {hour}:00" for hour in (6, 12, 18)]


model = pn.widgets.NestedSelect(options=MODELS, levels=["Model", "Resolution", "Variable"], layout=pn.Row)
time = pn.widgets.NestedSelect(name="When", options=days, levels=["Day", "Hour"])

pn.Column(
    "# NestedSelect",
    "`options` are dicts and lists in each other, or functions of the level and the values chosen so far.",
    model,
    time,
    pn.bind(lambda a, b: f"{a} {b}", model, time),
).servable(title="NestedSelect")
