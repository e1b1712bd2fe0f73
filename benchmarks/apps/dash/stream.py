"""A line that gains a point every 20 ms, as far as the page asks for one."""

import math

import plotly.graph_objects as go
from dash import Dash, Input, Output, callback, dcc

app = Dash()
app.layout = [
    dcc.Graph(id="line", figure=go.Figure(go.Scatter(x=[0], y=[0.0], mode="lines"))),
    dcc.Interval(id="clock", interval=20),
]
server = app.server


@callback(Output("line", "extendData"), Input("clock", "n_intervals"), prevent_initial_call=True)
def add_point(tick):
    return {"x": [[tick]], "y": [[math.sin(tick / 20)]]}, [0], 200
