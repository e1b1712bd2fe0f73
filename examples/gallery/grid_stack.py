"""GridStack: a grid whose components the visitor moves and sizes."""

import lanai as pn

pn.extension()

stack = pn.GridStack(ncols=6, width=640, height=360)
stack[0:2, 0:3] = pn.pane.Markdown("### Sales\nUp by 4 %.")
stack[0, 3:6] = pn.pane.Markdown("### News")
stack[1, 3:6] = pn.pane.Markdown("### Weather")
stack[2, 0:6] = pn.pane.Markdown("### Log")

pn.Column(
    "# GridStack",
    "Drag the dots to move, the corner to size; or give them the focus and use the arrow keys.",
    stack,
    pn.bind(lambda state: f"`{state}`", stack.param.state),
).servable(title="GridStack")
