import "@awesome.me/webawesome/dist/components/time-input/time-input.js";
import type WaTimeInput from "@awesome.me/webawesome/dist/components/time-input/time-input.js";
import { html, nothing } from "lit-html";
import { DateField, type DateFieldProps } from "./dates/datefield.ts";

interface DatetimePickerProps extends DateFieldProps {
  enable_time: boolean;
  enable_seconds: boolean;
  military_time: boolean;
}

const MIDNIGHT = "00:00:00";

/** A moment, or nothing. */
export class DatetimePicker extends DateField<DatetimePickerProps> {
  protected override get inputType(): string {
    return this.props.enable_time ? "datetime-local" : "date";
  }

  protected override get inputStep(): number | null {
    return this.props.enable_time && this.props.enable_seconds ? 1 : null;
  }

  protected override complete(text: string): string | null {
    if (!text) return null;
    if (text.length === 10) return `${text}T${MIDNIGHT}`;
    return text.length === 16 ? `${text}:00` : text.slice(0, 19);
  }

  /** The day changes, the time stays, or is the nearest that the limits allow. */
  protected override moved(day: string, before: string | undefined): string {
    const { start, end } = this.props;
    const moment = `${day}T${before?.slice(11) || MIDNIGHT}`;
    if (start && moment < start) return start;
    return end && moment > end ? end : moment;
  }

  protected override footer(): unknown {
    if (!this.props.enable_time) return nothing;
    const { enable_seconds: seconds, military_time: military } = this.props;
    const names = this.isRange ? ["First time", "Last time"] : ["Time"];
    const fields = names.map(
      (name, place) => html`<wa-time-input
        .label=${name}
        .size=${"s"}
        .step=${seconds ? 1 : 60}
        .hourFormat=${military ? "24" : "12"}
        .disabled=${this.texts.length === 0}
        .value=${this.texts[place]?.slice(11) ?? ""}
        @change=${(event: Event) => this.#setTime(place, (event.currentTarget as WaTimeInput).value)}
      ></wa-time-input>`,
    );
    return html`<div class="lanai-times">${fields}</div>`;
  }

  #setTime(place: number, time: string): void {
    if (!time) return;
    const texts = [...this.texts];
    texts[place] = `${(texts[place] as string).slice(0, 10)}T${time.length === 5 ? `${time}:00` : time.slice(0, 8)}`;
    this.choose(texts);
  }
}
