"""Trend: a number, how it changed, and a small plot of how it came to be."""

import random

import lanai as pn

pn.extension()

chance = random.Random(5)
steps = [chance.gauss(0, 1) for _ in range(40)]
data = {"x": list(range(40)), "y": [20 + sum(steps[: end + 1]) for end in range(40)]}
trends = [
    pn.indicators.Trend(name=kind.capitalize(), data=data, plot_type=kind, width=180, height=150)
    for kind in pn.indicators.Trend.param.plot_type.objects
]
beside = pn.indicators.Trend(
    name="Beside the number",
    data=data,
    layout="row",
    width=400,
    height=90,
    plot_type="area",
    plot_color="seagreen",
)
given = pn.indicators.Trend(name="Given", data=data, value=1234.5, value_change=-0.125, width=180, height=150)
go_on = pn.widgets.Button(name="Add a value")


def add(_: object) -> None:
    for trend in (*trends, beside, given):
        last, high = trend.data["x"][-1], trend.data["y"][-1]
        trend.stream({"x": [last + 1], "y": [high + chance.gauss(0, 1)]}, rollover=40)


go_on.on_click(add)

pn.Column(
    "# Trend",
    "`stream` adds rows at the end and lets those fall off that are more than `rollover`.",
    go_on,
    pn.FlexBox(*trends, gap="24px"),
    pn.FlexBox(beside, given, gap="24px"),
    pn.bind(lambda data: f"The last value is **{data['y'][-1]:.2f}**.", trends[0].param.data),
).servable(title="Trend")
