"""JSComponent: a component with a browser's half of your own."""

import param

import lanai as pn

pn.extension()


class Rating(pn.custom.JSComponent):
    """Stars to choose from."""

    value = param.Integer(default=3, bounds=(0, 5))

    _esm = """
    export function render({ model, el }) {
      const group = document.createElement("div");
      group.setAttribute("role", "radiogroup");
      group.setAttribute("aria-label", "Rating");
      const stars = [1, 2, 3, 4, 5].map(number => {
        const star = document.createElement("button");
        star.setAttribute("role", "radio");
        star.setAttribute("aria-label", `${number} of 5`);
        star.textContent = "★";
        star.onclick = () => { model.value = number };
        return star;
      });
      const show = () => stars.forEach((star, index) => {
        star.setAttribute("aria-checked", String(index + 1 === model.value));
        star.classList.toggle("on", index < model.value);
      });
      model.on("value", show);
      show();
      group.append(...stars);
      return group;
    }
    """
    _stylesheets = [
        """
        button { border: 0; background: none; font-size: 2rem; cursor: pointer; color: var(--wa-color-text-quiet); }
        button.on { color: #c26a00; }
        """
    ]


rating = Rating()
clear = pn.widgets.Button(name="Clear")
clear.on_click(lambda _: rating.param.update(value=0))

pn.Column(
    "# JSComponent",
    "A class with parameters, and a module in JavaScript that reads, sets and watches them.",
    rating,
    clear,
    pn.bind("{} of 5 stars".format, rating.param.value),
).servable(title="JSComponent")
