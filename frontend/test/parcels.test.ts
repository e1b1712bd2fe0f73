/** The files that a page is given: fetched piece by piece, and what becomes of one that is taken back. */

import { afterEach, expect, test } from "vitest";
import { hear, type Parcel } from "../src/components/parcel.ts";
import { Parcels } from "../src/components/page/parcels.ts";
import type { Context } from "../src/core/context.ts";
import type { Props } from "../src/core/messages.ts";

customElements.define("lanai-parcels", Parcels);

const elements: Parcels[] = [];

function open(offers: Props[]): { element: Parcels; props: Props; said: [string, Props][]; heard: Parcel[] } {
  const said: [string, Props][] = [];
  const heard: Parcel[] = [];
  hear(7, (parcel) => heard.push(parcel));
  const props: Props = { offers: offers as never, piece: null };
  const element = document.createElement("lanai-parcels") as Parcels;
  const event = (_: number, name: string, data: Props): void => void said.push([name, data]);
  element.attach({ id: 1, type: "Parcels", props }, { event } as Partial<Context> as Context);
  elements.push(element);
  return { element, props, said, heard };
}

afterEach(() => {
  for (const element of elements.splice(0)) element.detach();
});

test("one that is taken back while it is fetched is said, and the next one is fetched", async () => {
  const next = { key: 2, owner: 7, name: "b", size: 3 };
  const { element, props, said, heard } = open([{ key: 1, owner: 7, name: "a", size: 3 }, next]);
  expect(said).toEqual([["pull", { key: 1, offset: 0 }]]);
  props.offers = [next] as never;
  element.refresh();
  await Promise.resolve();
  expect(heard.some(({ error }) => error?.includes("Try again"))).toBe(true);
  expect(said.slice(1)).toEqual([
    ["done", { key: 1 }],
    ["pull", { key: 2, offset: 0 }],
  ]);
});
