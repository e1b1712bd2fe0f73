"""A button and a text that counts its clicks."""

from dash import Dash, Input, Output, callback, html

app = Dash()
app.layout = [html.Button("Click me", id="button"), html.P("Clicked 0 times", id="text")]
server = app.server


@callback(Output("text", "children"), Input("button", "n_clicks"), prevent_initial_call=True)
def count(clicks):
    return f"Clicked {clicks} times"
