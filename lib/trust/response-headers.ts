/** The headers of every response and the content policy of every page. No input but the arguments: testable, and shown on /security. */

export interface HeaderLine {
  key: string
  value: string
}

const POWERS_NO_PAGE_NEEDS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]

/** Copying, and passkeys as second factor. */
const POWERS_OF_OUR_PAGES = ['clipboard-write', 'publickey-credentials-create', 'publickey-credentials-get']

/** Sent with every response: pages, files, API. The same in every environment, since Next fixes them when it builds. */
export const COMMON_HEADERS: readonly HeaderLine[] = [
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
  {
    key: 'Permissions-Policy',
    value: [
      ...POWERS_NO_PAGE_NEEDS.map((power) => `${power}=()`),
      ...POWERS_OF_OUR_PAGES.map((power) => `${power}=(self)`),
    ].join(', '),
  },
]

/** An API answer is data: whatever a browser makes of it may load nothing and be framed by nobody. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/**
 * A dedicated worker obeys the policy of its own response, not the page's (CSP3 §3.2). WASM is for text recognition;
 * a script file that somebody opens as a document may do nothing more than this either.
 */
export const SCRIPT_FILE_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"

export interface PagePolicyOptions {
  nonce: string
  /** Next's development client evaluates strings and its overlay writes styles without a nonce. */
  development: boolean
  /** Only for pages that compile WebAssembly in the page itself. */
  webAssembly: boolean
}

/**
 * The content policy of one HTML page. Inline style *attributes* are allowed: React drops `style={...}` from server HTML
 * otherwise and does not repair it, and they run no code.
 */
export function pagePolicy({ nonce, development, webAssembly }: PagePolicyOptions): string {
  const script = [`'nonce-${nonce}'`, "'strict-dynamic'"]
  if (webAssembly) script.push("'wasm-unsafe-eval'")
  if (development) script.push("'unsafe-eval'")
  // A nonce beside it would switch 'unsafe-inline' off.
  const style = development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`
  return [
    "default-src 'none'",
    `script-src ${script.join(' ')}`,
    `style-src ${style}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "frame-src 'none'",
  ].join('; ')
}

/** Pages that compile WebAssembly on their own thread. None so far: a worker's policy is that of its own file. */
const WEB_ASSEMBLY_PAGES: readonly string[] = []

/** True where `pathname` is one of `pages` or below it. */
export function needsWebAssembly(pathname: string, pages: readonly string[] = WEB_ASSEMBLY_PAGES): boolean {
  return pages.some((page) => pathname === page || pathname.startsWith(`${page}/`))
}
