/** The buttons of a player: what they are called and how they look. */

export type ButtonName = "slower" | "first" | "previous" | "reverse" | "pause" | "play" | "next" | "last" | "faster";

/** Each in the order in which they stand: its name, and its path in a field of 24 by 24. */
export const BUTTONS: Record<ButtonName, [label: string, path: string]> = {
  slower: ["Slower", "M5 12h14"],
  first: ["First", "M6 5v14M20 5L9 12l11 7z"],
  previous: ["Previous", "M8 5v14M18 5L11 12l7 7z"],
  reverse: ["Play backwards", "M17 4v16L4 12z"],
  pause: ["Pause", "M7 5h3v14H7zM14 5h3v14h-3z"],
  play: ["Play", "M7 4v16l13-8z"],
  next: ["Next", "M16 5v14M6 5l7 7-7 7z"],
  last: ["Last", "M18 5v14M4 5l11 7-11 7z"],
  faster: ["Faster", "M12 5v14M5 12h14"],
};
