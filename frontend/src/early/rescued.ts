/** The script inside pages that do not carry their own beginning. */

import { rescue } from "./rescue.ts";

rescue();
