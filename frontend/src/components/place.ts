import { Layout } from "./layout.ts";

/** A place whose content is exchanged. */
export class Place extends Layout {}
