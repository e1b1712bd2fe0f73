import { Card, type CardProps } from "../layout/card.ts";
import "./styles.ts";

interface StepProps extends CardProps {
  status: "pending" | "running" | "success" | "failed";
}

/** A card with a mark for how it stands. */
export class ChatStep extends Card<StepProps> {
  protected override update(names: ReadonlySet<string> | null): void {
    super.update(names);
    this.dataset["status"] = this.props.status;
  }
}
