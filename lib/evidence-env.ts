import { join } from 'node:path'
import { z } from 'zod'

/** Settings about the evidence of the claims. The signing key is none of the server's: `npm run claims` alone reads it. */
export const evidenceVariables = {
  /** A path, or an https address. */
  LETHE_EVIDENCE: z.string().optional(),
  LETHE_EVIDENCE_PUBLIC_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'must be the 43 characters that `npm run claims -- --make-key` prints')
    .optional(),
}

export interface EvidenceEnv {
  /** Where the evidence of the claims lies: a path, or an http(s) address. */
  evidence: string
  /** Raw Ed25519 key, base64url, whose evidence counts; null: any, shown as self-run. */
  evidencePublicKey: string | null
}

export function evidenceEnv(
  data: { LETHE_EVIDENCE?: string | undefined; LETHE_EVIDENCE_PUBLIC_KEY?: string | undefined },
  home: string,
): EvidenceEnv {
  return {
    evidence: data.LETHE_EVIDENCE ?? join(home, 'evidence.jsonl'),
    evidencePublicKey: data.LETHE_EVIDENCE_PUBLIC_KEY ?? null,
  }
}
