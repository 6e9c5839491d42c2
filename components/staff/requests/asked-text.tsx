export interface AskedTextProps {
  email: string
  name: string
  company: string
  text: string
  clauses: readonly { clause: string; wording: string }[]
}

export function AskedText({ email, name, company, text, clauses }: AskedTextProps) {
  const who = [name, company, email].filter((part) => part !== '')
  return (
    <div className="grid gap-3">
      <p className="wrap-anywhere text-ink-soft">
        {who.length === 0 ? 'Nobody gave a name or an address.' : who.join(', ')}
      </p>
      <p className="measure whitespace-pre-line wrap-anywhere text-ink">{text === '' ? 'No further words.' : text}</p>
      {clauses.map(({ clause, wording }) => (
        <div key={`${clause}${wording}`} className="measure grid gap-1 border-l-2 border-line pl-3">
          <p className="font-medium wrap-anywhere text-ink">{clause}</p>
          <p className="whitespace-pre-line wrap-anywhere text-ink">{wording}</p>
        </div>
      ))}
    </div>
  )
}
