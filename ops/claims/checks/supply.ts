import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { NAMED_ONLY, REACHABLE_HOSTS } from '../../../lib/trust/reachable-hosts.ts'
import { sbom } from '../../../lib/trust/sbom.ts'
import { type Check, check, judgeEach, NothingToCheck, withFirst } from '../check.ts'
import { filesOf, isProduct, ROOT, withoutComments } from '../source.ts'

// What the software is made of, and what it can reach.

interface Lock {
  packages: Record<
    string,
    {
      version?: string
      integrity?: string
      resolved?: string
      link?: boolean
      hasInstallScript?: boolean
      optional?: boolean
    }
  >
}
const json = <T>(file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as T
const locked = () =>
  Object.entries(json<Lock>('package-lock.json').packages).flatMap(([place, entry]) =>
    place === '' || entry.link ? [] : [{ place, ...entry }],
  )

/** Client libraries that bring the address of their vendor along. */
const VENDORS: Record<string, string> = { '@anthropic-ai/sdk': 'api.anthropic.com', stripe: 'api.stripe.com' }
const INVENTED = /(^|\.)(example|test|localhost|invalid)$|^(www\.)?example\.(com|org|net)$|\.example\.com$/

function namedHosts(): string[] {
  const code = filesOf(/^(lib|app|components|proxy\.ts|instrumentation\.ts).*\.?tsx?$/).filter(isProduct)
  const product = code.filter(
    ({ file }) =>
      !/generated|\/words\/|redact\/rules|\/signatures\/|reachable-hosts|seeded|test-events|lib\/trust\/(pages|changelog)/.test(
        file,
      ),
  )
  const literals = product.flatMap(({ text }) =>
    [...withoutComments(text).matchAll(/['"`]https?:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/g)].map(
      (match) => match[1] ?? '',
    ),
  )
  const { dependencies } = json<{ dependencies: Record<string, string> }>('package.json')
  const vendors = Object.entries(VENDORS).flatMap(([name, host]) => (name in dependencies ? [host] : []))
  return [...new Set([...literals.filter((host) => !INVENTED.test(host)), ...vendors])].filter(
    (host) => !NAMED_ONLY.includes(host),
  )
}

const run = promisify(execFile)

/** npm's own report, through its own client. No verdict where no registry answers. */
async function npmReport<T>(...args: string[]): Promise<T> {
  const text = await run('npm', [...args, '--json'], { cwd: ROOT, timeout: 60_000, maxBuffer: 1 << 26 }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? '',
  )
  try {
    const report = JSON.parse(text || '{}') as T & { error?: unknown; message?: unknown }
    if (report.error !== undefined || report.message !== undefined) throw new Error('refused')
    return report
  } catch {
    throw new NothingToCheck('No registry answered that question.')
  }
}

export const supplyChecks: Record<string, Check> = {
  'supply.hosts': check({
    read: () => ({ named: namedHosts(), listed: REACHABLE_HOSTS.flatMap(({ hosts }) => [...hosts]) }),
    judge: ({ named, listed }) => ({
      population: named.length,
      faults: [
        ...named
          .filter((host) => !listed.includes(host))
          .map((host) => `The code can reach ${host}, which is not listed.`),
        ...listed
          .filter((host) => !named.includes(host))
          .map((host) => `${host} is listed, but the code does not reach it.`),
      ],
      figures: { hosts: listed.length },
    }),
    spoil: ({ named, listed }) => ({ named: [...named, 'collector.example-analytics.com'], listed }),
  }),
  'supply.locked': check({
    read: locked,
    judge: (packages) => ({
      ...judgeEach(
        packages,
        ({ place, integrity, resolved, optional }) =>
          ((integrity === undefined && optional !== true) ||
            !/^sha512-/.test(integrity ?? 'sha512-') ||
            resolved !== undefined) &&
          `${place} is not locked by a hash.`,
      ),
      figures: { packages: packages.length },
    }),
    spoil: (packages) => withFirst(packages, ({ integrity: _, ...others }) => ({ ...others, optional: false })),
  }),
  'supply.exact': check({
    read: () => {
      const { dependencies, devDependencies } =
        json<Record<'dependencies' | 'devDependencies', Record<string, string>>>('package.json')
      return Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => ({ name, version }))
    },
    judge: (named) =>
      judgeEach(
        named,
        ({ name, version }) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) && `${name} may change by itself.`,
      ),
    spoil: (named) => withFirst(named, ({ name }) => ({ name, version: '^1.0.0' })),
  }),
  'supply.scripts': check({
    read: () => {
      const allowed = json<{ allowScripts: Record<string, boolean> }>('package.json').allowScripts
      return locked()
        .filter(({ hasInstallScript }) => hasInstallScript)
        .map(({ place }) => ({
          place,
          said: Object.keys(allowed).some((name) => place.endsWith(`node_modules/${name}`)),
        }))
    },
    judge: (packages) =>
      judgeEach(
        packages,
        ({ place, said }) =>
          !said && !/fsevents$/.test(place) && `${place} runs a script at installation that nobody allowed or refused.`,
      ),
    spoil: (packages) => withFirst(packages, ({ place }) => ({ place, said: false })),
  }),
  'supply.sbom': check({
    read: () => ({
      places: locked().map(({ place }) => place.slice(place.lastIndexOf('node_modules/') + 13)),
      listed: sbom(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).components.map(({ group, name }) =>
        group === undefined ? name : `${group}/${name}`,
      ),
    }),
    judge: ({ places, listed }) => {
      const known = new Set(listed)
      return {
        ...judgeEach(places, (name) => !known.has(name) && `${name} is missing in the bill of materials.`),
        figures: { components: listed.length },
      }
    },
    spoil: ({ places, listed }) => ({ places: [...places, 'forgotten'], listed }),
  }),
  'supply.advisories': check({
    read: async () => {
      const report = await npmReport<{
        vulnerabilities?: Record<string, { severity: string }>
        metadata?: { dependencies?: { prod?: number; total?: number } }
      }>('audit', '--omit=dev')
      if (report.vulnerabilities === undefined) throw new NothingToCheck('No registry answered that question.')
      return {
        asked: locked().length,
        found: Object.entries(report.vulnerabilities).map(([name, { severity }]) => ({ name, severity })),
      }
    },
    judge: ({ asked, found }) => ({
      population: asked,
      faults: found
        .filter(({ severity }) => /high|critical/.test(severity))
        .map(({ name }) => `${name} has a known grave weakness.`),
      figures: { advisories: found.length },
    }),
    spoil: ({ asked, found }) => ({ asked, found: [...found, { name: 'planted', severity: 'critical' }] }),
  }),
  'supply.age': check({
    read: async () => {
      const report = await npmReport<Record<string, { current?: string; latest?: string }>>('outdated')
      const { dependencies } = json<{ dependencies: Record<string, string> }>('package.json')
      const behind = Object.entries(report)
        .filter(([name, { current, latest }]) => name in dependencies && majorOf(current) < majorOf(latest))
        .map(([name]) => name)
      return { asked: Object.keys(dependencies).length, behind }
    },
    judge: ({ asked, behind }) => ({
      population: asked,
      faults:
        behind.length > asked / 4 ? ['More than a quarter of the direct dependencies are a main version behind.'] : [],
      figures: { behind: behind.length, direct: asked },
    }),
    spoil: ({ asked }) => ({ asked, behind: Array.from({ length: asked }, () => 'planted') }),
  }),
  'supply.pure': check({
    read: () => filesOf(/^lib\/pipeline\/(redact|condense|diagnose|guard|parse)\/.*\.ts$/).filter(isProduct),
    judge: (files) =>
      judgeEach(
        files,
        ({ file, text }) =>
          /from 'node:|\bprocess\.|\bfetch\(|XMLHttpRequest|localStorage/.test(strippedOf(text)) &&
          `${file} could read or send something.`,
      ),
    spoil: (files) => withFirst(files, ({ file }) => ({ file, text: "await fetch('/x')" })),
  }),
}

const majorOf = (version = '0'): number => Number(version.split('.')[0])

/** Without comments, strings and regular expressions, which may name what the code may not use; imports stay. */
function strippedOf(text: string): string {
  const imports = text.match(/^import .*$/gm) ?? []
  const code = text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[dgimsuvy]*/g,
    "''",
  )
  return [...imports, code].join('\n')
}
