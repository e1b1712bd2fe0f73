import { html, nothing, svg } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { short } from "./arc.ts";
import { Scale, themed, type ScaleProps } from "./scale.ts";

interface LinearGaugeProps extends ScaleProps {
  default_color: string;
  horizontal: boolean;
  needle_color: string;
  show_boundaries: boolean;
  tick_size: string | null;
  title_size: string | null;
  unfilled_color: string;
  value_size: string | null;
}

/** The bar: it begins at (x, y) and is `length` long; a lying one goes to the right, an upright one down. */
interface Bar {
  x: number;
  y: number;
  length: number;
  thick: number;
}

/** A number as the filled part of a bar. */
export class LinearGauge extends Scale<LinearGaugeProps> {
  protected override readonly kind = "Gauge";

  protected override template(): unknown {
    const { horizontal } = this.props;
    const w = this.props.width || (horizontal ? 300 : 125);
    const h = this.props.height || (horizontal ? 125 : 300);
    const bar = horizontal
      ? { x: 16, y: h * 0.5, length: w - 32, thick: Math.min(32, h * 0.22) }
      : { x: w * 0.18, y: 70, length: h - 84, thick: Math.min(48, w * 0.26) };
    return html`<svg class="lanai-linear" viewBox=${`0 0 ${w} ${h}`} aria-hidden="true">
      ${this.#bar(bar)} ${this.#needle(bar)} ${this.#ticks(bar)} ${this.#words(w, h)}
    </svg>`;
  }

  #bar(bar: Bar): unknown {
    const { default_color: usual, unfilled_color: empty, show_boundaries: bounded } = this.props;
    const whole = this.#piece(bar, 0, 1, themed(empty));
    if (!bounded || this.segments.length === 0) {
      return [whole, this.#piece(bar, 0, this.reached, this.colorAt(this.reached, usual))];
    }
    const filled = this.segments
      .filter(({ from }) => from < this.reached)
      .map(({ from, to, color }) => this.#piece(bar, from, Math.min(to, this.reached), color));
    const edges = this.segments.filter(({ to }) => to < 1).map(({ to, color }) => this.#edge(bar, to, color));
    return [whole, filled, edges];
  }

  #piece({ x, y, length, thick }: Bar, from: number, to: number, color: string): unknown {
    const size = short(length * (to - from));
    return this.props.horizontal
      ? svg`<rect class="lanai-bar" x=${short(x + length * from)} y=${y} width=${size} height=${thick} fill=${color}></rect>`
      : svg`<rect class="lanai-bar" x=${x} y=${short(y + length * (1 - to))} width=${thick} height=${size} fill=${color}></rect>`;
  }

  /** Where one colour gives way to the next. */
  #edge({ x, y, length, thick }: Bar, part: number, color: string): unknown {
    const at = short(this.props.horizontal ? x + length * part : y + length * (1 - part));
    const line = this.props.horizontal ? `M ${at} ${y - 3} v ${thick + 6}` : `M ${x - 3} ${at} h ${thick + 6}`;
    return svg`<path d=${line} stroke=${color} stroke-width="2"></path>`;
  }

  #needle({ x, y, length }: Bar): unknown {
    const { horizontal, needle_color: color, value } = this.props;
    if (value === null) return nothing;
    const shape = horizontal ? `M ${x} ${y - 2} l -6 -10 h 12 Z` : `M ${x - 2} ${y + length} l -10 -6 v 12 Z`;
    const move = short(length * this.reached);
    const where = horizontal ? `translateX(${move}px)` : `translateY(${-move}px)`;
    return svg`<path class="lanai-needle" fill=${themed(color)} d=${shape} style=${`transform: ${where}`}></path>`;
  }

  #ticks(bar: Bar): unknown {
    const { reading, show_boundaries: bounded } = this.props;
    const inner = bounded ? this.segments.map(({ to }, place) => [to, reading.limits[place]] as const) : [];
    const marks = [[0, reading.ends[0]] as const, ...inner.filter(([part]) => part < 1), [1, reading.ends[1]] as const];
    return marks.map(([part, text]) => this.#tick(bar, part, text ?? ""));
  }

  #tick({ x, y, length, thick }: Bar, part: number, text: string): unknown {
    const { horizontal, tick_size: size } = this.props;
    const [left, top] = horizontal ? [x + length * part, y + thick + 14] : [x + thick + 8, y + length * (1 - part)];
    const anchor = horizontal ? (part === 0 ? "start" : part === 1 ? "end" : "middle") : "start";
    const style = styleMap({ fontSize: size ?? "11px", textAnchor: anchor });
    return svg`<text class="lanai-tick" x=${short(left)} y=${short(top)} style=${style}>${text}</text>`;
  }

  #words(w: number, h: number): unknown {
    const { horizontal, label, reading, title_size: title, value_size: value } = this.props;
    const size = Math.min(20, (1.5 * w) / Math.max(5, reading.text.length));
    const [left, top] = horizontal ? [16, h * 0.16] : [w / 2, 18];
    const anchor = horizontal ? "start" : "middle";
    return [
      label
        ? svg`<text class="lanai-caption" x=${left} y=${top} style=${styleMap({ fontSize: title ?? "14px", textAnchor: anchor })}>${label}</text>`
        : nothing,
      svg`<text class="lanai-reading" x=${horizontal ? w - 16 : w / 2} y=${horizontal ? top : 42}
        style=${styleMap({ fontSize: value ?? `${short(size)}px`, textAnchor: horizontal ? "end" : "middle" })}>${reading.text}</text>`,
    ];
  }
}
