"""Param: an object's parameters as widgets."""

import param

import lanai as pn

pn.extension()


class Station(param.Parameterized):
    """What one weather station is told."""

    label = param.String("North", doc="Shown in reports")
    interval = param.Integer(5, bounds=(1, 60), doc="Minutes between readings")
    unit = param.Selector(default="°C", objects=["°C", "°F", "K"])
    active = param.Boolean(True)

    @param.depends("label", "interval", "unit", "active")
    def summary(self):
        state = "reports" if self.active else "would report"
        return f"**{self.label}** {state} in {self.unit} every {self.interval} minutes."


station = Station(name="Station")

pn.Column(
    "# Param",
    "Each parameter gets the widget that fits it; both follow each other.",
    pn.Param(station),
    station.summary,
).servable(title="Param")
