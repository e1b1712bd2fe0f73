import { html, nothing } from "lit-html";
import type { ButtonProps } from "../buttonlook.ts";
import { iconOf } from "../icon.ts";
import { Widget } from "../widget.ts";
import "./styles.ts";

interface ActionProps extends ButtonProps {
  names: boolean | null;
  tip: boolean;
}

/** A button below the field of a chat. Sends "click". */
export class ChatAction extends Widget<ActionProps> {
  protected override template(): unknown {
    const { label, description, disabled, icon, names, tip } = this.props;
    return html`<button
      type="button"
      class="lanai-chat-action"
      data-names=${names === null ? "auto" : String(names)}
      aria-label=${label || "Action"}
      title=${description ?? (tip || names !== true ? label : nothing)}
      .disabled=${disabled}
      @click=${this.#click}
    >
      ${iconOf(icon)}<span>${label}</span>
    </button>`;
  }

  readonly #click = (): void => {
    if (!this.props.disabled) this.event("click");
  };
}
