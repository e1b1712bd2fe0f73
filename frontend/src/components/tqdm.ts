import { Layout } from "./layout.ts";

/** Holds the bar and the text of a loop's progress. */
export class Tqdm extends Layout {}
