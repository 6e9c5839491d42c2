import type { Published } from './published-claims.ts'

/** Whose word the evidence is, for pages. */
export function evidenceWords({ evidence, signedBy }: Pick<Published, 'evidence' | 'signedBy'>): string {
  if (evidence.kind === 'none') return 'none lies beside this build'
  if (evidence.kind === 'refused') return evidence.why
  return signedBy === null ? 'self-run, signed by nobody' : `signed by the key ${signedBy}`
}
