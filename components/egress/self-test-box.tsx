'use client'

import { useState } from 'react'
import type { SelfTest } from '#lib/egress/self-test.ts'
import { utcText } from '../analysis/utc-text.ts'
import { bytesText } from '../bytes.ts'
import { call, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'

/** Made-up secrets through this workspace's own pipeline, looked for wherever something would leave. */
export function SelfTestBox() {
  const [running, setRunning] = useState(false)
  const [result, setResult] = useState<SelfTest | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function run() {
    setRunning(true)
    const answer = await call<SelfTest>('POST', '/api/egress/self-test')
    setRunning(false)
    setProblem(answer.ok ? null : answer)
    if (answer.ok) setResult(answer.value)
  }
  return (
    <section aria-labelledby="self-test-title" className="grid gap-3 pt-8">
      <div className="grid gap-1">
        <h2 id="self-test-title" className="text-lg font-semibold text-ink">
          Leak self-test
        </h2>
        <p className="measure text-base text-ink-soft">
          Secrets made up for this one run go through your workspace’s rules, the engine and every message, up to where
          a connection would open. Nothing is sent. Only the result is kept, in the audit log.
        </p>
      </div>
      <div>
        <Button onClick={run} disabled={running} aria-busy={running}>
          {running ? 'Testing …' : 'Run the self-test'}
        </Button>
      </div>
      {problem && <Alert {...problem.problem} />}
      <div aria-live="polite">{result && <Result result={result} />}</div>
    </section>
  )
}

function Result({ result }: { result: SelfTest }) {
  const { passed, planted, examined, notExamined, at, searchWorks } = result
  return (
    <div className="grid gap-4">
      <p className="measure text-base text-ink">
        <strong className="font-semibold">
          {passed ? 'Nothing was found where it may not be.' : 'Something was found, or the test could not look.'}
        </strong>{' '}
        {planted.length} values were planted at {utcText(at)}: {planted.join(', ')}.{' '}
        {searchWorks
          ? 'The search found all of them in the log itself, so it can see.'
          : 'The search did not find all of them in the log itself: this result says nothing.'}
      </p>
      <Table label="Places that were examined">
        <TableHead>
          <TableRow>
            <TableHeader>Examined</TableHeader>
            <TableHeader className="text-right">Size</TableHeader>
            <TableHeader>Found</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {examined.map(({ place, bytes, found }) => (
            <TableRow key={place}>
              <TableHeader scope="row" className="font-normal">
                {place}
              </TableHeader>
              <TableCell className="figures text-right text-sm">{bytesText(bytes)}</TableCell>
              <TableCell>{found.length === 0 ? 'nothing' : found.join(', ')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <div>
        <h3 className="font-medium text-ink">Not examined from here</h3>
        <ul className="grid gap-1 pt-1 text-base text-ink-soft">
          {notExamined.map(({ place, why }) => (
            <li key={place} className="measure">
              <span className="text-ink">{place}</span>: {why}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
