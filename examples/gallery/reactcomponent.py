"""ReactComponent: a component written with React, and others inside it."""

import param

import lanai as pn

pn.extension()


class Fold(pn.custom.ReactComponent):
    """Text that opens, with a component in it."""

    title = param.String(default="More")
    body = pn.custom.Child()

    _esm = """
    import { useState } from "react";

    export function render({ model }) {
      const [title, setTitle] = model.useState("title");
      const [open, setOpen] = useState(true);
      return (
        <div>
          <label>Title <input value={title} onChange={event => setTitle(event.target.value)} /></label>
          <button aria-expanded={open} onClick={() => setOpen(!open)}>{open ? "▾" : "▸"} {title}</button>
          {open && model.get_child("body")}
        </div>
      );
    }
    """


slider = pn.widgets.IntSlider(name="Inside", end=10, value=4)
fold = Fold(title="Details", body=slider, margin=(5, 10))

pn.Column(
    "# ReactComponent",
    "JSX and TypeScript are translated in the browser; React comes with Lanai.",
    fold,
    pn.bind("{}: {}".format, fold.param.title, slider),
).servable(title="ReactComponent")
