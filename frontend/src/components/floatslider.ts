import { IntSlider, type SliderProps } from "./intslider.ts";
import { decimals, formatted } from "./numbers.ts";

interface FloatSliderProps extends SliderProps {
  format: string | null;
}

/** A slider over fractions: written with as many decimals as its steps have, or as `format` says. */
export class FloatSlider extends IntSlider<FloatSliderProps> {
  protected override written(value: number): string {
    const { format, start, step } = this.props;
    if (format) return formatted(value, format);
    const places = Math.max(decimals(step), decimals(start));
    return places > 12 ? String(value) : value.toFixed(places);
  }
}
