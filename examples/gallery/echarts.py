"""ECharts: specifications of Apache ECharts, with events that Python sees."""

import lanai as pn

pn.extension("echarts")

months = ["January", "February", "March", "April", "May", "June"]
growth = pn.widgets.IntSlider(name="Growth in percent", start=-20, end=60, value=15)
kind = pn.widgets.RadioButtonGroup(name="Kind", options=["bar", "line", "scatter"], value="bar")


def sales(growth, kind):
    value, values = 40, []
    for _ in months:
        values.append(value)
        value *= 1 + growth / 100
    return {
        "title": {"text": "Sales"},
        "tooltip": {"trigger": "axis"},
        "legend": {"data": ["Sales", "Costs"], "right": 10},
        "xAxis": {"data": months},
        "yAxis": {"name": "thousand"},
        "series": [
            {"name": "Sales", "type": kind, "data": values},
            {"name": "Costs", "type": "line", "smooth": True, "data": [30, 32, 35, 31, 40, 42]},
        ],
    }


chart = pn.pane.ECharts(pn.bind(sales, growth, kind), height=340, sizing_mode="stretch_width")
clicked = pn.widgets.StaticText(value="Click a bar.")
chart.on_event(
    "click", lambda event: setattr(clicked, "value", f"{event.data['name']}: {event.data['value']}")
)

shares = {
    "tooltip": {},
    "title": {"text": "Shares", "left": "center"},
    "series": [
        {
            "type": "pie",
            "radius": ["45%", "70%"],
            "data": [
                {"name": "North", "value": 5},
                {"name": "South", "value": 3},
                {"name": "West", "value": 4},
            ],
        }
    ],
}

pn.Column(
    "# ECharts",
    pn.Row(growth, kind),
    chart,
    clicked,
    "## Lines instead of dots",
    pn.pane.ECharts(shares, renderer="svg", width=360, height=300),
).servable(title="ECharts")
