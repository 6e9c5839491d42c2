export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** The choice is a cookie so that the server renders the right colours at once: no flash, no inline script. */
export const THEME_COOKIE = 'lethe-theme'

/** What a cookie's value means; anything unknown means the system's choice. */
export function themeFrom(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system'
}
