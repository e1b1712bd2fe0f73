/** What the gauges share: the properties of a number on a scale, its colours, and how it is told to screen readers. */

import { own } from "../core/names.ts";
import { TemplateElement } from "./templated.ts";
import { type Bounds, partOf } from "./arc.ts";
import type { WidgetProps } from "./widget.ts";

export interface ScaleProps extends WidgetProps {
  bounds: Bounds;
  colors: [until: number, color: string][] | null;
  reading: { text: string; ends: [string, string]; limits: string[] };
  value: number | null;
}

export interface Segment {
  from: number;
  to: number;
  color: string;
}

/** Colours that are meant for a light page stand for what is the same to the page's theme. */
const THEMED: Record<string, string> = {
  black: "var(--wa-color-text-normal)",
  whitesmoke: "var(--wa-color-neutral-fill-normal)",
  lightblue: "var(--wa-color-brand-fill-loud)",
};

export function themed(color: string): string {
  return own(THEMED, color) ?? color;
}

export abstract class Scale<P extends ScaleProps = ScaleProps> extends TemplateElement<P> {
  /** What it is called where it has no label. */
  protected abstract readonly kind: string;

  protected override update(): void {
    const { label, value, bounds, reading } = this.props;
    const meter: Record<string, string | null> = {
      role: value === null ? "img" : "meter",
      "aria-label": value === null ? `${label || this.kind}: ${reading.text}` : label || this.kind,
      "aria-valuenow": value === null ? null : String(value),
      "aria-valuemin": value === null ? null : String(bounds[0]),
      "aria-valuemax": value === null ? null : String(bounds[1]),
      "aria-valuetext": value === null ? null : reading.text,
    };
    for (const [name, text] of Object.entries(meter)) {
      if (text === null) this.removeAttribute(name);
      else this.setAttribute(name, text);
    }
    super.update();
  }

  /** How far along the scale the value is, from 0 to 1; 0 where there is none. */
  protected get reached(): number {
    return this.props.value === null ? 0 : partOf(this.props.value, this.props.bounds);
  }

  protected get segments(): Segment[] {
    let from = 0;
    return (this.props.colors ?? []).map(([to, color]) => {
      const segment = { from, to: Math.max(from, to), color };
      from = segment.to;
      return segment;
    });
  }

  /** The colour of the first threshold that the value does not exceed. */
  protected colorAt(part: number, usual: string): string {
    return this.segments.find(({ to }) => part <= to)?.color ?? themed(usual);
  }
}
