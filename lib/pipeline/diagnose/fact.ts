import type { Action, Category } from '../analysis.ts'
import type { Row } from './row.ts'

/**
 * What a line says. `cause`: why it failed, in a class of its own (a refused connection, a missing permission); `problem`:
 * what a tool complains about; `test`: a failing test; `expected`/`actual`: sides of a comparison; `file`: a place; `total`:
 * how many; `hint`: what the tool itself advises; `exit`: that something ended badly, without saying why; `command`: what ran.
 */
export type FactKind =
  | 'cause'
  | 'problem'
  | 'test'
  | 'expected'
  | 'actual'
  | 'file'
  | 'total'
  | 'hint'
  | 'exit'
  | 'command'
  | 'step'

/**
 * How a tool says it. Named groups with a meaning: `file`, `line`, `test`, `message`, `code`, `value`, `count`, `files`,
 * `component`, `command`, `step`. The pattern is tried on a row's `clean` text; it is linear, every repeat has a limit.
 */
export interface FactRule {
  kind: FactKind
  /** Case-sensitive literals of which one must stand in the line before the pattern is tried. */
  anchors: readonly string[]
  pattern: RegExp
  /** How telling the line is by itself, 0–1. */
  weight: number
  /** Too common a form to stand alone: it counts only where the tool says something surer elsewhere in the log. */
  needsCompany?: boolean
  /** Overrides the tool's category. */
  category?: Category
  /** For causes: one sentence, with `{group}` places. */
  summary?: string
  actions?: readonly Action[]
}

/** A program that reports failures, with the ways in which it does. */
export interface Tool {
  id: string
  /** As people write it. */
  name: string
  category: Category
  /** What it does, for sentences: "type check", "tests". */
  noun: string
  /** What it claims when it fails, where that is not what its category usually means. */
  claim?: string
  /** 0 runs other tools and only passes their failure on; 1 reports its own; 2 comes before what others report. */
  depth: 0 | 1 | 2
  rules: readonly FactRule[]
  actions: readonly Action[]
}

/** A rule that matched a row. */
export interface Fact {
  tool: Tool
  rule: FactRule
  row: Row
  groups: Readonly<Record<string, string>>
}
