import "@awesome.me/webawesome/dist/components/time-input/time-input.js";
import type WaTimeInput from "@awesome.me/webawesome/dist/components/time-input/time-input.js";
import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { Widget, type WidgetProps } from "./widget.ts";

interface TimePickerProps extends WidgetProps {
  value: string | null;
  start: string | null;
  end: string | null;
  clock: "12h" | "24h";
  seconds: boolean;
  hour_increment: number;
  minute_increment: number;
  second_increment: number;
}

/** A time of the day, or nothing. */
export class TimePicker extends Widget<TimePickerProps> {
  protected override template(): unknown {
    const { label, value, start, end, clock, seconds, disabled } = this.props;
    return html`<wa-time-input
        .label=${label}
        .min=${start ?? ""}
        .max=${end ?? ""}
        .step=${this.#step()}
        .hourFormat=${clock === "12h" ? "12" : "24"}
        .withClear=${!disabled && value !== null}
        .disabled=${disabled}
        .value=${live(value === null ? "" : value.slice(0, seconds ? 8 : 5))}
        aria-label=${label || "Time"}
        @change=${this.#change}
      ></wa-time-input
      >${this.help()}`;
  }

  /** In s. One step serves all parts of the time: the smallest that is asked for. */
  #step(): number {
    const { seconds, hour_increment: hours, minute_increment: minutes, second_increment: second } = this.props;
    if (seconds) return second;
    return minutes === 1 && hours > 1 ? 3600 * hours : 60 * minutes;
  }

  readonly #change = (event: Event): void => {
    const text = (event.currentTarget as WaTimeInput).value;
    const value = text ? `${text}:00`.slice(0, 8) : null;
    const { start, end } = this.props;
    const beyond = value !== null && ((start !== null && value < start) || (end !== null && value > end));
    if (beyond) this.update();
    else if (value !== this.props.value) this.edit({ value });
  };
}
