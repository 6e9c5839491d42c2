export interface NoticePreviewProps {
  subject: string
  words: string
  facts: string
  effectiveOn: string | null
  contractual: boolean
  sourceSha256: string
}

/** The notice as it stands in the mails; what differs between readers is said below it. */
export function NoticePreview({ subject, words, facts, effectiveOn, contractual, sourceSha256 }: NoticePreviewProps) {
  return (
    <div className="grid w-full gap-3">
      <article aria-label="The mail" className="grid max-w-3xl gap-3 rounded-card border border-line bg-surface p-4">
        <p className="font-semibold wrap-anywhere text-ink">{subject}</p>
        <p className="measure whitespace-pre-line wrap-anywhere text-ink">{words}</p>
        {facts !== '' && <p className="measure whitespace-pre-line wrap-anywhere text-ink">{facts}</p>}
        {effectiveOn !== null && <p className="text-ink">It takes effect on {effectiveOn}, 00:00 UTC.</p>}
      </article>
      <p className="measure text-ink-soft">
        {contractual
          ? 'Signers also get a link with which to object until then, and are told that this mail cannot be unsubscribed from. '
          : ''}
        Subscribers get a link with which to change or end what they get.
      </p>
      <p className="figures break-all text-sm text-ink-soft">source SHA-256 {sourceSha256}</p>
    </div>
  )
}
