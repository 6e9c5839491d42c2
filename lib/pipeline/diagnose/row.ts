import type { Level } from '../condense/condensed-log.ts'

/** A line as the engine reads it. */
export interface Row {
  /** 1-based, in the original log. */
  number: number
  /** Redacted, blanks folded, without the CI's clock: a run of the original line, so it can be quoted. */
  text: string
  /** What patterns are tried on: `text` without colours written as `^[[31m`, step numbers of BuildKit and worker marks. */
  clean: string
  /** The words of `clean` without clock, level, host and logger: what sentences and timelines show. */
  message: string
  template: number
  /** Lines of this template in the whole log. */
  count: number
  at: number | null
  level: Level
  /** The line shows a command or its settings, not what it printed. */
  echo: boolean
  /** Index into the view's steps, or -1 before the first. */
  step: number
}

/** A step of a job: from its heading to the line before the next one. */
export interface Step {
  name: string
  firstLine: number
}

/** Characters of a line that are looked at: what names a failure stands near its start, and cost stays bounded. */
export const MAX_ROW_CHARS = 4_000

/** The clock that GitHub Actions writes before each line, alone or after `job<TAB>step<TAB>` (`gh run view --log`). */
const CI_CLOCK = /^(?:[^\t]{1,120}\t([^\t]{1,160})\t)?\uFEFF?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{4,9}Z ?/
const CARET_COLOUR = /\^\[\[[0-9;]{0,12}[A-Za-z]/g
const BUILDKIT = /^#\d{1,4} (?:\d{1,6}\.\d{1,3} )?/
const WORKER = /^\[gw\d{1,3}\] (?:\[ {0,2}\d{1,3}%\] )?/

/** Cuts a line for reading. `step` is the step's name where the line itself carries it. */
export function readLine(raw: string): { text: string; clean: string; step: string | null } {
  const cut = raw.length > MAX_ROW_CHARS ? raw.slice(0, MAX_ROW_CHARS) : raw
  const clock = CI_CLOCK.exec(cut)
  const text = (clock ? cut.slice(clock[0].length) : cut).replace(/\s+/g, ' ').trim()
  const plain = text.includes('^[[') ? text.replace(CARET_COLOUR, '').replace(/ {2,}/g, ' ').trim() : text
  return { text, clean: plain.replace(BUILDKIT, '').replace(WORKER, ''), step: clock?.[1] ?? null }
}

/** What runners of several tasks put before each line: annotations, `web:build: `, `packages/web test: `, `[0] `, `web | `. */
const TASK_PREFIX =
  /^(?:##\[(?:error|warning)\] ?|(?:@?[\w./-]{1,60}[:#])?[\w./-]{1,40}:(?:build|test|lint|check|typecheck|type-check|compile|e2e|unit|ci|dev|start|format)[\w:-]{0,40}: |[@\w./-]{1,80} (?:build|test|lint|check|typecheck|compile|format)[\w:-]{0,40}: |\[\d{1,3}\] |[a-z][\w.-]{1,60} {1,4}\| {0,3}|\[(?:INFO|ERROR|WARNING)\] |(?:ERROR|error): +(?=[\w./-]{1,200}[:(]\d))/

/** The line without such a prefix, or null where it has none. */
export function withoutTaskPrefix(clean: string): string | null {
  const prefix = TASK_PREFIX.exec(clean)
  return prefix ? clean.slice(prefix[0].length).trim() : null
}
