"""ChatMessage: faces, reactions, editing, and what a message can hold."""

import pandas as pd

import lanai as pn

pn.extension()

CODE = """A text is **Markdown**, with code:

```python
def square(n):
    return n * n
```
"""

like = {"like": "thumb-up", "dislike": "thumb-down"}
shown = pn.chat.ChatMessage("Like me, or edit me.", user="Ada", reaction_icons=like, reactions=["like"])
feed = pn.chat.ChatFeed(
    pn.chat.ChatMessage(CODE, user="Assistant"),
    pn.chat.ChatMessage(
        pd.DataFrame({"n": [1, 2, 3], "square": [1, 4, 9]}), user="Table", avatar="tabler:table"
    ),
    pn.chat.ChatMessage(
        pn.widgets.IntSlider(name="Number", value=3, end=10, width=260),
        user="Tool",
        footer_objects=[pn.widgets.Button(name="Use it", button_type="primary")],
    ),
    pn.chat.ChatMessage("More is to come", user="Assistant", show_activity_dot=True),
    height=560,
    header="A feed",
)
pn.Column(
    "# ChatMessage",
    shown,
    pn.bind(lambda reactions, _: f"Reactions: {reactions}", shown.param.reactions, shown.param.edited),
    feed,
    max_width=760,
    sizing_mode="stretch_width",
).servable(title="ChatMessage")
