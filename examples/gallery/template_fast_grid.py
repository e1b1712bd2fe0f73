"""FastGridTemplate: cards in a grid of twelve columns; on a phone below each other."""

from bokeh.plotting import figure

import lanai as pn

pn.extension()

growth = pn.widgets.IntSlider(name="Growth in percent", start=0, end=30, value=12)
months = list(range(1, 13))


def total(title, start):
    return pn.bind(lambda growth: f"#### {title}\n\n# {start * (1 + growth / 100):,.0f}", growth)


def course(growth):
    plot = figure(sizing_mode="stretch_both", x_axis_label="Month", toolbar_location=None)
    plot.line(
        months, [100 * (1 + growth / 100) ** (month / 4) for month in months], line_width=3, color="#7c3aed"
    )
    return pn.pane.Bokeh(plot, sizing_mode="stretch_both", min_height=260)


template = pn.template.FastGridTemplate(
    title="Year in figures", row_height=130, accent="#7c3aed", shadow=True
)
template.sidebar.append(growth)
template.main[0, 0:4] = pn.Column(total("Orders", 360))
template.main[0, 4:8] = pn.Column(total("Revenue", 11_640))
template.main[0, 8:12] = pn.Column(total("Visitors", 4_920))
template.main[1:4, 0:8] = pn.Column(pn.bind(course, growth))
template.main[1:4, 8:12] = pn.Column(
    "## Places",
    "`template.main[1:4, 0:8] = ...` fills three rows of eight columns. A row is `row_height` px high, and grows with "
    "what it holds.",
)
template.servable()
