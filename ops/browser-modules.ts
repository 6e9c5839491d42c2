import { existsSync, readFileSync } from 'node:fs'

/**
 * What the browser gets of Next, see docs/decisions/0027: the ES module that Next ships beside each CommonJS one, of which a
 * build keeps just what is used, and less of the parts below, which this app does without.
 */

const NO_ACTIONS = "throw new Error('This app has no server actions.')"
const FLIGHT = 'compiled/react-server-dom-turbopack/cjs/react-server-dom-turbopack-client.browser.production.js'

/** By path below `next/dist`: what stands in place of the file. */
export const REPLACED: Readonly<Record<string, string>> = {
  'client/components/router-reducer/reducers/server-action-reducer.js': `export function serverActionReducer() { ${NO_ACTIONS} }`,
  // The look of Next's own error page, which is shown only where ours fails too, and whose styles the policy refuses anyway.
  'client/components/builtin/error-styles.js':
    "export const errorStyles = {}, errorThemeCss = '', WarningIcon = () => null",
  // A robot sees the page for errors that a person sees.
  'client/components/errors/root-error-boundary.js': [
    "import { jsx } from 'react/jsx-runtime'",
    "import { ErrorBoundary } from '../error-boundary'",
    'export default function RootErrorBoundary(props) { return jsx(ErrorBoundary, props) }',
  ].join('\n'),
  // What it does more is for next/script, which is not used.
  'client/app-bootstrap.js': 'window.next = { appDir: true }\nexport const appBootstrap = (hydrate) => hydrate()',
  // Every browser that can read our colours has the rest of what it brings.
  'build/polyfills/polyfill-module.js':
    'if (!URL.canParse) URL.canParse = (url, base) => { try { return !!new URL(url, base) } catch { return false } }',
  'compiled/process/browser.js': 'module.exports = { env: {}, browser: true }',
}

/** By path below `next/dist`: what is cut out of the file, and what it leaves. */
export const CUT: Readonly<Record<string, readonly [RegExp, string]>> = {
  [FLIGHT]: [/exports\.encodeReply = function [\s\S]*?\n\};/, `exports.encodeReply = function () { ${NO_ACTIONS} };`],
}

/** A loader: `this` is the file that Turbopack asks for, the answer is its text. */
export default function browserModule(this: { resourcePath: string }, source: string): string {
  const [root, path = ''] = this.resourcePath.replaceAll('\\', '/').split('/next/dist/')
  const cut = CUT[path]
  if (cut && !cut[0].test(source)) throw new Error(`${path} is not what ops/browser-modules.ts knows.`)
  if (cut) return source.replace(cut[0], cut[1])
  const twin = `${root}/next/dist/esm/${path}`
  return REPLACED[path] ?? (existsSync(twin) ? readFileSync(twin, 'utf8') : source)
}
