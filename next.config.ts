import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { NextConfig } from 'next'
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js'
import { API_POLICY, COMMON_HEADERS, SCRIPT_FILE_POLICY } from './lib/trust/response-headers.ts'

/** A redacted log of 10 MB and its frame. A server action is read through the proxy, which would silently cut what is larger. */
const MAX_ACTION_BODY = '11mb'
const MAX_PROXY_BODY = '12mb'
/** What `ops/browser-modules.ts` gives to browsers in another form. */
const NEXT_IN_BROWSERS =
  /\/next\/dist\/(client|shared|lib|server|api|build\/polyfills|compiled\/(process|react-server-dom-turbopack))\/.*\.js$/

const BROWSER_MODULES = path.join(import.meta.dirname, 'ops', 'browser-modules.ts')
const FUNCTIONS_IN_PLACE = path.join(import.meta.dirname, 'ops', 'functions-in-place.ts')
/** What runs over ten megabytes, in a browser's worker and in the server's. */
const PURE_ROOMS = /(^|\/)lib\/pipeline\/(redact|condense|diagnose)\/.*\.ts$/
/** The cache of builds knows what a loader was asked, not what it was made of. */
const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

export default function config(phase: string): NextConfig {
  const development = phase === PHASE_DEVELOPMENT_SERVER
  return {
    poweredByHeader: false,
    // npm test checks the types of everything, tests included; a build would check them a second time.
    typescript: { ignoreBuildErrors: true },
    reactStrictMode: true,
    agentRules: false,
    devIndicators: false,
    // The address of a hook may hold its secret: the development server's log of requests leaves it out.
    logging: { incomingRequests: { ignore: [/^\/api\/hooks\//] } },
    // Senders do not follow redirects.
    skipTrailingSlashRedirect: true,
    compiler: { define: { LETHE_DEVELOPMENT: development } },
    // It loads parts of itself by name.
    serverExternalPackages: ['bullmq'],
    turbopack: {
      root: import.meta.dirname,
      rules: {
        '*.js': {
          condition: { all: ['browser', 'production', 'foreign', { path: NEXT_IN_BROWSERS }] },
          loaders: [{ loader: BROWSER_MODULES, options: { version: hashOf(BROWSER_MODULES) } }],
        },
        '*.ts': {
          condition: { all: ['production', { not: 'foreign' }, { path: PURE_ROOMS }] },
          loaders: [{ loader: FUNCTIONS_IN_PLACE, options: { version: hashOf(FUNCTIONS_IN_PLACE) } }],
        },
      },
    },
    outputFileTracingRoot: import.meta.dirname,
    experimental: {
      sri: { algorithm: 'sha384' },
      serverActions: { bodySizeLimit: MAX_ACTION_BODY },
      proxyClientMaxBodySize: MAX_PROXY_BODY,
    },
    headers: async () => [
      { source: '/:path*', headers: [...COMMON_HEADERS] },
      { source: '/api/:path*', headers: [{ key: 'Content-Security-Policy', value: API_POLICY }] },
      // Links for people without an account: in no index, whatever a page says.
      ...['/read/:path*', '/dpa/:token+'].map((source) => ({
        source,
        headers: [{ key: 'X-Robots-Tag', value: 'noindex, nofollow, noarchive' }],
      })),
      // The worker of text recognition obeys the policy of its own file; its files change with a version of ours.
      {
        source: '/tess/:path*',
        headers: [
          { key: 'Content-Security-Policy', value: SCRIPT_FILE_POLICY },
          { key: 'Cache-Control', value: 'public, max-age=86400' },
        ],
      },
      // The development client's chunks evaluate strings.
      ...(development
        ? []
        : [
            {
              source: '/_next/static/:path*',
              headers: [{ key: 'Content-Security-Policy', value: SCRIPT_FILE_POLICY }],
            },
          ]),
    ],
  }
}
