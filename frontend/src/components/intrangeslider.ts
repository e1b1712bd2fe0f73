import { RangeSlider } from "./rangeslider.ts";

/** A slider over a range of whole numbers. */
export class IntRangeSlider extends RangeSlider {}
