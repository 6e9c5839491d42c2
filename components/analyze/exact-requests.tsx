'use client'

import { useEffect, useState } from 'react'
import { printable } from '../analysis/printable.ts'
import { utcText } from '../analysis/utc-text.ts'
import { PURPOSE_WORDS } from '../analysis/words.ts'
import { bytesText } from '../bytes.ts'
import { SaveFile } from '../save-file.tsx'
import { CodeBlock } from '../ui/code.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { SCROLLED_BY_KEYBOARD } from '../ui/table.tsx'
import type { ExactRequest } from './stream-events.ts'

export interface ExactRequestsProps {
  requests: readonly ExactRequest[]
  /** While more may follow. */
  waiting: boolean
}

/** What left for a model, byte for byte, from this page's memory. Closed, of one height whatever arrives. */
export function ExactRequests({ requests, waiting }: ExactRequestsProps) {
  const [open, setOpen] = useState(false)
  const count = requests.length
  return (
    <details
      className="rounded-card border border-line bg-surface"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className="px-4 py-3 font-medium">
        The exact {count === 1 ? 'request' : 'requests'} to the model{' '}
        <span className="figures text-sm font-normal text-ink-soft">
          {count === 0 ? (waiting ? 'none yet' : 'none') : count}
        </span>
      </summary>
      {open && (
        <div className="grid gap-6 border-t border-line p-4">
          <p className="measure text-ink-soft">
            These bytes, and no others, left for the model. They are kept nowhere: they are in the memory of this page
            and vanish with it.
          </p>
          {requests.map((request, i) => (
            <OneRequest key={`${request.at} ${request.bodySha256}`} request={request} place={i + 1} />
          ))}
          {count > 0 && <HowToVerify waiting={waiting} />}
        </div>
      )}
    </details>
  )
}

function OneRequest({ request, place }: { request: ExactRequest; place: number }) {
  const { at, purpose, model, host, body, bodySha256 } = request
  const bytes = new TextEncoder().encode(body).length
  const shown = printable(
    body.replace(LONG_BASE64, (data) => `${data.slice(0, 60)}… ${data.length} characters of the picture`),
  )
  return (
    <section aria-label={`Request ${place}`} className="grid min-w-0 gap-2">
      <h2 className="font-medium text-ink">
        {place}. {PURPOSE_WORDS[purpose]}
      </h2>
      <p className="text-sm text-ink-soft">
        To <span className="figures">{host}</span>, <span className="figures">{model}</span>,{' '}
        <time dateTime={at}>{utcText(at)}</time>, <span className="figures">{bytesText(bytes)}</span>
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
        <span>
          SHA-256: <span className="figures break-all">{bodySha256}</span>
        </span>
        <CopyButton text={bodySha256} label="Copy hash" compact />
      </p>
      <HashCheck body={body} expected={bodySha256} />
      <div className="flex flex-wrap gap-2">
        <CopyButton text={shown} label="Copy the body" />
        <SaveFile text={body} name={`request-${place}.json`} type="application/json" label="Save the exact bytes" />
      </div>
      {shown !== body && (
        <p className="text-sm text-ink-soft">
          Shown and copied without invisible characters and without the picture. The saved file has every byte.
        </p>
      )}
      <section
        aria-label={`Body of request ${place}`}
        {...SCROLLED_BY_KEYBOARD}
        className="max-h-96 overflow-auto rounded-control border border-line bg-sunken p-3"
      >
        <pre className="text-xs leading-5 break-words whitespace-pre-wrap text-ink">{shown}</pre>
      </section>
    </section>
  )
}

/** A picture in base64: nobody reads it, and laying it out blocks the page. */
const LONG_BASE64 = /[A-Za-z0-9+/=]{20000,}/g

/** The browser computes the hash over what it was given: the server's word is not taken for it. */
function HashCheck({ body, expected }: { body: string; expected: string }) {
  const [computed, setComputed] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    const hex = (digest: ArrayBuffer) =>
      [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    // Absent where the page did not come over https or from this machine.
    globalThis.crypto?.subtle
      ?.digest('SHA-256', new TextEncoder().encode(body))
      .then((digest) => current && setComputed(hex(digest)))
      .catch(() => {})
    return () => {
      current = false
    }
  }, [body])
  const words =
    computed === null
      ? 'Not computed again in this browser.'
      : computed === expected
        ? 'Computed again in this browser over these bytes: the same.'
        : 'Computed again in this browser over these bytes: NOT the same. Do not trust this receipt.'
  return (
    <p role="status" className="text-sm text-ink">
      {words}
    </p>
  )
}

function HowToVerify({ waiting }: { waiting: boolean }) {
  return (
    <div className="grid gap-2">
      <p className="measure text-sm text-ink-soft">
        To check it with a program that is not this page: save the bytes and the receipt
        {waiting ? ', which comes with the answer' : ' at the end of this page'}, and run
      </p>
      <CodeBlock text="bin/lethe egress verify receipt.json request-1.json" label="command to verify a request" />
    </div>
  )
}
