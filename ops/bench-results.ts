import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Figure } from '../bench/figures.ts'

/** Where figures are kept, with the machine and the commit that they were measured on; git does not keep them. */

const ROOT = path.dirname(import.meta.dirname)
export const PEERS = path.join(ROOT, 'bench', 'peers')

export type Machine = ReturnType<typeof machine>

/** Writes one file of figures; returns its path without the ending. */
export function keepResults(results: readonly { bench: string; figures: readonly Figure[] }[], on = machine()): string {
  const folder = path.join(ROOT, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, on.at.replaceAll(':', '-').slice(0, 19))
  writeFileSync(`${file}.json`, `${JSON.stringify({ ...on, results }, null, 2)}\n`)
  return file
}

export function machine() {
  const [cpu] = os.cpus()
  const git = (...args: string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout.trim()
  return {
    at: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD'),
    changed: git('status', '--porcelain') !== '',
    node: process.version,
    os: `${os.type()} ${os.release()} ${os.arch()}`,
    cpu: `${os.cpus().length} × ${cpu?.model ?? 'unknown'}`,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    load: os.loadavg().map((value) => Number(value.toFixed(1))),
    versions: { next: versionOf(ROOT, 'next'), ...peerVersions() },
  }
}

function peerVersions(): Record<string, string> {
  const { dependencies } = JSON.parse(readFileSync(path.join(PEERS, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  return Object.fromEntries(Object.keys(dependencies).map((name) => [name, versionOf(PEERS, name)]))
}

function versionOf(folder: string, name: string): string {
  const file = path.join(folder, 'node_modules', name, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : 'not installed'
}
