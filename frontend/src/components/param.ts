import { Layout } from "./layout.ts";

/** The widgets of an object's parameters, one below the other. */
export class Param extends Layout {}
