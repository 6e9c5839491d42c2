import { CspEvaluator } from 'csp_evaluator'
import { CspParser } from 'csp_evaluator/dist/parser.js'
import { describe, expect, test } from 'vitest'
import { API_POLICY, COMMON_HEADERS, needsWebAssembly, pagePolicy, SCRIPT_FILE_POLICY } from './response-headers.ts'

const production = { nonce: 'bm9uY2U', development: false, webAssembly: false }

/** Sources of a policy that let in another host, any host, or inline code in scripts and styles. */
function foreignSources(policy: string): string[] {
  const own = /^('self'|'none'|'strict-dynamic'|'nonce-[^']+'|data:|blob:)$/
  return policy
    .split('; ')
    .filter((directive) => !directive.startsWith('style-src-attr'))
    .flatMap((directive) => directive.split(' ').slice(1))
    .filter((source) => !own.test(source))
}

describe('the policy of a page', () => {
  test('allows scripts by nonce only and names no other host', () => {
    const policy = pagePolicy(production)
    expect(policy).toContain("script-src 'nonce-bm9uY2U' 'strict-dynamic';")
    expect(foreignSources(policy)).toEqual([])
    expect(policy).toContain("style-src 'self' 'nonce-bm9uY2U';")
  })

  test('is read by a search that notices what it looks for', () => {
    const planted = (source: string) =>
      foreignSources(pagePolicy(production).replace('script-src', `script-src ${source}`))
    expect(planted('https://cdn.example')).toEqual(['https://cdn.example'])
    expect(planted('*')).toEqual(['*'])
    expect(planted("'unsafe-inline'")).toEqual(["'unsafe-inline'"])
  })

  test('allows WebAssembly where a page asks for it and nowhere else', () => {
    expect(pagePolicy({ ...production, webAssembly: true })).toContain("'wasm-unsafe-eval'")
    expect(needsWebAssembly('/analyze', ['/analyze'])).toBe(true)
    expect(needsWebAssembly('/analyze/new', ['/analyze'])).toBe(true)
    expect(needsWebAssembly('/analyzer', ['/analyze'])).toBe(false)
  })

  test('loosens scripts and styles in development only', () => {
    const policy = pagePolicy({ ...production, development: true })
    expect(policy).toContain("'unsafe-eval'")
    expect(policy).toContain("style-src 'self' 'unsafe-inline';")
  })
})

describe("Google's evaluator", () => {
  /** HIGH 10, SYNTAX 20, MEDIUM 30, and where it is not sure 40 and 50; 45 advises, 60 informs. */
  const faults = (policy: string, upTo = 50) =>
    new CspEvaluator(new CspParser(policy).csp)
      .evaluate()
      .filter(({ severity }) => severity !== 45 && severity <= upTo)
      .map(({ severity, directive, description }) => `${severity} ${directive}: ${description}`)

  test.each([
    ['a page', pagePolicy({ ...production, nonce: 'AAECAwQFBgcICQoLDA0ODxAR' })],
    ['a page with WebAssembly', pagePolicy({ ...production, nonce: 'AAECAwQFBgcICQoLDA0ODxAR', webAssembly: true })],
    ['the API', API_POLICY],
  ])('finds nothing high or medium in the policy of %s', (_, policy) => {
    expect(faults(policy)).toEqual([])
  })

  test('finds nothing high or medium in that of a script file, and minds that workers load files of this origin', () => {
    expect(faults(SCRIPT_FILE_POLICY, 40)).toEqual([])
    expect(faults(SCRIPT_FILE_POLICY)).toEqual([expect.stringMatching(/^50 script-src: 'self' can be problematic if/)])
  })

  test('finds what is planted', () => {
    expect(faults(pagePolicy(production).replace("'strict-dynamic'", "'unsafe-inline' https:")).length).toBeGreaterThan(
      0,
    )
    expect(faults("script-src 'self' 'unsafe-inline'").length).toBeGreaterThan(0)
  })
})

test('the common headers ask for two years of HTTPS and isolate the page from other origins', () => {
  const headers = new Map(COMMON_HEADERS.map(({ key, value }) => [key, value]))
  expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=63072000/)
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp')
  expect(headers.get('Permissions-Policy')).toContain('camera=()')
})
