'use client'

import type { MouseEvent, ReactNode } from 'react'
import { ensureFreshSignIn } from './request.ts'
import { Button, type ButtonProps } from './ui/button.tsx'

export interface FreshDownloadProps extends Pick<ButtonProps, 'size'> {
  href: string
  children: ReactNode
}

/** A file that leaves only behind a fresh sign-in: the person is asked for one first, and the file comes afterwards. */
export function FreshDownload({ href, size, children }: FreshDownloadProps) {
  async function take(event: MouseEvent) {
    event.preventDefault()
    if (!(await ensureFreshSignIn())) return
    const link = document.createElement('a')
    link.href = href
    link.download = ''
    link.click()
  }
  return (
    <Button asChild size={size}>
      <a href={href} download="" onClick={take}>
        {children}
      </a>
    </Button>
  )
}
