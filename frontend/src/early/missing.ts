/** The sign that a part of the page has not come. It may be there before any style sheet is. */

/** The event on the window by which a visitor says not to wait any longer. */
export const RETRY = "lanai-retry";

let parts = 0;
let sign: HTMLElement | undefined;

/** Shows the sign until what is returned was called; one sign for all that is missing. */
export function missing(): () => void {
  parts++;
  sign ??= made();
  return () => {
    if (--parts > 0) return;
    sign?.remove();
    sign = undefined;
  };
}

function made(): HTMLElement {
  const element = document.createElement("div");
  element.className = "lanai-missing";
  element.style.cssText =
    "position:fixed;inset:16px 0 auto;width:fit-content;margin:auto;z-index:1001;padding:8px 16px;border:1px solid;background:Canvas;color:CanvasText";
  element.innerHTML = '<span role="status"></span> <button type="button">Try now</button>';
  document.body.append(element);
  const [words, button] = element.children as unknown as [HTMLElement, HTMLElement];
  words.textContent = "A part of this page did not load. Trying again…";
  button.onclick = () => void dispatchEvent(new Event(RETRY));
  return element;
}
