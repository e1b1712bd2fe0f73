import { EditableIntSlider } from "./editableintslider.ts";

/** A slider over fractions with a field. */
export class EditableFloatSlider extends EditableIntSlider {
  protected override readonly whole = false;
}
