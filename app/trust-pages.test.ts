import path from 'node:path'
import { createElement } from 'react'
import { renderToReadableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { claimsOf } from '#lib/trust/page.ts'
import { PUBLIC_PAGES } from '#lib/trust/page-list.ts'

/** Pages that ask something of a running server. */
const NEEDS_SERVER = new Set(['/status', '/disclosure', '/dpa'])
const pages = PUBLIC_PAGES.filter((page) => !NEEDS_SERVER.has(page.path))

test.each(pages.map((page) => [page.path, page] as const))(
  '%s is drawn whole, with each of its claims',
  async (where, page) => {
    const { default: Page } = (await import(
      /* @vite-ignore */ path.join(import.meta.dirname, '(trust)', where, 'page.tsx')
    )) as {
      default: () => Promise<React.ReactElement> | React.ReactElement
    }
    const errors: unknown[] = []
    const stream = await renderToReadableStream(createElement(Page as () => React.ReactElement), {
      onError: (error) => void errors.push(error),
    })
    await stream.allReady
    const html = await new Response(stream).text()
    expect(errors).toEqual([])
    expect(html.match(/<h1/g)).toHaveLength(1)
    for (const id of claimsOf(page)) expect(html).toContain(`<article id="${id}"`)
    // A part that nobody hands in would be an empty section.
    for (const { id } of page.sections)
      expect(html, id).not.toMatch(new RegExp(`aria-labelledby="${id}-title"[^>]*><h2[^>]*>[^<]*</h2><div[^>]*></div>`))
  },
)
