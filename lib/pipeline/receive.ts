import { z } from 'zod'
import { getAnalysis } from '../data/analyses.ts'
import type { TenantId } from '../data/unscoped.ts'
import { Invalid } from '../errors.ts'
import { loadRedactionPolicy, type RedactionSettings } from '../redaction-policy.ts'
import type { NumberedLine } from './condense/from-numbered.ts'
import type { AlertFacts } from './parse/alert-facts.ts'
import { policyDigest } from './redact/policy.ts'
import { sliceRedacted } from './redact/redacted-text.ts'
import type { Finding, RedactionOverride } from './redact/redaction.ts'
import { typeForOverride } from './redact/types.ts'
import { recheckInWorker } from './workers/redact-in-worker.ts'

/** What a browser may say: numbered redacted lines and overrides. Anything else in the body is refused (decision 5). */
export const pastedSchema = z.strictObject({
  lines: z
    .array(z.strictObject({ number: z.int().min(1).max(1_000_000_000), text: z.string().max(16_384) }))
    .min(1)
    .max(5_000),
  overrides: z
    .array(
      z.strictObject({ line: z.int().min(1), start: z.int().min(0), end: z.int().min(1), type: z.string().max(80) }),
    )
    .max(1_000),
  /** Id of an analysis that lacked these lines: the answer becomes its new revision. */
  revisionOf: z.uuid().optional(),
  /** A masked PNG in base64, where the workspace lets pictures go to a model; refused where it does not. */
  picture: z.string().max(7_000_000).optional(),
})
export type Pasted = z.infer<typeof pastedSchema>

/** What a new revision takes over from the analysis it answers anew. Throws NotFound for one that is not this workspace's. */
export async function revisionOrigin(
  tenant: TenantId,
  { revisionOf }: Pasted,
): Promise<{ revisionOfId?: string; alert?: AlertFacts }> {
  if (revisionOf === undefined) return {}
  const { id, revisionOfId, alert } = await getAnalysis(tenant, revisionOf)
  // All revisions hang on the first, so that they go with it.
  return { revisionOfId: revisionOfId ?? id, ...(alert ? { alert: { ...alert, hasLog: true } } : {}) }
}

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
  /** Those that were honoured: allowed, and with something behind them. Columns are of the line as it was sent. */
  overrides: readonly RedactionOverride[]
}

/**
 * Redacts again what a browser sent, under the workspace's policy and on a thread of its own: well-formed markers are opaque,
 * everything else is scanned as if it were raw. Throws Invalid where numbers do not ascend or a text holds a line end, since
 * line numbers would then lie; Unavailable where the redactor did not finish.
 */
export async function receivePasted(tenant: TenantId, pasted: Pasted): Promise<Received> {
  requireNumberedLines(pasted.lines)
  const { policy: given, allowKeep } = await loadRedactionPolicy(tenant)
  const joined = pasted.lines.map(({ text }) => text).join('\n')
  const policy = { ...given, keep: placesToKeep(pasted, allowKeep) }
  const { redaction, kept } = await recheckInWorker(joined, policy)
  const lines: NumberedLine[] = []
  let start = 0
  for (const { number } of pasted.lines) {
    const end = redaction.text.indexOf('\n', start)
    lines.push({ number, text: sliceRedacted(redaction.text, start, end < 0 ? undefined : end) })
    start = end + 1
  }
  return {
    lines,
    bytesIn: Buffer.byteLength(joined),
    redactions: redaction.findings,
    ruleSet: redaction.ruleSet,
    policy: policyDigest(policy),
    overrides: kept.map((place) => ({ ...place, line: pasted.lines[place.line - 1]?.number ?? place.line })),
  }
}

/**
 * The overrides that the workspace allows, by the position of their line in what was sent. Never of the classes `secret` and
 * `financial`, and never of an exact value: whoever may paste could otherwise ask which words are on that list.
 */
function placesToKeep({ lines, overrides }: Pasted, allowKeep: RedactionSettings['allowKeep']): RedactionOverride[] {
  if (overrides.length === 0) return []
  const rows = new Map(lines.map(({ number }, index) => [number, index + 1]))
  return overrides.flatMap((override) => {
    const line = rows.get(override.line)
    const kind = typeForOverride(override.type).class
    const allowed = kind === 'pii' ? allowKeep.pii : kind === 'custom' && override.type !== 'value' && allowKeep.custom
    return line !== undefined && allowed ? [{ ...override, line }] : []
  })
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
