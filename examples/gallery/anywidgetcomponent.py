"""AnyWidgetComponent: a component by the rules of anywidget."""

import param

import lanai as pn

pn.extension()


class Dial(pn.custom.AnyWidgetComponent):
    """A native slider, as a widget of anywidget would write it."""

    value = param.Integer(default=30, bounds=(0, 100))

    _esm = """
    function render({ model, el }) {
      const label = document.createElement("label");
      const input = Object.assign(document.createElement("input"), { type: "range", min: 0, max: 100 });
      input.value = model.get("value");
      input.addEventListener("input", () => {
        model.set("value", input.valueAsNumber);
        model.save_changes();
      });
      model.on("change:value", () => { input.value = model.get("value") });
      label.append("Level ", input);
      el.append(label);
    }
    export default { render };
    """


dial = Dial(margin=(5, 10))
half = pn.widgets.Button(name="Half")
half.on_click(lambda _: dial.param.update(value=50))

pn.Column(
    "# AnyWidgetComponent",
    "The `_esm` of a widget made with anywidget runs as it is.",
    dial,
    half,
    pn.bind("Level {}".format, dial.param.value),
).servable(title="AnyWidgetComponent")
