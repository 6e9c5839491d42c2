'use client'

import { MonitorIcon, MoonIcon, SunIcon, SunMoonIcon } from 'lucide-react'
import { useState } from 'react'
import { THEME_COOKIE, THEMES, type Theme, themeFrom } from './theme.ts'
import { Button } from './ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from './ui/dropdown-menu.tsx'

const WORDS: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' }
const ICONS: Record<Theme, typeof SunIcon> = { system: MonitorIcon, light: SunIcon, dark: MoonIcon }
const YEAR_MS = 365 * 86_400_000

function isTheme(value: string): value is Theme {
  return THEMES.some((theme) => theme === value)
}

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

export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>('system')
  return (
    <DropdownMenu onOpenChange={(open) => open && setTheme(themeFrom(document.documentElement.dataset.theme))}>
      <DropdownMenuTrigger asChild>
        <Button variant="quiet" size="icon" aria-label="Colours">
          <SunMoonIcon aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuRadioGroup
          value={theme}
          onValueChange={(value) => {
            if (isTheme(value)) apply(value)
          }}
        >
          {THEMES.map((value) => {
            const Icon = ICONS[value]
            return (
              <DropdownMenuRadioItem key={value} value={value}>
                <Icon aria-hidden="true" />
                {WORDS[value]}
              </DropdownMenuRadioItem>
            )
          })}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
