/** The sign that a part of the page has not come. It may be there before any style sheet is. */

/** The event on the window by which a visitor says not to wait any longer. */
export const RETRY = "lanai-retry";
const STYLE =
  "position:fixed;inset:16px 16px auto;z-index:1001;width:fit-content;margin-inline:auto;padding:6px 8px 6px 16px;" +
  "border:1px solid;border-radius:22px;background:Canvas;color:CanvasText;font:14px/20px system-ui,sans-serif";

/** Shows the sign until what is returned was called; one sign for all that is missing. */
export function missing(): () => void {
  const sign = document.querySelector<HTMLElement>("body > .lanai-missing") ?? made();
  count(sign, 1);
  return () => count(sign, -1);
}

function count(sign: HTMLElement, more: number): void {
  const now = Number(sign.dataset["parts"] ?? 0) + more;
  sign.dataset["parts"] = String(now);
  if (now === 0) sign.remove();
}

function made(): HTMLElement {
  const sign = document.createElement("div");
  const words = document.createElement("span");
  const button = document.createElement("button");
  sign.className = "lanai-missing";
  sign.style.cssText = STYLE;
  sign.append(words, " ", button);
  document.body.append(sign);
  words.setAttribute("role", "status");
  words.textContent = "A part of this page did not load. Trying again…";
  button.type = "button";
  button.textContent = "Try now";
  button.onclick = () => void dispatchEvent(new Event(RETRY));
  return sign;
}
