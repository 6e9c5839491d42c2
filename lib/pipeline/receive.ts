import { z } from 'zod'
import { Invalid } from '../errors.ts'
import type { NumberedLine } from './condense/from-numbered.ts'
import { defaultPolicy, policyDigest } from './redact/policy.ts'
import { recheck } from './redact/recheck.ts'
import { sliceRedacted } from './redact/redacted-text.ts'
import type { Finding, RedactionOverride } from './redact/redaction.ts'

/** What a browser may say: numbered redacted lines and overrides. Anything else in the body is refused (decision 5). */
export const pastedSchema = z.strictObject({
  lines: z
    .array(z.strictObject({ number: z.int().min(1).max(1_000_000_000), text: z.string().max(16_384) }))
    .min(1)
    .max(20_000),
  overrides: z
    .array(
      z.strictObject({ line: z.int().min(1), start: z.int().min(0), end: z.int().min(1), type: z.string().max(80) }),
    )
    .max(1_000),
})
export type Pasted = z.infer<typeof pastedSchema>

/** The condensed lines of 8,000 tokens are below 64 KiB; a body many times that is not made by our page. */
export const PASTED_MAX_BYTES = 512 * 1024

/** What the pipeline holds of one incident, in memory only, once nothing raw can be in it. */
export interface Received {
  lines: readonly NumberedLine[]
  bytesIn: number
  redactions: readonly Finding[]
  ruleSet: string
  /** The policy in canonical words; hashed where it is recorded. */
  policy: string
  overrides: readonly RedactionOverride[]
}

/**
 * Redacts again what a browser sent: well-formed markers are opaque, everything else is scanned as if it were raw. Throws
 * Invalid where numbers do not ascend or a text holds a line end, since line numbers would then lie.
 */
export function receivePasted(pasted: Pasted): Received {
  requireNumberedLines(pasted.lines)
  const joined = pasted.lines.map(({ text }) => text).join('\n')
  // Overrides are recorded; whether one is honoured is the tenant's policy to say, and no tenant can allow it yet.
  const checked = recheck(joined, defaultPolicy)
  const lines: NumberedLine[] = []
  let start = 0
  for (const { number } of pasted.lines) {
    const end = checked.text.indexOf('\n', start)
    lines.push({ number, text: sliceRedacted(checked.text, start, end < 0 ? undefined : end) })
    start = end + 1
  }
  return {
    lines,
    bytesIn: Buffer.byteLength(joined),
    redactions: checked.findings,
    ruleSet: checked.ruleSet,
    policy: policyDigest(defaultPolicy),
    overrides: pasted.overrides,
  }
}

function requireNumberedLines(lines: Pasted['lines']): void {
  let before = 0
  lines.forEach(({ number, text }, index) => {
    if (number <= before) throw new Invalid([{ path: `lines.${index}.number`, message: 'Line numbers must ascend.' }])
    if (/[\r\n]/.test(text))
      throw new Invalid([{ path: `lines.${index}.text`, message: 'A line must not hold a line end.' }])
    before = number
  })
}
