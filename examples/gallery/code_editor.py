"""CodeEditor: code with colours, line numbers and search."""

import lanai as pn

pn.extension()

CODE = '''def fibonacci(n: int) -> int:
    """The n-th number."""
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b  # both at once
    return a
'''

language = pn.widgets.Select(name="Language", options=["python", "sql", "javascript", "json", "text"])
editor = pn.widgets.CodeEditor(
    name="Code",
    value=CODE,
    language=language,
    soft_tabs=True,
    height=260,
    width=600,
    annotations=[{"row": 3, "column": 4, "text": "a loop", "type": "info"}],
)
readonly = pn.widgets.CodeEditor(
    name="To read", value="SELECT name FROM people", language="sql", readonly=True, theme="monokai", width=600
)

pn.Column(
    "# CodeEditor",
    "`value` follows each key, or without `on_keyup` when the field is left. Esc, then Tab leaves it by keyboard.",
    language,
    editor,
    pn.bind(lambda code: f"{len(code.splitlines())} lines", editor),
    readonly,
).servable(title="CodeEditor")
