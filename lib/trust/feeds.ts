import type { Change } from './changes.ts'

/** JSON Feed 1.1 (jsonfeed.org) and Atom (RFC 4287) of the same changes. `url`: origin of this server. */

const TITLE = 'Lethe: changes'
const ABOUT = 'Changes of the software, its public claims and their state.'

export function jsonFeed(changes: readonly Change[], url: string) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: TITLE,
    description: ABOUT,
    home_page_url: `${url}/changelog`,
    feed_url: `${url}/trust/feed.json`,
    language: 'en',
    items: changes.map(({ id, at, title, text }) => ({
      id: `${url}/changelog#${id}`,
      url: `${url}/changelog#${id}`,
      title,
      content_text: text,
      date_published: at,
    })),
  }
}

export function atomFeed(changes: readonly Change[], url: string): string {
  const entries = changes.map(
    ({ id, at, title, text }) => `  <entry>
    <id>${escaped(`${url}/changelog#${id}`)}</id>
    <title>${escaped(title)}</title>
    <updated>${at}</updated>
    <link href="${escaped(`${url}/changelog#${id}`)}"/>
    <content type="text">${escaped(text)}</content>
  </entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${escaped(`${url}/changelog`)}</id>
  <title>${escaped(TITLE)}</title>
  <subtitle>${escaped(ABOUT)}</subtitle>
  <updated>${changes[0]?.at ?? '2026-11-30T00:00:00.000Z'}</updated>
  <author><name>Lethe</name></author>
  <link rel="self" type="application/atom+xml" href="${escaped(`${url}/trust/feed.xml`)}"/>
  <link rel="alternate" type="text/html" href="${escaped(`${url}/changelog`)}"/>
${entries.join('\n')}
</feed>
`
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '')
}
