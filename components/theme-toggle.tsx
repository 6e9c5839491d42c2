'use client'

import { useEffect, useState } from 'react'
import { THEME_COOKIE, THEMES, type Theme, themeFrom } from './theme.ts'
import { Mark } from './ui/mark.tsx'

const WORDS: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' }
const YEAR_MS = 365 * 86_400_000

/** Changes the page at once; the cookie lets the server render the next one right. Without cookies it lasts for this page. */
function apply(theme: Theme) {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  if (!('cookieStore' in window)) return
  const done =
    theme === 'system'
      ? window.cookieStore.delete(THEME_COOKIE)
      : window.cookieStore.set({ name: THEME_COOKIE, value: theme, expires: Date.now() + YEAR_MS, sameSite: 'lax' })
  done.catch(() => {})
}

/** A native list under an icon: reachable by keyboard and voice, and it costs a public page no library. */
export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>('system')
  useEffect(() => setTheme(themeFrom(document.documentElement.dataset.theme)), [])
  return (
    <span className="relative inline-grid size-9 place-items-center rounded-control text-ink-soft transition-colors focus-within:outline-2 focus-within:outline-accent hover:bg-sunken hover:text-ink print:hidden">
      <Mark shape="halves" className="size-4" />
      <select
        aria-label="Colours"
        title="Colours"
        value={theme}
        onChange={(event) => {
          const chosen = themeFrom(event.target.value)
          setTheme(chosen)
          apply(chosen)
        }}
        className="absolute inset-0 cursor-pointer appearance-none bg-raised text-base text-ink opacity-0"
      >
        {THEMES.map((value) => (
          <option key={value} value={value}>
            {WORDS[value]}
          </option>
        ))}
      </select>
    </span>
  )
}
