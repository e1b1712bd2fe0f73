import { nothing, svg, html } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { arc, pointAt, short } from "./arc.ts";
import { Scale, themed, type ScaleProps } from "./scale.ts";

interface Part {
  show?: boolean;
  color?: string;
  fontSize?: number;
  width?: number;
  itemStyle?: { color?: string };
}

interface GaugeProps extends ScaleProps {
  annulus_width: number;
  custom_opts: { pointer?: Part; title?: Part; detail?: Part; axisLabel?: Part } | null;
  end_angle: number;
  num_splits: number;
  show_labels: boolean;
  show_ticks: boolean;
  start_angle: number;
  title_size: number;
  tooltip_format: string;
}

/** Ticks between two labels. */
const FINE = 5;

/** A number as on a speedometer. */
export class Gauge extends Scale<GaugeProps> {
  protected override readonly kind = "Gauge";

  protected override template(): unknown {
    const { width, height, label, value, tooltip_format: tip, annulus_width: thick, reading } = this.props;
    const [w, h] = [width || 300, height || 300];
    const radius = Math.max(10, Math.min(w, h) / 2 - thick / 2 - 6);
    const said = tip.replace("{b}", label).replace("{c}", value === null ? "-" : String(value)).replace("{a}", "");
    return html`<svg class="lanai-gauge" viewBox=${`0 0 ${w} ${h}`} aria-hidden="true">
      <title>${said}</title>
      ${this.#scale(w / 2, h / 2, radius)} ${this.#needle(w / 2, h / 2, radius)}
      ${this.#words(w / 2, h / 2, radius, reading.text)}
    </svg>`;
  }

  /** Where the scale begins and ends, as it is seen. */
  get #angles(): [from: number, to: number] {
    const [from, to] = [-this.props.start_angle, -this.props.end_angle];
    return [from, to > from ? to : to + 360];
  }

  #at(part: number): number {
    const [from, to] = this.#angles;
    return from + part * (to - from);
  }

  #scale(x: number, y: number, radius: number): unknown {
    const { annulus_width: thick } = this.props;
    const [from, to] = this.#angles;
    const track = svg`<path class="lanai-track" d=${arc(x, y, radius, from, to)} stroke-width=${thick}></path>`;
    const parts = this.segments.map(
      (each) =>
        svg`<path d=${arc(x, y, radius, this.#at(each.from), this.#at(each.to))} stroke=${each.color} stroke-width=${thick}></path>`,
    );
    const done = svg`<path class="lanai-done" pathLength="100" d=${arc(x, y, radius, from, to)} stroke-width=${thick}
      stroke="var(--wa-color-brand-fill-loud)" style=${`stroke-dasharray: ${short(100 * this.reached)} 200`}></path>`;
    return [track, parts.length > 0 ? parts : this.reached > 0 ? done : nothing, this.#marks(x, y, radius)];
  }

  #marks(x: number, y: number, radius: number): unknown {
    const { num_splits: count, show_ticks: ticks, show_labels: labels, annulus_width: thick, custom_opts: more } = this.props;
    const inner = radius - thick / 2 - 4;
    const lines = Array.from({ length: count * FINE + 1 }, (_, place) => {
      const angle = this.#at(place / (count * FINE));
      const long = place % FINE === 0 ? 9 : 5;
      const [start, end] = [pointAt(x, y, inner, angle), pointAt(x, y, inner - long, angle)].map((at) => at.map(short));
      return `M ${start} L ${end}`;
    });
    const { show = true, color, fontSize } = more?.axisLabel ?? {};
    const texts = Array.from({ length: count + 1 }, (_, place) => {
      const [left, top] = pointAt(x, y, inner - 24, this.#at(place / count));
      return svg`<text class="lanai-tick" x=${short(left)} y=${short(top)} style=${styleMap(font(color, fontSize))}>${this.#label(place / count)}</text>`;
    });
    return [
      ticks ? svg`<path class="lanai-ticks" d=${lines.join(" ")}></path>` : nothing,
      labels && show ? texts : nothing,
    ];
  }

  #label(part: number): string {
    const [low, high] = this.props.bounds;
    return new Intl.NumberFormat("en", { maximumFractionDigits: 2 }).format(low + part * (high - low));
  }

  #needle(x: number, y: number, radius: number): unknown {
    const { show = true, width = 8, itemStyle } = this.props.custom_opts?.pointer ?? {};
    if (!show || this.props.value === null) return nothing;
    const usual = this.segments.length > 0 ? this.colorAt(this.reached, "black") : themed("lightblue");
    const color = itemStyle?.color ?? usual;
    const half = width / 2;
    return svg`<g class="lanai-needle" fill=${color}
      style=${`transform: rotate(${short(this.#at(this.reached))}deg); transform-origin: ${x}px ${y}px`}>
      <path d=${`M ${x - radius * 0.12} ${y} L ${x} ${y - half} L ${x + radius * 0.62} ${y} L ${x} ${y + half} Z`}></path>
      <circle cx=${x} cy=${y} r=${half * 0.9}></circle>
    </g>`;
  }

  #words(x: number, y: number, radius: number, text: string): unknown {
    const { label, title_size: size, custom_opts: more } = this.props;
    const [title, detail] = [more?.title ?? {}, more?.detail ?? {}];
    return [
      label && title.show !== false
        ? svg`<text class="lanai-caption" x=${x} y=${y + radius * 0.4} style=${styleMap(font(title.color, title.fontSize ?? size))}>${label}</text>`
        : nothing,
      detail.show !== false
        ? svg`<text class="lanai-reading" x=${x} y=${y + radius * 0.72} style=${styleMap(font(detail.color, detail.fontSize ?? Math.max(14, radius * 0.19)))}>${text}</text>`
        : nothing,
    ];
  }
}

function font(color: string | undefined, size: number | undefined): Record<string, string> {
  return { ...(color && { fill: color }), ...(size && { fontSize: `${size}px` }) };
}
