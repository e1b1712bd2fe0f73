"""Fifty rows, each a slider and a text that follows it."""

from dash import MATCH, Dash, Input, Output, State, callback, dcc, html


def describe(number, value):
    return f"Slider {number} is {value}"


def row(number):
    slider = dcc.Slider(0, 100, value=0, id={"type": "slider", "index": number})
    text = html.Span(describe(number, 0), id={"type": "text", "index": number})
    return html.Div([slider, text])


app = Dash()
app.layout = [row(number) for number in range(50)]
server = app.server


@callback(
    Output({"type": "text", "index": MATCH}, "children"),
    Input({"type": "slider", "index": MATCH}, "value"),
    State({"type": "slider", "index": MATCH}, "id"),
    prevent_initial_call=True,
)
def follow(value, slider):
    return describe(slider["index"], value)
