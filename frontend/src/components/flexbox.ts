import { Layout, type LayoutProps } from "./layout.ts";

interface FlexBoxProps extends LayoutProps {
  flex_direction: string;
  flex_wrap: string;
  align_content: string;
  align_items: string;
  justify_content: string;
  gap: string;
}

/** CSS flexbox under its own names. */
export class FlexBox extends Layout<FlexBoxProps> {
  protected override update(names: ReadonlySet<string> | null): void {
    super.update(names);
    const { style, props } = this;
    this.dataset["flow"] = props.flex_direction.startsWith("column") ? "column" : "row";
    style.flexDirection = props.flex_direction;
    style.flexWrap = props.flex_wrap;
    style.alignContent = props.align_content;
    style.alignItems = props.align_items;
    style.justifyContent = props.justify_content;
    style.gap = props.gap;
  }
}
