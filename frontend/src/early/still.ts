/** What stands for a component until its code has come. */

import { applyCommon, type CommonProps } from "../components/common.ts";
import type { Props } from "../core/messages.ts";
import type { Happened, Still } from "../core/registry.ts";

/** A still with the common properties of its component. `draw` returns null where the size cannot be known. */
export function still<P extends CommonProps>(draw: (props: Readonly<P>, happened: Happened) => Node | null): Still {
  return (element, given: Props, happened) => {
    const props = given as unknown as P;
    const content = props.stylesheets.length === 0 ? draw(props, happened) : null;
    if (!content) return false;
    element.classList.add("lanai");
    applyCommon(element, props);
    element.replaceChildren(content);
    return true;
  };
}

/** A box of styles/stills.css; `look` says which of them, as data attributes. */
export function box(text: string, look: Record<string, string | undefined>): HTMLElement {
  const element = document.createElement("span");
  element.className = "lanai-still";
  for (const [name, value] of Object.entries(look)) if (value !== undefined) element.dataset[name] = value;
  element.textContent = text;
  return element;
}
