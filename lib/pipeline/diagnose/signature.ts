import type { Action, Category, RootCause } from '../analysis.ts'

/** Groups of signatures, one table file each under `signatures/`. */
export const FAMILIES = [
  'memory',
  'disk',
  'descriptors-and-ports',
  'dns',
  'tls',
  'auth',
  'connection-pool',
  'database',
  'queue',
  'http-upstream',
  'rate-limit',
  'kubernetes',
  'crash-java',
  'crash-node',
  'crash-python',
  'crash-go',
  'crash-rust',
  'crash-dotnet',
  'crash-other',
  'migration',
  'dependency-install',
  'build-and-test',
  'ci',
  'cloud',
  'cache',
  'clock',
  'kernel-and-hardware',
] as const
export type Family = (typeof FAMILIES)[number]

/** A known failure, as it shows in one line of a log. */
export interface Signature {
  /** Unique, kebab-case, never reused: `db-too-many-connections`. */
  id: string
  family: Family
  category: Category
  kind: RootCause['kind']
  /** How telling a match is by itself, 0–1, before rarity, position and agreement are weighed. */
  prior: number
  /** Lower-case literals of which one must stand in the line before the pattern is tried. */
  anchors: readonly string[]
  /** Linear and bounded: no nested quantifier, every repeat with a limit. A group named `component` names what is affected. */
  pattern: RegExp
  /** One plain sentence; `{component}` and other named groups are filled in. */
  summary: string
  /** What to do, in order; commands are shown, never run. */
  actions: readonly Action[]
  /** The read-only step that would disprove it. */
  killTest: Action
  /** The words of the failure as its makers publish them; they may stand in what is stored. */
  phrases: readonly string[]
  /** Lines written for this signature: it must match each of these … */
  positives: readonly [string, string, string]
  /** … and none of these look-alikes. */
  negatives: readonly [string, string, string]
}
