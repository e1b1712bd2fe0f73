/** What stands for controls until their code has come. */

import type { Still } from "../core/registry.ts";
import { buttonStill } from "./button.ts";

export const stills: Record<string, Still> = {
  Button: buttonStill,
};
