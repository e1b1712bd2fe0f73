import { beforeEach, describe, expect, test } from "vitest";
import { longestRun, reconcile } from "../src/core/children.ts";

let parent: HTMLElement;
let moves: string[];

function child(name: string): HTMLElement {
  const element = document.createElement("input");
  element.id = name;
  return element;
}

const order = (): string => [...parent.children].map(({ id }) => id).join("");

/** The children so named, in that order: those that are there, new ones otherwise. */
function arrange(names: string): void {
  reconcile(
    parent,
    [...names].map((name) => parent.querySelector(`#${name}`) ?? child(name)),
  );
}

beforeEach(() => {
  document.body.innerHTML = "";
  parent = document.body.appendChild(document.createElement("div"));
  moves = [];
  const insert = parent.insertBefore.bind(parent);
  parent.insertBefore = ((node: Node, before: Node | null) => {
    moves.push((node as Element).id);
    return insert(node, before);
  }) as typeof parent.insertBefore;
});

describe("reconcile", () => {
  test.each([
    ["", "abc", 3],
    ["abc", "abc", 0],
    ["abc", "", 0],
    ["abc", "ac", 0],
    ["abc", "abcd", 1],
    ["abc", "xabc", 1],
    ["abcde", "eabcd", 1],
    ["abcde", "bcdea", 1],
    ["abcd", "dcba", 3],
    ["abcd", "axcy", 2],
  ])("%o to %o takes %i insertions", (from, to, count) => {
    arrange(from);
    moves.length = 0;
    arrange(to);
    expect(order()).toBe(to);
    expect(moves).toHaveLength(count);
  });

  test("never moves the child that has the focus", () => {
    for (const to of ["cab", "bca", "xbacy", "bc"]) {
      arrange("abc");
      (parent.querySelector("#c") as HTMLElement).focus();
      moves.length = 0;
      arrange(to);
      expect(order()).toBe(to);
      expect(moves).not.toContain("c");
      expect(document.activeElement?.id).toBe("c");
    }
  });

  test("takes over a child of another parent", () => {
    const other = document.body.appendChild(document.createElement("div"));
    const element = other.appendChild(child("z"));
    arrange("ab");
    reconcile(parent, [element, ...parent.children]);
    expect(order()).toBe("zab");
    expect(other.children).toHaveLength(0);
  });

  test("uses moveBefore where the browser has it", () => {
    arrange("ab");
    const kept: string[] = [];
    Object.assign(parent, {
      moveBefore: (node: Element, before: Node | null) => {
        kept.push(node.id);
        Element.prototype.insertBefore.call(parent, node, before);
      },
    });
    moves.length = 0;
    arrange("bax");
    expect(order()).toBe("bax");
    expect([kept.length, moves]).toEqual([1, ["x"]]);
  });
});

test("longestRun gives indices of a longest increasing subsequence", () => {
  expect(longestRun([])).toEqual([]);
  expect(longestRun([3, 1, 2])).toEqual([1, 2]);
  expect(longestRun([5, 0, 1, 4, 2, 3])).toEqual([1, 2, 4, 5]);
});
