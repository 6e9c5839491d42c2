/** Names and values of settings, to be read only. */
export function FactRows({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="mb-6 divide-y divide-line border-y border-line text-base">
      {rows.map(([name, value]) => (
        <div key={name} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="measure wrap-anywhere text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
