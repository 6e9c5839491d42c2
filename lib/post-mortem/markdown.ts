import { LEFT_TO_PEOPLE, type PostMortem, TO_BE_WRITTEN } from './facts.ts'

/** The report as Markdown (CommonMark with tables). Text of a log is code or escaped: none of it is markup, a link or a mention. */
export function postMortemMarkdown(report: PostMortem): string {
  const sections = [
    `# ${escaped(report.title)}`,
    `${report.writtenAt} · **${report.decision}** · confidence ${report.confidence}\n\n${escaped(report.reason)}`,
    table(
      ['Fact', 'Value'],
      report.facts.map(([name, value]) => [name, escaped(value)]),
    ),
    section('Summary', escaped(report.summary)),
    ...LEFT_TO_PEOPLE.slice(0, 1).map((title) => section(title, `_${TO_BE_WRITTEN}_`)),
    section('Causes', report.causes.map(causeText).join('\n\n') || 'No cause is named.'),
    section('Why this confidence', list(report.confidenceReasons)),
    section(
      'Timeline',
      table(
        ['Line', 'Time', 'What', 'Kind'],
        report.timeline.map(({ line, at, label, kind }) => [String(line), escaped(at), escaped(label), kind]),
      ),
    ),
    section('Actions', report.actions.map((action) => `- [ ] ${actionText(action)}`).join('\n')),
    section('What would disprove this', report.killTest ? actionText(report.killTest) : ''),
    section('Ruled out', list(report.ruledOut)),
    section('What is missing', list(report.gaps)),
    ...LEFT_TO_PEOPLE.slice(1).map((title) => section(title, `_${TO_BE_WRITTEN}_`)),
    section('What left and what stayed', list(report.receipt)),
  ]
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`
}

const section = (title: string, body: string): string => (body === '' ? '' : `## ${title}\n\n${body}`)
const list = (items: readonly string[]): string => items.map((item) => `- ${escaped(item)}`).join('\n')

function causeText({ title, evidence }: PostMortem['causes'][number]): string {
  const rows = evidence.map(({ line, count, template }) => [String(line), `×${count}`, cell(template)])
  return `### ${escaped(title)}\n\n${table(['Line', 'Count', 'Template'], rows)}`
}

function actionText({ text, risk, command }: PostMortem['actions'][number]): string {
  return `${escaped(text)} (${risk})${command === null ? '' : `: ${code(command)}`}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Every sign that CommonMark, GitHub or a wiki could take for markup; addresses lose what makes them links by themselves. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()#+\-!|~$^=]/g, '\\$&')
    .replace(/(https?|ftp)(:)(?=\/\/)/gi, '$1&#58;')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}&#46;`)
    .replaceAll('@', '&#64;')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}

/** A code span that no back-tick in it can end (CommonMark 6.1). */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = /^`|`$/.test(text) ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

/** In a table a bar ends the cell even within code (GFM). */
const cell = (text: string): string => code(text.replaceAll('|', '\\|'))
