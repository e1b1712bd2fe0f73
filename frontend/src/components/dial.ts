import { html, nothing, svg } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { arc, pointAt, short } from "./arc.ts";
import { Scale, themed, type ScaleProps } from "./scale.ts";

interface DialProps extends ScaleProps {
  annulus_width: number;
  background: string | null;
  default_color: string;
  end_angle: number;
  label_color: string;
  needle_color: string;
  needle_width: number;
  start_angle: number;
  tick_size: string | null;
  title_size: string | null;
  unfilled_color: string;
  value_size: string | null;
}

/** A number as the filled part of a ring. */
export class Dial extends Scale<DialProps> {
  protected override readonly kind = "Dial";

  protected override template(): unknown {
    const { width, height, background, label_color: color } = this.props;
    const [w, h] = [width || 250, height || 250];
    const radius = Math.min(w, h) / 2 - 8;
    const style = { background, color: themed(color) };
    return html`<svg class="lanai-dial" viewBox=${`0 0 ${w} ${h}`} style=${styleMap(style)} aria-hidden="true">
      ${this.#ring(w / 2, h / 2 + radius * 0.1, radius)} ${this.#words(w / 2, h / 2 + radius * 0.1, radius)}
    </svg>`;
  }

  get #angles(): [from: number, to: number] {
    const { start_angle: from, end_angle: to } = this.props;
    return [from, to > from ? to : to + 360];
  }

  #at(part: number): number {
    const [from, to] = this.#angles;
    return from + part * (to - from);
  }

  #ring(x: number, y: number, radius: number): unknown {
    const { annulus_width: part, default_color: usual, unfilled_color: empty, value } = this.props;
    const thick = radius * part;
    const middle = radius - thick / 2 - (this.segments.length > 0 ? 7 : 0);
    const whole = arc(x, y, middle, ...this.#angles);
    return [
      this.segments.map(
        (each) =>
          svg`<path d=${arc(x, y, radius - 2, this.#at(each.from), this.#at(each.to))} stroke=${each.color} stroke-width="4"></path>`,
      ),
      svg`<path d=${whole} stroke=${themed(empty)} stroke-width=${thick}></path>`,
      value === null || this.reached === 0
        ? nothing
        : svg`<path class="lanai-done" pathLength="100" d=${whole} stroke=${this.colorAt(this.reached, usual)}
            stroke-width=${thick} style=${`stroke-dasharray: ${short(100 * this.reached)} 200`}></path>`,
      value === null ? nothing : this.#needle(x, y, middle, thick),
    ];
  }

  #needle(x: number, y: number, radius: number, thick: number): unknown {
    const { needle_color: color, needle_width: width } = this.props;
    const [tip, foot] = [radius + thick / 2, radius - thick / 2 - 10];
    const half = (foot * width) / 2;
    return svg`<path class="lanai-needle" fill=${themed(color)}
      d=${`M ${x + tip} ${y} L ${x + foot} ${y - half} L ${x + foot} ${y + half} Z`}
      style=${`transform: rotate(${short(this.#at(this.reached))}deg); transform-origin: ${x}px ${y}px`}></path>`;
  }

  #words(x: number, y: number, radius: number): unknown {
    const { label, reading, annulus_width: part, title_size: title, value_size: value, tick_size: tick } = this.props;
    const ends = this.#angles.map((angle, place) => {
      const [left, top] = pointAt(x, y, radius * (1 - part / 2), angle);
      return svg`<text class="lanai-tick" x=${short(left)} y=${short(top + radius * 0.14)} style=${styleMap({ fontSize: tick ?? "12px" })}>${reading.ends[place]}</text>`;
    });
    const size = Math.min(radius * 0.34, (radius * 1.9) / Math.max(4, reading.text.length));
    return [
      label
        ? svg`<text class="lanai-caption" x=${x} y=${y - radius * 0.3} style=${styleMap({ fontSize: title ?? `${short(radius * 0.15)}px` })}>${label}</text>`
        : nothing,
      svg`<text class="lanai-reading" x=${x} y=${y + radius * 0.06} style=${styleMap({ fontSize: value ?? `${short(size)}px` })}>${reading.text}</text>`,
      ends,
    ];
  }
}
