import { TextAreaInput, type TextAreaInputProps } from "../textareainput.ts";
import { nameByPlaceholder } from "../inner.ts";
import "./styles.ts";

interface AreaProps extends TextAreaInputProps {
  enter_sends: boolean;
  disabled_enter: boolean;
}

/** Enter sends "enter" with the text, Shift+Enter begins a line. The field is empty at once, for what comes next. */
export class ChatAreaInput extends TextAreaInput<AreaProps> {
  override attach(...given: Parameters<TextAreaInput["attach"]>): void {
    super.attach(...given);
    this.addEventListener("keydown", this.#key);
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update(names);
    nameByPlaceholder(this.field, this.props.label, this.props.placeholder || "Message", "textarea");
  }

  /** The text counts when it is sent, not when the field is left. */
  protected override left(): void {}

  readonly #key = (event: KeyboardEvent): void => {
    const { enter_sends: sends, disabled_enter: waits, disabled } = this.props;
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || disabled) return;
    if (!sends && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const text = this.field.value ?? "";
    if (waits || !text.trim()) return;
    this.field.value = "";
    this.event("enter", { text });
  };
}
