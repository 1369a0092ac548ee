// The order of a list whose items have an id: a text with one id a line. Two people who move the same step leave its id twice:
// the first counts, and the next move puts the text in order.

export const items_of = (words: string): string[] => [...new Set(words.split("\n").map((line) => line.trim()).filter((line) => /^[\w-]{1,40}$/.test(line)))];
export const words_of_items = (items: string[]): string => items.join("\n");

export function moved(items: string[], id: string, by: number): string[] {
  const from = items.indexOf(id);
  const to = Math.max(0, Math.min(items.length - 1, from + by));
  if (from < 0 || to === from) return items;
  const next = items.filter((one) => one !== id);
  next.splice(to, 0, id);
  return next;
}

export const without = (items: string[], id: string): string[] => items.filter((one) => one !== id);
export function inserted(items: string[], id: string, after?: string): string[] {
  const at = after ? items.indexOf(after) + 1 : items.length;
  return [...items.slice(0, at), id, ...items.slice(at)];
}
