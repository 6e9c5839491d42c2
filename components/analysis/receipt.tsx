import type { ReactNode } from 'react'
import { bytesText } from '../bytes.ts'
import { Meter } from '../meter.tsx'
import { SaveFile } from '../save-file.tsx'
import { Code } from '../ui/code.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'
import { ModelRequests } from './model-requests.tsx'
import { Section } from './section.tsx'
import type { Analysis, BrowserFigures, Measurer, Receipt } from './types.ts'
import { MEASURER_WORDS } from './words.ts'

export interface EgressReceiptProps {
  receipt: Receipt
  engine: Analysis['engine']
  browser?: BrowserFigures
}

const number = (value: number) => value.toLocaleString('en')

/** What left, what stayed, and who says so. Two meters: out of the browser, and out of the server. */
export function EgressReceipt({ receipt, engine, browser }: EgressReceiptProps) {
  const toModels = receipt.requests.reduce((sum, { bytesOut }) => sum + bytesOut, 0)
  const hosts = [...new Set(receipt.requests.map(({ host }) => host))].join(', ')
  return (
    <Section title="Egress receipt">
      <div className="grid gap-6 rounded-card border border-line bg-surface p-4">
        {browser && (
          <Meter
            stayedBytes={browser.stayedBytes}
            leftBytes={browser.sentBytes}
            leftFor="Lethe's server"
            measuredBy="Reported by your browser"
          />
        )}
        <Meter
          stayedBytes={Math.max(0, receipt.bytesIn - toModels)}
          leftBytes={toModels}
          stayedIn="Lethe's server and was forgotten"
          leftFor={hosts === '' ? 'a model' : hosts}
          measuredBy={`${sentence(MEASURER_WORDS[receipt.measuredBy])}${toModels === 0 ? '' : '. What left are whole requests: our instructions are in them, and each holds the lines again'}`}
        />
        <Table label="Figures of the egress receipt">
          <TableHead>
            <TableRow>
              <TableHeader>Figure</TableHeader>
              <TableHeader>Value</TableHeader>
              <TableHeader className="hidden sm:table-cell">Who says so</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {browser && <BrowserRows browser={browser} />}
            <ServerRows receipt={receipt} engine={engine} />
          </TableBody>
        </Table>
        <ModelRequests requests={receipt.requests} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
          <SaveFile
            text={JSON.stringify(receipt, null, 2)}
            name="receipt.json"
            type="application/json"
            label="Save the receipt"
          />
          {receipt.requests.length > 0 && (
            <p className="measure min-w-0 text-sm text-ink-soft">
              With the bytes of a request, saved while its analysis was on the page,{' '}
              <Code>bin/lethe egress verify</Code> recomputes its hash.
            </p>
          )}
        </div>
      </div>
    </Section>
  )
}

function BrowserRows({ browser }: { browser: BrowserFigures }) {
  return (
    <>
      <Figure name="Your log" by="browser">
        {bytesText(browser.bytes)}, {number(browser.lines)} lines
      </Figure>
      <Figure name="Redacted before sending" by="browser">
        <Findings findings={browser.redactions} />
      </Figure>
      <Figure name="Sent to Lethe" by="browser">
        {bytesText(browser.sentBytes)}, {number(browser.sentLines)} lines
      </Figure>
    </>
  )
}

function ServerRows({ receipt, engine }: { receipt: Receipt; engine: Analysis['engine'] }) {
  const by = receipt.measuredBy
  return (
    <>
      <Figure name="Log text received" by={by}>
        {bytesText(receipt.bytesIn)}, {number(receipt.linesIn)} lines
      </Figure>
      <Figure name="Redacted on arrival" by={by}>
        <Findings findings={receipt.redactions} />
      </Figure>
      <Figure name="Log text stored" by={by}>
        {bytesText(receipt.rawBytesStored)}
      </Figure>
      <Figure name="Stored: this analysis" by={by}>
        {bytesText(receipt.bytesStored)}
      </Figure>
      <Figure name="Requests to a model" by={by}>
        {receipt.requests.length === 0 && engine === 'local'
          ? '0: the built-in engine did it'
          : number(receipt.requests.length)}
      </Figure>
      <Figure name="Redaction rules" by={by}>
        {receipt.ruleSet}
      </Figure>
      {receipt.textSha256 !== undefined && (
        <Figure name="SHA-256 of the redacted lines" by={by}>
          <span className="break-all">{receipt.textSha256}</span>
        </Figure>
      )}
    </>
  )
}

function Figure({ name, by, children }: { name: string; by: Measurer; children: ReactNode }) {
  return (
    <TableRow>
      <TableHeader scope="row" className="font-normal">
        {name}
        <span className="block text-xs text-ink-faint sm:hidden">{MEASURER_WORDS[by]}</span>
      </TableHeader>
      <TableCell className="figures text-sm">{children}</TableCell>
      <TableCell className="hidden text-sm text-ink-soft sm:table-cell">{MEASURER_WORDS[by]}</TableCell>
    </TableRow>
  )
}

function Findings({ findings }: { findings: readonly Receipt['redactions'][number][] }) {
  if (findings.length === 0) return 'nothing found'
  return findings.map(({ type, count }) => `${type} ×${number(count)}`).join(', ')
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
