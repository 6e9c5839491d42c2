import { useState } from 'react'
import type { RedactionSettings } from '#lib/redaction-policy.ts'
import { Field } from '../ui/label.tsx'
import { Textarea } from '../ui/textarea.tsx'
import { type Tested, useTester } from './use-tester.ts'

/** What the settings as they stand in the form do to a text. Runs in this browser; saves and sends nothing. */
export function Tester({ settings }: { settings: RedactionSettings }) {
  const [text, setText] = useState('')
  const tested = useTester(text, settings)
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Field id="tester" label="Text to try" help="Stays in this tab. Exact values are not applied here.">
        <Textarea
          id="tester"
          aria-describedby="tester-help"
          spellCheck={false}
          rows={6}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="font-mono text-sm"
        />
      </Field>
      <div className="grid content-start gap-2">
        <p className="text-base font-medium text-ink" id="tested-title">
          What would be left
        </p>
        <output
          aria-labelledby="tested-title"
          className="block min-h-24 rounded-control border border-line bg-sunken px-3 py-2 font-mono text-sm break-words whitespace-pre-wrap text-ink"
        >
          {shownText(tested)}
        </output>
        <p className="text-sm text-ink-soft">{shownCounts(tested)}</p>
      </div>
    </div>
  )
}

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

function shownText(tested: Tested): string {
  return tested?.kind === 'answer' ? tested.answer.text.replace(CONTROLS, '') : ''
}

function shownCounts(tested: Tested): string {
  if (tested === null) return ''
  if (tested.kind === 'slow') return 'It took too long and was stopped. A pattern may be too broad.'
  const { findings } = tested.answer
  return findings.length === 0
    ? 'Nothing was redacted.'
    : findings.map(({ type, count }) => `${type}: ${count}`).join(', ')
}
