import "@awesome.me/webawesome/dist/components/slider/slider.js";
import type WaSlider from "@awesome.me/webawesome/dist/components/slider/slider.js";
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { Widget, type WidgetProps } from "../widget.ts";
import { BUTTONS, type ButtonName } from "./icons.ts";
import { advanced, type Direction, type LoopPolicy } from "./motion.ts";

export interface PlayerProps extends WidgetProps {
  value: unknown;
  value_throttled: unknown;
  direction: Direction;
  interval: number;
  loop_policy: LoopPolicy;
  preview_duration: number;
  scale_buttons: number;
  show_loop_controls: boolean;
  show_value: boolean;
  step: number;
  value_align: "start" | "center" | "end";
  visible_buttons: ButtonName[];
  visible_loop_options: LoopPolicy[];
}

/** How much longer or shorter the interval gets. */
const PACE = 0.7;
const SHORTEST = 10;
const LONGEST = 86_400_000;
const ALIGN = { start: "flex-start", center: "center", end: "flex-end" };

/** Runs through places by itself. Tabs that are hidden let time pass more slowly: so the browser has it. */
export abstract class PlayerView<P extends PlayerProps = PlayerProps> extends Widget<P> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #told = "";

  /** The first and the last place. */
  protected abstract ends(): [first: number, last: number];
  /** Where it is. */
  protected abstract place(): number;
  /** The value at a place. */
  protected abstract valueAt(place: number): P["value"];
  /** What the visitor reads at a place. */
  protected abstract written(place: number): string;

  protected override template(): unknown {
    const { label, show_value: showValue, value_align: align, scale_buttons: scale } = this.props;
    return html`<div class="lanai-player" role="group" aria-label=${label || "Player"} style=${`--lanai-scale: ${scale}`}>
        <div class="lanai-deck-head" style=${`justify-content: ${ALIGN[align]}`}>
          <output>${this.#told || nothing}</output>${label || showValue ? this.#title() : nothing}
        </div>
        ${this.#slider()}
        <div class="lanai-deck">${this.#buttons()}${this.#loops()}</div>
      </div>
      ${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    if (names === null || names.has("direction") || names.has("interval")) this.#schedule();
  }

  override detach(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#telling);
    super.detach();
  }

  #title(): unknown {
    const { label, show_value: showValue } = this.props;
    return html`<span>${label}${showValue ? html`${label ? ": " : ""}<b>${this.written(this.place())}</b>` : nothing}</span>`;
  }

  #slider(): unknown {
    const [first, last] = this.ends();
    const { label, disabled } = this.props;
    return html`<wa-slider
      class="lanai-slide"
      .label=${label || "Place"}
      .min=${first}
      .max=${Math.max(last, first + 1)}
      .step=${1}
      .value=${live(this.place())}
      .valueFormatter=${(place: number) => this.written(place)}
      .disabled=${disabled || last <= first}
      @input=${(event: Event) => this.#go((event.currentTarget as WaSlider).value)}
      @change=${(event: Event) => this.#settle((event.currentTarget as WaSlider).value)}
      ><span slot="label" class="lanai-unseen">${label || "Place"}</span></wa-slider
    >`;
  }

  #buttons(): unknown {
    const { visible_buttons: visible, direction, disabled } = this.props;
    const pressed: Partial<Record<ButtonName, boolean>> = { reverse: direction < 0, pause: direction === 0, play: direction > 0 };
    const shown = (Object.keys(BUTTONS) as ButtonName[]).filter((name) => visible.includes(name));
    const buttons = shown.map((name) => {
      const [label, path] = BUTTONS[name];
      return html`<button
        type="button"
        aria-label=${label}
        title=${label}
        aria-pressed=${Object.hasOwn(pressed, name) ? String(pressed[name]) : nothing}
        .disabled=${disabled}
        @click=${() => this.#press(name)}
      >
        <svg class="lanai-stroke" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>
      </button>`;
    });
    return html`<div class="lanai-keys">${buttons}</div>`;
  }

  #loops(): unknown {
    const { show_loop_controls: shown, visible_loop_options: options, loop_policy: policy, disabled } = this.props;
    if (!shown || options.length === 0) return nothing;
    const group = `lanai-loop-${this.component?.id}`;
    const choices = options.map(
      (option) => html`<label
        ><input
          type="radio"
          name=${group}
          .checked=${live(option === policy)}
          .disabled=${disabled}
          @change=${() => this.edit({ loop_policy: option } as Partial<P>)}
        />${option[0]?.toUpperCase()}${option.slice(1)}</label
      >`,
    );
    return html`<div class="lanai-loops" role="radiogroup" aria-label="At the end">${choices}</div>`;
  }

  #press(name: ButtonName): void {
    const [first, last] = this.ends();
    const { step } = this.props;
    if (name === "play" || name === "reverse") this.#play(name === "play" ? 1 : -1);
    else if (name === "pause") this.#stop();
    else if (name === "slower") this.#pace(1 / PACE);
    else if (name === "faster") this.#pace(PACE);
    else {
      const places = { first, last, previous: this.place() - step, next: this.place() + step };
      this.#stop(Math.min(last, Math.max(first, places[name])));
    }
  }

  /** Playing on from the end begins anew. */
  #play(direction: Direction): void {
    const [first, last] = this.ends();
    const [from, to] = direction > 0 ? [first, last] : [last, first];
    if (this.props.loop_policy === "once" && this.place() === to) this.#go(from);
    this.edit({ direction } as Partial<P>);
    this.#schedule();
    super.update();
  }

  #stop(place = this.place()): void {
    const value = this.valueAt(place);
    this.edit({ value, value_throttled: value, direction: 0 } as Partial<P>);
    this.#schedule();
    super.update();
  }

  #go(place: number): void {
    this.editContinuously({ value: this.valueAt(place) } as Partial<P>);
    super.update();
  }

  #settle(place: number): void {
    const value = this.valueAt(place);
    this.edit({ value, value_throttled: value } as Partial<P>);
    super.update();
  }

  #pace(factor: number): void {
    const interval = Math.round(Math.min(LONGEST, Math.max(SHORTEST, this.props.interval * factor)));
    this.edit({ interval } as Partial<P>);
    this.#tell(`${interval} ms`);
    this.#schedule();
  }

  #tell(text: string): void {
    clearTimeout(this.#telling);
    this.#told = text;
    super.update();
    if (text) this.#telling = setTimeout(() => this.#tell(""), this.props.preview_duration);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.props.direction !== 0) this.#timer = setTimeout(this.#advance, this.props.interval);
  }

  readonly #advance = (): void => {
    const { direction, step, loop_policy: policy } = this.props;
    const [first, last] = this.ends();
    const next = advanced({ place: this.place(), direction }, first, last, step, policy);
    if (next.direction === 0) return this.#stop(next.place);
    if (next.direction !== direction) this.edit({ direction: next.direction } as Partial<P>);
    this.#go(next.place);
    this.#schedule();
  };
}
