import type { ReactNode } from 'react'

export interface RedactionMarkProps {
  /** What stands in the text: `[EMAIL_1]`, `[SECRET:github-pat_12]`, `[REDACTED:UNSCANNED]`. */
  placeholder: string
}

/** `[EMAIL_1]` -> `EMAIL 1`, `[SECRET:github-pat_12]` -> `GITHUB-PAT 12`, `[REDACTED:UNSCANNED]` -> `UNSCANNED`. */
export function redactionName(placeholder: string): string {
  const inside = placeholder.replace(/^[[⟨]|[\]⟩]$/g, '').replace(/^[A-Z]+:/, '')
  return inside.replace(/_(\d+)$/, ' $1').toUpperCase()
}

/** A passage struck out: a solid low bar in the text's colour with its type in small mono. A copy still yields the placeholder. */
export function RedactionMark({ placeholder }: RedactionMarkProps) {
  const name = redactionName(placeholder)
  return (
    <span className="relative inline-block align-baseline" data-redaction={name} title={`Redacted: ${name}`}>
      <span
        aria-hidden="true"
        className="inline-block rounded-[2px] border-b-[0.5em] border-current px-1 pb-px font-mono text-[0.72em] leading-none tracking-wide select-none"
      >
        {name}
      </span>
      {/* Selected and read aloud instead of the drawing. */}
      <span className="sr-only">{placeholder}</span>
    </span>
  )
}

/** The grammar of `lib/pipeline/redact/markers.ts`: components may not import its code. */
const PLACEHOLDER =
  /\[(?:[A-Z]{2,12}_[1-9]\d{0,6}|(?:SECRET|PII|FINANCIAL|CUSTOM):[a-z0-9][a-z0-9-]{0,39}_[1-9]\d{0,6}|REDACTED:UNSCANNED)\]|⟨redacted⟩/g

/** Text with its placeholders drawn as marks. The text itself is only ever text, never HTML. */
export function RedactedPassage({ text }: { text: string }) {
  const parts: ReactNode[] = []
  let at = 0
  for (const match of text.matchAll(PLACEHOLDER)) {
    parts.push(text.slice(at, match.index), <RedactionMark key={match.index} placeholder={match[0]} />)
    at = match.index + match[0].length
  }
  parts.push(text.slice(at))
  return <>{parts}</>
}
