import type { CondensedLog, Level } from '../condense/condensed-log.ts'
import { messageOf } from './message-of.ts'
import { type Row, readLine, type Step } from './row.ts'

/** A log as the engine reads it: kept lines, and of every template that has none among them its first line. */
export interface LogView {
  rows: readonly Row[]
  byNumber: ReadonlyMap<number, Row>
  steps: readonly Step[]
  templates: CondensedLog['templates']
  buckets: CondensedLog['buckets']
  linesIn: number
}

interface Source {
  number: number
  text: string
  content: number
  template: number
  at: number | null
  level: Level
}

/** Lines in the order of the log. Deterministic; linear in what was kept. */
export function viewOf(log: CondensedLog): LogView {
  const sources = new Map<number, Source>()
  log.templates.forEach((template, index) => {
    sources.set(template.firstLine, {
      number: template.firstLine,
      text: template.sample,
      content: template.content,
      template: index,
      at: null,
      level: template.level,
    })
  })
  for (const line of log.lines) sources.set(line.number, line)
  const ordered = [...sources.values()].sort((a, b) => a.number - b.number)
  const walk = new StepWalk()
  let clock: number | null = null
  const rows = ordered.map(({ number, text: raw, content, template, at, level }): Row => {
    clock = at ?? clock
    const { text, clean, step: named } = readLine(raw)
    walk.take(number, clean, named)
    const count = log.templates[template]?.count ?? 1
    const message = messageOf(clean, readLine(raw.slice(0, content)).clean)
    const step = walk.steps.length - 1
    return { number, text, clean, message, template, count, at: clock, level, echo: walk.echo, step }
  })
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return { rows, byNumber, steps: walk.steps, templates: log.templates, buckets: log.buckets, linesIn: log.linesIn }
}

/** A heading's script and settings are seldom longer; beyond, an end that was not kept is assumed. */
const MAX_ECHO_LINES = 150

/** Follows the steps of a job, and tells the script that a CI shows before it runs from what it prints. */
class StepWalk {
  readonly steps: Step[] = []
  echo = false
  #openedAt = 0
  #open = false
  #settings = false

  take(number: number, clean: string, named: string | null): void {
    if (named !== null && this.steps.at(-1)?.name !== named) this.steps.push({ name: named, firstLine: number })
    const heading = /^(?:##\[group\]|::group::)(?:Run |Step: ?)(.{1,160})/.exec(clean)?.[1]
    const section = /^section_start:\d{1,12}:([\w.-]{1,80})/.exec(clean)?.[1]
    if (heading !== undefined || section !== undefined) {
      if (named === null) this.steps.push({ name: (heading ?? section ?? '').trim(), firstLine: number })
      this.#openedAt = number
      this.#open = heading !== undefined
      this.#settings = false
      this.echo = this.#open
      return
    }
    this.echo = this.#open && this.#stillEcho(number, clean)
    if (/^##\[(?:endgroup|error)\]/.test(clean)) this.#open = false
  }

  #stillEcho(number: number, clean: string): boolean {
    if (number - this.#openedAt > MAX_ECHO_LINES || /^##\[(?:error|endgroup)\]/.test(clean)) return false
    if (/^(?:shell: |env:$|with:$)/.test(clean)) this.#settings = true
    else if (this.#settings && !/^[\w.-]{1,80}:(?: |$)/.test(clean)) {
      this.#open = false
      return false
    }
    return true
  }
}
