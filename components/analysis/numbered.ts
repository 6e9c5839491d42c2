/** Items with their 1-based place: a key for lists that never change order, made of nothing that stands in a log. */
export function numbered<T>(items: readonly T[]): { place: number; item: T }[] {
  return items.map((item, i) => ({ place: i + 1, item }))
}
