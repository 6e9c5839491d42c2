import { env } from './env.ts'

/**
 * True where a state-changing request comes from a page of ours. Browsers say so in Sec-Fetch-Site, which no page can
 * set; Origin alone would not do, since a form on a page with `Referrer-Policy: no-referrer` sends `Origin: null`. A
 * client that sends neither is no browser, so it carries nobody's cookies against their will.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.headers.get('origin')
  return origin === null || origin === env().url
}
