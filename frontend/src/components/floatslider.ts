import { IntSlider } from "./intslider.ts";

/** A slider over fractions. */
export class FloatSlider extends IntSlider {}
