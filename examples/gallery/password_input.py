"""PasswordInput: a text that is not shown while it is written."""

import lanai as pn

pn.extension()

password = pn.widgets.PasswordInput(name="Password", placeholder="At least eight characters")


def strength(text):
    if not text:
        return "Nothing yet."
    return "Long enough." if len(text) >= 8 else f"{8 - len(text)} more."


pn.Column(
    "# PasswordInput",
    "The eye shows what was written. `value_input` follows every key, `value` when the field is left.",
    password,
    pn.bind(strength, password.param.value_input),
).servable(title="PasswordInput")
