/** Shows the session's notifications as toasts, and says which of them are over. */

import type { Component } from "../../core/store.ts";
import { toasts, type Message } from "../../notices/toasts.ts";
import { Service } from "./service.ts";

interface Notification extends Omit<Message, "text"> {
  id: number;
  message: string;
}

interface NotificationAreaProps {
  notifications: Notification[];
  position: string;
  js_events: { connection_lost?: { message?: string } };
}

export class NotificationArea extends Service<NotificationAreaProps> {
  /** Those that have been shown and that the server still holds; closed ones among them, until it knows. */
  readonly #shown = new Set<number>();

  protected override begin(): void {
    this.refresh();
  }

  override refresh(): void {
    const { notifications, position, js_events: happenings } = this.props;
    this.context.status.lost = happenings.connection_lost?.message ?? "";
    toasts().position = position;
    const held = new Set(notifications.map(({ id }) => id));
    for (const id of this.#shown) if (!held.has(id)) this.#withdraw(id);
    for (const notification of notifications) if (!this.#shown.has(notification.id)) this.#show(notification);
  }

  override detach(): void {
    for (const id of this.#shown) this.#withdraw(id);
    super.detach();
  }

  #show({ id, message, ...look }: Notification): void {
    this.#shown.add(id);
    toasts().show(key(id), { text: message, ...look }, () => this.#closed(id));
  }

  #withdraw(id: number): void {
    this.#shown.delete(id);
    toasts().withdraw(key(id));
  }

  #closed(id: number): void {
    this.context.event((this.component as Component).id, "close", { ids: [id] });
  }
}

function key(id: number): string {
  return `notification ${id}`;
}
