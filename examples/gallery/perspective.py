"""Perspective: a data frame that a visitor can pivot, filter, sort and plot."""

import datetime as dt

import pandas as pd

import lanai as pn

pn.extension("perspective")

CITIES = ["Hilo", "Hana", "Lihue"]
frame = pd.DataFrame(
    {
        "city": [CITIES[day % 3] for day in range(30)],
        "day": [dt.date(2024, 5, 1) + dt.timedelta(days=day) for day in range(30)],
        "guests": [40 + 7 * (day % 5) for day in range(30)],
        "rain": [round(0.4 * (day % 7) - 0.8, 2) for day in range(30)],
    }
)
kind = pn.widgets.Select(
    name="Shown as", value="datagrid", options=["datagrid", "d3_y_bar", "d3_y_line", "d3_heatmap"]
)
table = pn.pane.Perspective(frame, plugin=kind, height=420, sizing_mode="stretch_width", title="Guests")
table.param.update(columns=["city", "day", "guests", "rain"], settings=False)
bars = pn.pane.Perspective(
    frame, plugin="d3_y_bar", columns=["guests"], group_by=["city"], settings=False, height=320, width=560
)


def tell(columns: list[str], group_by: list[str] | None, sort: list[list[str]] | None) -> str:
    return (
        f"Columns **{columns}**, grouped by **{group_by or 'nothing'}**, sorted by **{sort or 'nothing'}**."
    )


pn.Column(
    "# Perspective",
    "What a visitor sets in the viewer is set in Python as well.",
    kind,
    table,
    pn.bind(tell, table.param.columns, table.param.group_by, table.param.sort),
    bars,
).servable(title="Perspective")
