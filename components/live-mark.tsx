/** Whether what stands here follows what happens: a filled dot and a word, or an empty one and why. */
export function LiveMark({ live }: { live: boolean }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-sm text-ink-soft" role="status">
      <span
        aria-hidden="true"
        className={live ? 'size-2 rounded-full bg-accent' : 'size-2 rounded-full border border-ink-soft'}
      />
      {live ? 'Live' : 'Not live: the server does not answer. Trying again.'}
    </span>
  )
}
