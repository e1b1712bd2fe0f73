"""Plotly: figures that tell what a visitor clicks, selects and zooms to."""

import numpy as np
import plotly.express as px
import plotly.graph_objects as go

import lanai as pn

pn.extension("plotly")

# A figure of Plotly Express; what happens in it is in parameters of the pane.
cars = px.data.iris()
figure = px.scatter(cars, x="sepal_width", y="sepal_length", color="species", title="Iris", height=380)
figure.update_layout(dragmode="select")
flowers = pn.pane.Plotly(figure, sizing_mode="stretch_width")


def told(click, selected):
    lines = [f"**{len(selected['points']) if selected else 0}** selected"]
    if click:
        point = click["points"][0]
        lines.append(f"clicked: {point['x']} × {point['y']}")
    return ", ".join(lines)


# A figure that is changed in place is shown anew, and stays where the visitor has zoomed to.
speed = pn.widgets.FloatSlider(name="Frequency", start=1, end=5, value=2, step=0.1)
x = np.linspace(0, 6, 400)
wave = go.Figure(go.Scatter(x=x, y=np.sin(x * speed.value)), layout={"height": 300, "margin": {"t": 20}})


def redraw(event):
    wave.data[0].y = np.sin(x * event.new)


speed.param.watch(redraw, "value")

# A dict is a figure as well.
hills = {
    "data": [{"type": "contour", "z": np.outer(np.sin(x[::20]), np.cos(x[::20])), "colorscale": "Viridis"}],
    "layout": {"height": 320, "margin": {"l": 40, "r": 0, "t": 10, "b": 30}},
}

pn.Column(
    "# Plotly",
    "Drag over the points, or click one.",
    flowers,
    pn.bind(told, flowers.param.click_data, flowers.param.selected_data),
    "## Changed in place",
    speed,
    pn.pane.Plotly(wave, sizing_mode="stretch_width"),
    "## A dict",
    pn.pane.Plotly(hills, width=480),
).servable(title="Plotly")
