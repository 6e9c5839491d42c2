import type { ReactNode } from 'react'
import { bytesText } from '../bytes.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { printableProse } from './printable.ts'
import type { ModelRequest } from './types.ts'
import { utcText } from './utc-text.ts'
import { MEASURER_WORDS, PURPOSE_WORDS } from './words.ts'

const number = (value: number) => value.toLocaleString('en')

/** One entry per request that left for a model: why, where to, how much, what it cost, and the hash of the exact bytes. */
export function ModelRequests({ requests }: { requests: readonly ModelRequest[] }) {
  if (requests.length === 0) return null
  return (
    <ol aria-label="Requests to a model" className="grid gap-4">
      {requests.map((request, i) => (
        <li
          key={`${request.at}-${request.bodySha256}`}
          className="grid min-w-0 gap-2 border-l-2 border-line pl-3 text-sm"
        >
          <p className="font-medium text-ink">
            {i + 1}. {PURPOSE_WORDS[request.purpose]}
            <span className="font-normal text-ink-soft">, {outcomeOf(request)}</span>
          </p>
          <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
            <Fact name="Host">{request.host}</Fact>
            <Fact name="Model">{request.model}</Fact>
            <Fact name="Sent">
              {bytesText(request.bytesOut)}, {number(request.tokensOut)} tokens
            </Fact>
            <Fact name="Came back">
              {bytesText(request.bytesIn)}, {number(request.tokensIn)} tokens
            </Fact>
            {request.picture && (
              <Fact name="Masked picture in it">
                {bytesText(request.picture.bytes)}, {request.picture.width} × {request.picture.height}
              </Fact>
            )}
            <Fact name="Cost by list price">{costOf(request)}</Fact>
            <Fact name="When">
              <time dateTime={request.at}>{utcText(request.at)}</time>
              {request.ms !== undefined && `, ${(request.ms / 1_000).toFixed(1)} s`}
            </Fact>
          </dl>
          <p className="flex flex-wrap items-center gap-2 text-ink-soft">
            <span className="min-w-0">
              SHA-256 of the bytes sent: <span className="figures break-all text-ink">{request.bodySha256}</span>
            </span>
            <CopyButton text={request.bodySha256} label="Copy hash" compact />
          </p>
          {request.retention !== undefined && (
            <p className="measure text-ink-soft">
              What the receiver says it keeps: {printableProse(request.retention)}
            </p>
          )}
          <p className="text-xs text-ink-faint">
            {sentence(MEASURER_WORDS[request.measuredBy])}; tokens as the provider counts them.
          </p>
        </li>
      ))}
    </ol>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-wrap gap-x-2">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="figures min-w-0 break-words text-ink">{children}</dd>
    </div>
  )
}

function outcomeOf({ status }: ModelRequest): string {
  if (status === undefined) return 'its status was not recorded'
  if (status === null) return 'no answer came'
  return status < 300 ? `answered (${status})` : `refused (${status})`
}

/** Tenths of a cent matter here: an analysis costs about one. */
function costOf({ costMicroUsd }: ModelRequest): string {
  return costMicroUsd === undefined ? 'not known' : `US$ ${(costMicroUsd / 1_000_000).toFixed(4)}`
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
