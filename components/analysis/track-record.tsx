import type { Past } from './types.ts'

/** How often answers of the same confidence were right here. Says so where nobody has said anything. */
export function TrackRecordLine({ confidence, record }: { confidence: number; record: Past['record'] }) {
  const from = Math.min(9, Math.floor(confidence * 10 + 1e-9)) * 10
  return (
    <p className="text-sm text-ink-soft">
      At{' '}
      <span className="figures">
        {from}–{from + 10} %
      </span>
      {record.judged === 0 ? (
        ': nobody here has judged such an answer yet.'
      ) : (
        <>
          : right <span className="figures">{record.right}</span> of <span className="figures">{record.judged}</span>{' '}
          here.
        </>
      )}
    </p>
  )
}
