import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { Widget, type WidgetProps } from "./widget.ts";

interface Step {
  title: string;
  options: string[];
  value: string | null;
}

interface NestedSelectProps extends WidgetProps {
  steps: Step[];
  arrangement: "row" | "column";
}

/** A menu for each level; sends "choose" with the level and the label. */
export class NestedSelect extends Widget<NestedSelectProps> {
  protected override template(): unknown {
    const { label, steps, arrangement, disabled } = this.props;
    return html`<fieldset class=${`lanai-nested lanai-${arrangement ?? "column"}`} .disabled=${disabled}>
        ${label ? html`<legend>${label}</legend>` : nothing}
        <div>${(steps ?? []).map((step, level) => this.#menu(step, level))}</div>
      </fieldset>${this.help()}`;
  }

  #menu({ title, options, value }: Step, level: number): unknown {
    const name = title || `${this.props.label || "Level"} ${level + 1}`;
    return html`<label
      >${title ? html`<span class="lanai-label">${title}</span>` : nothing}<select
        class="lanai-input lanai-menu"
        aria-label=${title ? nothing : name}
        @change=${(event: Event) =>
          this.event("choose", { level, label: (event.currentTarget as HTMLSelectElement).value })}
      >
        ${options.map(
          (option) => html`<option .value=${option} .selected=${live(option === value)}>${option}</option>`,
        )}
      </select></label
    >`;
  }
}
