import type { ReactNode } from 'react'

/** What cannot be undone stands at the end of its page, apart. */
export function DangerBox(props: { id: string; title: string; effect: string; children: ReactNode }) {
  const { id, title, effect, children } = props
  return (
    <section
      aria-labelledby={`${id}-title`}
      className="mt-2 mb-6 grid justify-items-start gap-3 rounded-card border border-l-4 border-edge p-4"
    >
      <div className="grid gap-1">
        <h2 id={`${id}-title`} className="text-lg font-semibold text-ink">
          {title}
        </h2>
        <p className="measure text-base text-ink-soft">{effect}</p>
      </div>
      {children}
    </section>
  )
}
