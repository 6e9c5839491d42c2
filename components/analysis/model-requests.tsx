import { bytesText } from '../bytes.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import type { ModelRequest } from './types.ts'
import { utcText } from './utc-text.ts'
import { MEASURER_WORDS } from './words.ts'

const PURPOSE_WORDS: Record<ModelRequest['purpose'], string> = {
  analysis: 'Analysis',
  repair: 'Repair of an answer',
  second_opinion: 'Second opinion',
  retry: 'Retry',
}

const number = (value: number) => value.toLocaleString('en')

/** One entry per request that left for a model: when, where to, how much, and the hash of the exact bytes. */
export function ModelRequests({ requests }: { requests: readonly ModelRequest[] }) {
  if (requests.length === 0) return null
  return (
    <ol aria-label="Requests to a model" className="grid gap-3">
      {requests.map((request) => (
        <li key={`${request.at}-${request.bodySha256}`} className="grid gap-1 border-l-2 border-line pl-3 text-sm">
          <p className="text-ink">
            {PURPOSE_WORDS[request.purpose]} by <span className="figures">{request.model}</span> at{' '}
            <span className="figures">{request.host}</span>, <time dateTime={request.at}>{utcText(request.at)}</time>
          </p>
          <p className="figures text-ink-soft">
            out {bytesText(request.bytesOut)}, {number(request.tokensOut)} tokens · in {bytesText(request.bytesIn)},{' '}
            {number(request.tokensIn)} tokens
          </p>
          <p className="flex flex-wrap items-center gap-2 text-ink-soft">
            <span>
              SHA-256 of the bytes sent: <span className="figures break-all">{request.bodySha256}</span>
            </span>
            <CopyButton text={request.bodySha256} label="Copy hash" compact />
          </p>
          <p className="text-xs text-ink-faint">{MEASURER_WORDS[request.measuredBy]}</p>
        </li>
      ))}
    </ol>
  )
}
