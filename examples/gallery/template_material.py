"""MaterialTemplate: a raised header and round corners."""

import lanai as pn

pn.extension()

amount = pn.widgets.FloatSlider(name="Sugar", start=0, end=10, value=2.5, step=0.5)
cups = pn.widgets.IntInput(name="Cups", value=4, start=1, end=20)

pn.template.MaterialTemplate(
    title="Material",
    sidebar=[amount, cups],
    main=[
        pn.Column(
            "## Recipe",
            pn.bind(
                lambda sugar, cups: f"For {cups} cups take **{sugar * cups:g} g** of sugar.", amount, cups
            ),
            pn.widgets.TextInput(name="Note", placeholder="What to remember"),
            pn.Row(pn.widgets.Button(name="Keep", button_type="primary"), pn.widgets.Button(name="Forget")),
        ),
    ],
).servable()
