'use client'

import type { MouseEvent, ReactNode } from 'react'
import { ensureFreshSignIn } from './request.ts'
import { Button } from './ui/button.tsx'

/** A file that leaves only behind a fresh sign-in: the person is asked for one first, and the file comes afterwards. */
export function FreshDownload({ href, children }: { href: string; children: ReactNode }) {
  async function take(event: MouseEvent) {
    event.preventDefault()
    if (!(await ensureFreshSignIn())) return
    const link = document.createElement('a')
    link.href = href
    link.download = ''
    link.click()
  }
  return (
    <Button asChild>
      <a href={href} download="" onClick={take}>
        {children}
      </a>
    </Button>
  )
}
