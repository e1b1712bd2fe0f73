import { Layout } from "./layout.ts";

/** What a component made of others in Python holds. */
export class PyComponent extends Layout {}
