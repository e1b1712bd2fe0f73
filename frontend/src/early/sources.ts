/** What can be shown before any file has come: layouts and texts. */

import { Column } from "../components/column.ts";
import { FlexBox } from "../components/flexbox.ts";
import { HTML } from "../components/html.ts";
import { Markdown } from "../components/markdown.ts";
import { Param } from "../components/param.ts";
import { Place } from "../components/place.ts";
import { PyComponent } from "../components/pycomponent.ts";
import { Row } from "../components/row.ts";
import { Slot } from "../components/slot.ts";
import { StaticText } from "../components/statictext.ts";
import { Str } from "../components/str.ts";
import type { Source } from "../core/registry.ts";

export const sources: Record<string, Source> = {
  Row: { now: Row },
  Column: { now: Column },
  FlexBox: { now: FlexBox },
  Slot: { now: Slot },
  Param: { now: Param },
  Markdown: { now: Markdown },
  HTML: { now: HTML },
  Place: { now: Place },
  PyComponent: { now: PyComponent },
  Str: { now: Str },
  StaticText: { now: StaticText },
};
