import { html } from "lit-html";
import { Widget, type WidgetProps } from "../widget.ts";
import { reactionButtons } from "./icons.ts";
import "./styles.ts";

interface ReactionProps extends WidgetProps {
  active_icons: Record<string, string>;
  options: Record<string, string>;
  value: string[];
}

/** Icons that stay pressed. */
export class ChatReactionIcons extends Widget<ReactionProps> {
  protected override template(): unknown {
    const { label, options, value, active_icons: active } = this.props;
    return html`<div class="lanai-chat-icons" role="group" aria-label=${label || "Reactions"}>
      ${reactionButtons(options, value, (reactions) => this.edit({ value: reactions }), active)}
    </div>`;
  }
}
