import { DEBUG, ERROR, FATAL, WARN } from './levels.ts'
import type { LineTable } from './lines.ts'
import type { Mined } from './templates.ts'
import { ANCHORS, type Role } from './words/anchors.ts'

/** What a line is worth before its neighbours, its rarity and its place are known. */
export interface Weight {
  /** 0 to about 14. */
  value: number
  terminal: boolean
  step: boolean
  /** Known to be harmless: a passed test, a download, a total of nothing. */
  benign: boolean
  /** Number of the strongest anchor; lines of one kind compete with each other. -1: none. */
  kind: number
}

/** Characters of a message that are looked at. */
const MAX_CHARS = 400
/** Colours as `cat -v` and some recorders spell them. */
const CARET_ESCAPES = /\^\[\[[\d;]*m/g
/** Lines whose own numbers decide (exit codes, totals), looked at one by one at most. */
const MAX_SINGLE_LINES = 5_000

/** Words that some anchor needs; a message without any is worth nothing by its words. */
const HINT =
  /fail|err|exce|panic|fatal|exit|trace|assert|expect|cannot|can't|could|unable|not |no |den[iy]|refus|time|abort|crash|kill|invalid|miss|mismatch|un[a-z]|conflict|corrupt|exceed|expir|reject|lost|dead|warn|deprec|retry|slow|cancel|skip|back|E[A-Z]{3}|[45]\d\d|✕|✗|✖|✘|×|❌|●|\.\w{1,5}[:(]\d|-->|^\s*at |line \d|summary|test|found|total|==|##\[|^[-+$>#@]|[\^]|certif|x509|tls|ssl|lock|pool|slots|connect|pipe|route|status|HTTP|probe|check|diff|want|got|left|right|actual|receiv|step|task|run|killed|core|sig|probl|memory|heap|space|open|disk|quota|broken|wrong|files? w|\bok\b|pass|✓|✔|√|sha256|progress|pull/i

/** The weight of a message: the best of its anchors, a little for each further role, nothing where it is known to be harmless. */
export function weigh(message: string): Weight {
  const weight: Weight = { value: 0, terminal: false, step: false, benign: false, kind: -1 }
  if (!HINT.test(message)) return weight
  const best: Partial<Record<Role, number>> = {}
  let highest = 0
  ANCHORS.forEach(({ role, weight: value, pattern }, kind) => {
    if (value <= (best[role] ?? -1) || !pattern.test(message)) return
    best[role] = value
    if (role === 'step' || value <= highest) return
    highest = value
    weight.kind = kind
  })
  const { failure = 0, terminal = 0, summary = 0, assertion = 0, location = 0, step = 0 } = best
  const all = [failure, terminal, summary, assertion, location]
  const top = Math.max(...all)
  weight.value = top + 0.15 * (all.reduce((sum, value) => sum + value, 0) - top)
  weight.terminal = terminal > 0
  weight.step = step > 0
  weight.benign = best.benign !== undefined && summary < 9 && terminal < 9
  if (weight.benign) weight.value *= 0.1
  return weight
}

const LEVEL_WEIGHT = [0, 0, 0, 3, 6, 8]

export interface LineWeights {
  values: Float32Array
  /** Kind of every line, as in `Weight`. */
  kinds: Int16Array
  /** 1 for lines known to be harmless. */
  benign: Uint8Array
  templateWorth: Float32Array
  terminals: number[]
  steps: number[]
}

/** Weights of all lines: by template, or by the line itself where numbers decide. */
export function weighLines(table: LineTable, mined: Mined): LineWeights {
  const byTemplate = mined.templates.map((t) => weigh(messageAt(table, mined, t.firstLine - 1)))
  const single = mined.templates.map((t) => t.count > 1 && t.count < 1_000 && SINGLE.test(t.template))
  const values = new Float32Array(table.count)
  const kinds = new Int16Array(table.count).fill(-1)
  const benign = new Uint8Array(table.count)
  const templateWorth = new Float32Array(mined.templates.length)
  const terminals: number[] = []
  const steps: number[] = []
  const known = new Map<string, Weight>()
  const weighOnce = (message: string): Weight => {
    const weight = known.get(message) ?? weigh(message)
    if (known.size < MAX_SINGLE_LINES) known.set(message, weight)
    return weight
  }
  let looked = 0
  for (let i = 0; i < table.count; i++) {
    const t = mined.lines[i] ?? 0
    const alone = single[t] === true && looked < MAX_SINGLE_LINES
    if (alone) looked++
    const weight = alone ? weighOnce(messageAt(table, mined, i)) : byTemplate[t]
    if (!weight) continue
    const level = mined.levels[i] ?? 0
    const floor = level === WARN || level >= ERROR ? (LEVEL_WEIGHT[level] ?? 0) : 0
    const value = weight.value + (level === FATAL ? 2 : level >= ERROR ? 1 : 0)
    const worth = level <= DEBUG && level > 0 ? weight.value * 0.5 : Math.max(floor, value)
    values[i] = worth
    kinds[i] = weight.kind
    if (weight.benign) benign[i] = 1
    if ((templateWorth[t] ?? 0) < worth) templateWorth[t] = worth
    if (weight.terminal) terminals.push(i)
    if (weight.step) steps.push(i)
  }
  return { values, kinds, benign, templateWorth, terminals, steps }
}

/** Templates whose variables decide: totals, exit and status codes, names of failed tests, and those that are variables only. */
const SINGLE =
  /<\*>.*(?:fail|error|pass|exit|code|status|problem|found|warning)|(?:fail|error|exit|code|status|found).*<\*>|^[^A-Za-z]*$/i

function messageAt(table: LineTable, mined: Mined, i: number): string {
  const from = mined.contents[i] ?? 0
  const message = table.text.slice(from, Math.min(table.ends[i] ?? 0, from + MAX_CHARS)).trimEnd()
  return message.includes('^[[') ? message.replace(CARET_ESCAPES, '') : message
}
