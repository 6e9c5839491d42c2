import type { ReactNode } from 'react'
import { ActionList, KillTest } from './actions.tsx'
import { LogChart } from './chart.tsx'
import { HeadNotices } from './engine-line.tsx'
import { Evidence } from './evidence.tsx'
import { EvidenceKeys } from './evidence-keys.tsx'
import { injectedLinesIn } from './injection-note.ts'
import { EgressReceipt } from './receipt.tsx'
import { Recurrence } from './recurrence.tsx'
import { ResultHead } from './result-head.tsx'
import { NoteList, RuledOut } from './side-notes.tsx'
import { TemplateTable } from './template-table.tsx'
import { Timeline } from './timeline.tsx'
import type { Analysis, BrowserFigures, Chart, Past } from './types.ts'

export interface ResultProps {
  analysis: Analysis
  /** Present on the live page only. */
  browser?: BrowserFigures
  /** Missing where nobody may know it yet. */
  past?: Past | undefined
  /** Counted by this tab over the whole log; the server counts what it has read. */
  wholeLog?: Chart | undefined
  /** Stands above the lines of evidence: a way to see them again. */
  evidenceTools?: ReactNode
  /** Stands below the head, such as a guess that was made before. */
  children?: ReactNode
}

/** One analysis, live or stored: decision first, then why, then what to do, then what left. One column on a phone. */
export function Result({ analysis, browser, past, wholeLog, evidenceTools, children }: ResultProps) {
  const chart = wholeLog ?? analysis.chart
  return (
    <article className="grid gap-8 wrap-anywhere *:min-w-0" aria-label="Analysis">
      <div className="grid gap-4 *:min-w-0">
        <HeadNotices analysis={analysis} />
        <ResultHead analysis={analysis} past={past} />
        {past && <Recurrence recurrences={past.recurrences} />}
      </div>
      <EvidenceKeys />
      {children}
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 content-start gap-8">
          <Evidence causes={analysis.rootCauses} tools={evidenceTools} />
          {chart && <LogChart chart={chart} moments={analysis.timeline} counted={countedBy(chart, wholeLog)} />}
          <Timeline moments={analysis.timeline} />
          {chart && <TemplateTable templates={chart.templates} />}
        </div>
        <div className="grid min-w-0 content-start gap-8">
          <ActionList actions={analysis.actions} />
          <RuledOut entries={analysis.ruledOut} />
          <NoteList
            title="What we could not see"
            notes={analysis.dataGaps.filter((gap) => injectedLinesIn(gap) === null)}
          />
          <KillTest step={analysis.killTest} />
        </div>
      </div>
      <EgressReceipt receipt={analysis.receipt} engine={analysis.engine} {...(browser ? { browser } : {})} />
    </article>
  )
}

function countedBy({ lines }: Chart, wholeLog: Chart | undefined): string {
  const figure = lines.toLocaleString('en')
  return wholeLog
    ? `All ${figure} lines, counted by your browser`
    : `The ${figure} lines that were read, counted by the server`
}
