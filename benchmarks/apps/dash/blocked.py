"""The counter, and a button whose callback blocks for two seconds."""

import time

from dash import Dash, Input, Output, callback, html

app = Dash()
app.layout = [
    html.Button("Click me", id="button"),
    html.P("Clicked 0 times", id="text"),
    html.Button("Rest", id="rest"),
    html.P("Rested 0 times", id="rested"),
]
server = app.server


@callback(Output("text", "children"), Input("button", "n_clicks"), prevent_initial_call=True)
def count(clicks):
    return f"Clicked {clicks} times"


@callback(Output("rested", "children"), Input("rest", "n_clicks"), prevent_initial_call=True)
def block(rests):
    time.sleep(2)
    return f"Rested {rests} times"
