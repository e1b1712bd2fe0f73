import { Layout } from "./layout.ts";

/** Holds the output of a bound function; takes no room of its own, so that the output lies in the layout around it. */
export class Slot extends Layout {}
