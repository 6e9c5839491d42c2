import type { Action, Analysis, RootCause } from '../lib/pipeline/analysis.ts'
import { printable, wrapped } from './printable.ts'

export interface ReportOptions {
  /** Columns of the terminal. */
  width: number
  colour: boolean
}

type Style = 'bold' | 'dim' | 'act' | 'escalate' | 'watch' | 'none'

/** SGR codes; a meaning is always a word too, never colour alone. */
const SGR: Record<Style, string> = { bold: '1', dim: '2', act: '33', escalate: '31', watch: '34', none: '90' }
const RISK_WORDS: Record<Action['risk'], string> = { read_only: 'read-only', reversible: 'reversible', risky: 'risky' }
const MAX_WIDTH = 100
const MIN_WIDTH = 40

/** The analysis for a person at a terminal: the decision first, then cause, evidence, what to do, and what stayed. */
export function reportOf(analysis: Analysis, options: ReportOptions): string {
  const page = new Page(options)
  head(page, analysis)
  analysis.rootCauses.forEach((cause, i) => {
    causeOf(page, cause, i, analysis.title)
  })
  if (analysis.timeline.length > 0) {
    page.heading('Timeline')
    for (const { line, at, label, kind } of analysis.timeline)
      page.item(`${line}`, `${kind}: ${label}${at ? ` (${at})` : ''}`)
  }
  actionsOf(page, analysis)
  list(
    page,
    'Ruled out',
    analysis.ruledOut.map(({ hypothesis, reason }) => `${hypothesis}. ${reason}`),
  )
  list(page, 'What we do not know', analysis.dataGaps)
  foot(page, analysis)
  return page.text()
}

function head(
  page: Page,
  { decision, verdict, title, summary, confidence, confidenceReasons, category, component, notice }: Analysis,
): void {
  page.line(decision.kind.toUpperCase(), decision.kind, 'bold')
  page.paragraph(`${decision.reason}${decision.involve ? ` Involve ${decision.involve}.` : ''}`)
  if (notice) page.paragraph(notice, 'watch')
  page.gap()
  page.paragraph(title, 'bold')
  page.paragraph(
    `${category.replace(/_/g, ' ')} · ${verdict.replace(/_/g, ' ')}${component ? ` · ${component}` : ''}`,
    'dim',
  )
  page.gap()
  page.paragraph(summary)
  page.gap()
  page.line(`Confidence ${Math.round(confidence * 100)} % ${bar(confidence)}`, 'bold')
  for (const reason of confidenceReasons) page.paragraph(reason, 'dim')
}

function causeOf(page: Page, cause: RootCause, index: number, title: string): void {
  const { summary, confidence, component, kind, evidence } = cause
  page.heading(index === 0 ? 'Evidence' : kind === 'cause' ? 'Beneath it' : 'Seen with it')
  if (summary !== title) page.paragraph(`${summary}${index === 0 ? '' : ` (${Math.round(confidence * 100)} %)`}`)
  if (component && index > 0) page.paragraph(`Component: ${component}`, 'dim')
  for (const { line, quote, template, count } of evidence)
    page.item(`${line}`, `${quote ?? template}${count > 1 ? ` (×${count})` : ''}`)
}

function actionsOf(page: Page, { actions, killTest }: Analysis): void {
  if (actions.length > 0) page.heading('What to do')
  actions.forEach((action, i) => {
    step(page, `${i + 1}.`, action)
  })
  if (killTest) {
    page.heading('What would prove this wrong')
    step(page, '?', killTest)
  }
}

function step(page: Page, mark: string, { description, command, risk }: Action): void {
  page.item(mark, `${description} [${RISK_WORDS[risk]}]`)
  if (command) page.item('', `$ ${command}`)
}

function list(page: Page, heading: string, entries: readonly string[]): void {
  if (entries.length === 0) return
  page.heading(heading)
  for (const entry of entries) page.item('-', entry)
}

function foot(page: Page, { receipt, engine, tokens }: Analysis): void {
  const redacted = receipt.redactions.reduce((sum, { count }) => sum + count, 0)
  page.heading('Receipt')
  page.paragraph(
    `${receipt.linesIn} lines, ${receipt.bytesIn} bytes read. ${redacted} ${redacted === 1 ? 'place' : 'places'} redacted (rules ${receipt.ruleSet}). Engine ${engine}, ${tokens.in} tokens read. ${leftOf(receipt)} Nothing was stored.`,
    'dim',
  )
}

/** What a receipt says about where text went. */
function leftOf({ requests }: Analysis['receipt']): string {
  if (requests.length === 0) return 'Nothing left this machine.'
  const bytes = requests.reduce((sum, { bytesOut }) => sum + bytesOut, 0)
  const cost = requests.reduce((sum, { costMicroUsd }) => sum + (costMicroUsd ?? 0), 0)
  const hosts = [...new Set(requests.map(({ host }) => host))].join(', ')
  const count = `${requests.length} ${requests.length === 1 ? 'request' : 'requests'}`
  return `${count} with ${bytes} bytes of redacted text left for ${hosts}, about ${(cost / 1_000_000).toFixed(4)} US dollars by list price.`
}

const bar = (share: number): string => `[${'#'.repeat(Math.round(share * 20)).padEnd(20, '.')}]`

/** Collects lines; everything that is printed passes through `printable`. */
class Page {
  readonly #lines: string[] = []
  readonly #width: number
  readonly #colour: boolean

  constructor({ width, colour }: ReportOptions) {
    this.#width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width))
    this.#colour = colour
  }

  gap(): void {
    if (this.#lines.at(-1) !== '') this.#lines.push('')
  }

  heading(text: string): void {
    this.gap()
    this.line(text, 'bold')
  }

  line(text: string, ...styles: readonly Style[]): void {
    this.#lines.push(this.#styled(printable(text), styles))
  }

  paragraph(text: string, ...styles: readonly Style[]): void {
    for (const line of wrapped(printable(text), this.#width)) this.#lines.push(this.#styled(line, styles))
  }

  /** A line with a mark in the gutter; the text hangs beside it. */
  item(mark: string, text: string): void {
    const gutter = 7
    wrapped(printable(text), this.#width - gutter - 1).forEach((line, i) => {
      this.#lines.push(`${this.#styled((i === 0 ? mark : '').padStart(gutter), ['dim'])} ${line}`)
    })
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`
  }

  #styled(text: string, styles: readonly Style[]): string {
    if (!this.#colour || styles.length === 0 || text === '') return text
    return `\x1b[${styles.map((style) => SGR[style]).join(';')}m${text}\x1b[0m`
  }
}
