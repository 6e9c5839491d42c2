import type { ReactNode } from 'react'

export interface RedactionMarkProps {
  /** What stands in the text: `[EMAIL_1]`, or `[REDACTED:UNSCANNED]`. */
  placeholder: string
}

/** `[EMAIL_1]` -> `EMAIL 1`. */
function nameOf(placeholder: string): string {
  return placeholder.replace(/^\[|\]$/g, '').replace(/[_:]/g, ' ')
}

/** A passage struck out: a solid low bar in the text's colour with its type in small mono. A copy still yields the placeholder. */
export function RedactionMark({ placeholder }: RedactionMarkProps) {
  const name = nameOf(placeholder)
  return (
    <span className="relative inline-block align-baseline" data-redaction={name} title={`Redacted: ${name}`}>
      <span className="sr-only">redacted: </span>
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

const PLACEHOLDER = /\[(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_\d+|REDACTED:[A-Z_]+)\]/g

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
