/** The native control inside a Web Awesome one, for the few things the outer one cannot pass on. */

interface Outer extends HTMLElement {
  updateComplete: Promise<unknown>;
}

/** Gives a field without a label the name that it shows instead. */
export function nameByPlaceholder(outer: Outer | null, label: string, placeholder: string, selector = "input"): void {
  void withInner(outer, selector, (input) => {
    if (label || !placeholder) input.removeAttribute("aria-label");
    else input.setAttribute("aria-label", placeholder);
  });
}

/** Runs `change` on the native control once it is there. */
export async function withInner(
  outer: Outer | null,
  selector: string,
  change: (inner: HTMLElement) => void,
): Promise<void> {
  await outer?.updateComplete;
  const inner = outer?.shadowRoot?.querySelector<HTMLElement>(selector);
  if (inner) change(inner);
}
