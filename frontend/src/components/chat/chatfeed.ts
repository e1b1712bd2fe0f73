import { Layout } from "../layout.ts";
import "./styles.ts";

/** Messages, and below them what a visitor writes in. */
export class ChatFeed extends Layout {}
