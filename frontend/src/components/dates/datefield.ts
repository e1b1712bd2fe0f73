import { html, nothing } from "lit-html";
import { Widget, type WidgetProps } from "../widget.ts";
import { allowed, calendar, type Days, place } from "./calendar.ts";

export interface DateFieldProps extends WidgetProps {
  value: string | string[] | null;
  start: string | null;
  end: string | null;
  disabled_dates: [string, string][] | null;
  enabled_dates: [string, string][] | null;
}

const OUT_OF_REACH = "This day cannot be chosen.";
const WRONG_ORDER = "The first has to come before the last.";

let ids = 0;

/** One field for a day or moment, or two for the ends of a range, each of which can be typed; and a calendar. */
export abstract class DateField<P extends DateFieldProps = DateFieldProps> extends Widget<P> {
  /** Whether there are two fields. */
  protected readonly isRange: boolean = false;
  readonly #id = `lanai-date-${++ids}`;
  #open = false;
  #problem = "";

  protected get inputType(): string {
    return "date";
  }

  protected get inputStep(): number | null {
    return null;
  }

  /** A field's text as the server has it; null for one that is not complete. */
  protected complete(text: string): string | null {
    return text || null;
  }

  /** What the calendar's day makes of the text that was there. */
  protected moved(day: string, _before: string | undefined): string {
    return day;
  }

  /** What stands below the calendar. */
  protected footer(): unknown {
    return nothing;
  }

  protected override template(): unknown {
    const { label, disabled } = this.props;
    return html`<div class="lanai-date">
        ${label ? html`<span class="lanai-date-title" id=${this.#id} @click=${this.#toField}>${label}</span>` : nothing}
        <div
          class="lanai-frame"
          role=${this.isRange ? "group" : nothing}
          aria-labelledby=${this.isRange && label ? this.#id : nothing}
          ?data-disabled=${disabled}
        >
          ${this.isRange ? html`${this.#input("first")}<i aria-hidden="true">–</i>${this.#input("last")}` : this.#input("")}
          <button
            type="button"
            class="lanai-open"
            aria-label=${label ? `Calendar for ${label}` : "Calendar"}
            aria-haspopup="dialog"
            popovertarget=${`${this.#id}-calendar`}
            .disabled=${disabled}
          >
            <svg class="lanai-stroke" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM16 3v4M8 3v4M4 11h16" />
            </svg>
          </button>
        </div>
        <div class="lanai-problem" role="alert">${this.#problem}</div>
        <div
          id=${`${this.#id}-calendar`}
          class="lanai-calendar"
          popover
          role="dialog"
          aria-label=${label ? `Calendar for ${label}` : "Calendar"}
          @toggle=${this.#toggled}
        >
          ${this.#open ? html`${this.#calendar()}${this.footer()}` : nothing}
        </div>
      </div>
      ${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    if (names === null || names.has("value")) this.#problem = "";
    super.update();
    if (names !== null && !names.has("value")) return;
    const texts = this.texts;
    for (const [place, input] of this.#inputs.entries()) input.value = texts[place] ?? "";
  }

  /** The value, text by text. */
  protected get texts(): string[] {
    const { value } = this.props;
    return value === null ? [] : [value].flat();
  }

  /** Takes over what the fields or the calendar say, where it can be chosen. */
  protected choose(texts: (string | null)[]): void {
    const given = texts.filter((text): text is string => text !== null);
    if (given.length > 0 && given.length < texts.length) return; // one end of two
    const wrong = this.#wrong(given);
    if (wrong || given.join() === this.texts.join()) return this.#tell(wrong);
    this.#tell("");
    const value = given.length === 0 ? null : this.isRange ? given : given[0];
    this.edit({ value } as Partial<P>);
  }

  #wrong(texts: string[]): string {
    const { start, end } = this.props;
    const days = this.#days();
    const beyond = texts.some((text) => (start && text < start) || (end && text > end));
    if (beyond || texts.some((text) => !allowed(text.slice(0, 10), days))) return OUT_OF_REACH;
    return texts.length === 2 && (texts[0] as string) > (texts[1] as string) ? WRONG_ORDER : "";
  }

  #tell(problem: string): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    super.update();
  }

  #input(word: string): unknown {
    const { label, start, end, disabled } = this.props;
    const longest = this.inputType === "date" ? "9999-12-31" : "9999-12-31T23:59:59";
    const name = [label, word].filter(Boolean).join(": ") || "Date";
    return html`<input
      type=${this.inputType}
      aria-label=${name}
      aria-invalid=${this.#problem ? "true" : nothing}
      min=${start ?? nothing}
      max=${end ?? longest}
      step=${this.inputStep ?? nothing}
      .disabled=${disabled}
      @blur=${this.#commit}
      @keydown=${this.#keydown}
    />`;
  }

  #calendar(): unknown {
    const days = this.texts.map((text) => text.slice(0, 10));
    return calendar(days.join("/"), this.isRange, this.#days(), (value) => {
      const before = this.texts;
      this.choose(value.split("/").map((day, place) => this.moved(day, before[place])));
      if (this.inputType === "date") this.#popover.hidePopover();
    });
  }

  #days(): Days {
    const { start, end, disabled_dates: disabled, enabled_dates: enabled } = this.props;
    return { start: start?.slice(0, 10) ?? null, end: end?.slice(0, 10) ?? null, disabled, enabled };
  }

  get #inputs(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>(".lanai-frame > input")];
  }

  get #popover(): HTMLElement {
    return this.querySelector(".lanai-calendar") as HTMLElement;
  }

  readonly #toField = (): void => this.#inputs[0]?.focus();

  /** Not with every change: a date that is being typed is another one with each digit. */
  readonly #commit = (): void => {
    const inputs = this.#inputs;
    if (inputs.some((input) => input.validity.badInput)) return;
    this.choose(inputs.map((input) => this.complete(input.value)));
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") this.#commit();
  };

  readonly #toggled = (event: Event): void => {
    if (event.target !== this.#popover) return;
    this.#open = (event as ToggleEvent).newState === "open";
    super.update();
    if (this.#open) void this.#show();
  };

  async #show(): Promise<void> {
    const popover = this.#popover;
    const [shown, ...months] = popover.querySelectorAll<HTMLElement & { updated: Promise<void> }>(
      "calendar-date, calendar-range, calendar-month",
    );
    await shown?.updated;
    await Promise.all(months.map((month) => month.updated));
    // The month learns of its days after it has been drawn for the first time.
    await new Promise(requestAnimationFrame);
    place(popover, this.querySelector(".lanai-frame") as Element);
    shown?.focus();
  }
}
