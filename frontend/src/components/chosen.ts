/** The options chosen, with one more at the end, or one less. */
export function withOption(chosen: readonly string[], option: string, added: boolean): string[] {
  const others = chosen.filter((other) => other !== option);
  return added ? [...others, option] : others;
}
