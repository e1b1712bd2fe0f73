/** Small buttons with an icon, as they stand below a message. */

import { html, nothing, type TemplateResult } from "lit-html";
import { own } from "../../core/names.ts";
import { iconOf } from "../icon.ts";

export function iconButton(icon: string, name: string, press: () => void, pressed: boolean | null = null, classes = ""): TemplateResult {
  return html`<button
    type="button"
    class=${`lanai-chat-icon ${classes}`}
    title=${name}
    aria-label=${name}
    aria-pressed=${pressed === null ? nothing : String(pressed)}
    @click=${press}
  >
    ${iconOf(icon)}
  </button>`;
}

/** Buttons for reactions, of which some are pressed. */
export function reactionButtons(
  options: Readonly<Record<string, string>>,
  active: readonly string[],
  choose: (reactions: string[]) => void,
  activeIcons: Readonly<Record<string, string>> = {},
): TemplateResult[] {
  return Object.entries(options).map(([reaction, icon]) => {
    const pressed = active.includes(reaction);
    const others = active.filter((each) => each !== reaction);
    const shown = (pressed && own(activeIcons, reaction)) || icon;
    return iconButton(shown, reaction, () => choose(pressed ? others : [...others, reaction]), pressed, "reaction");
  });
}
