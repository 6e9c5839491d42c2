import { RedactedPassage } from '../redaction-mark.tsx'
import { printableProse } from './printable.ts'

/** A sentence of an analysis. It may quote redacted text on the live page: placeholders are drawn as everywhere. */
export function Prose({ text }: { text: string }) {
  return <RedactedPassage text={printableProse(text)} />
}
