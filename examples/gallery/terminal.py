"""Terminal: output with colours, and what is typed."""

import lanai as pn

pn.extension()

terminal = pn.widgets.Terminal("Type, and see it echoed.\n\n", name="Terminal", height=260, width=600)


def echo(event):
    terminal.write("\n" if event.new == "\r" else f"\x1b[32m{event.new}\x1b[0m")


terminal.param.watch(echo, "value", onlychanged=False)
clear = pn.widgets.Button(name="Clear", icon="eraser", on_click=terminal.clear)

pn.Column(
    "# Terminal",
    "`print(..., file=terminal)` writes on it, `value` is what was typed last.",
    terminal,
    clear,
).servable(title="Terminal")
