import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { THEME_COOKIE, themeFrom } from '#components/theme.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Lethe', template: '%s · Lethe' },
  description: 'Explains production incidents and forgets the logs.',
  applicationName: 'Lethe',
  // Log text is full of digits that a phone would turn into links.
  formatDetection: { telephone: false, email: false, address: false },
}

export const viewport: Viewport = { colorScheme: 'light dark' }

/** Reads the request's headers, so every page below is rendered per request: a nonce cannot be built in beforehand. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await headers()
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      data-theme={theme === 'system' ? undefined : theme}
    >
      <body>{children}</body>
    </html>
  )
}
