/** Browsers stop laying out at about 17.9 (Firefox) and 33.5 million px (Chromium); above this the scale is compressed. */
export const MAX_SCROLL_PX = 8_000_000

export interface Viewport {
  scrollTopPx: number
  heightPx: number
  rowPx: number
  rows: number
  /** Rows rendered above and below what is visible, so that a short scroll shows no gap. */
  overscan: number
}

/** Rows `first` (inclusive) to `last` (exclusive) are rendered, the first of them at `offsetPx` of a box `totalPx` high. */
export interface RowWindow {
  first: number
  last: number
  offsetPx: number
  totalPx: number
}

/**
 * Which rows a scrolled box shows. Row height is fixed. Where all rows would be higher than a browser can lay out, the
 * scroll position is read as a share of the way, so every row stays reachable.
 */
export function rowWindow(view: Viewport): RowWindow {
  const { rowPx, rows, overscan } = view
  const totalPx = Math.min(rows * rowPx, MAX_SCROLL_PX)
  const top = topRow(view)
  const visible = Math.ceil(view.heightPx / rowPx) + 1
  const first = Math.max(0, Math.floor(top) - overscan)
  const last = Math.min(rows, Math.floor(top) + visible + overscan)
  const scroll = clamp(view.scrollTopPx, 0, Math.max(0, totalPx - view.heightPx))
  return { first, last, offsetPx: scroll - (top - first) * rowPx, totalPx }
}

/** The row at the top edge, with its fraction: 3.5 is the middle of the fourth row. */
export function topRow({ scrollTopPx, heightPx, rowPx, rows }: Omit<Viewport, 'overscan'>): number {
  const totalPx = Math.min(rows * rowPx, MAX_SCROLL_PX)
  const scrollable = totalPx - heightPx
  if (scrollable <= 0) return 0
  const share = clamp(scrollTopPx / scrollable, 0, 1)
  return share * (rows - heightPx / rowPx)
}

/** The scroll position that brings `row` to the middle of the box, as near as the ends allow. */
export function scrollTopFor(
  row: number,
  { heightPx, rowPx, rows }: Pick<Viewport, 'heightPx' | 'rowPx' | 'rows'>,
): number {
  const totalPx = Math.min(rows * rowPx, MAX_SCROLL_PX)
  const scrollable = totalPx - heightPx
  if (scrollable <= 0) return 0
  const reach = rows - heightPx / rowPx
  const top = row + 0.5 - heightPx / rowPx / 2
  return clamp((top / reach) * scrollable, 0, scrollable)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
