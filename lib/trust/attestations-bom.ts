import type { ClaimView } from './claim-view.ts'
import type { Published } from './published-claims.ts'

/**
 * The claims as CycloneDX 1.6 attestations: what is claimed, on which evidence, to which control it speaks. `conformance` is
 * 1 for a verified claim and 0 for any other: there is nothing between.
 */
export function attestationsBom(shown: Published, url: string): object {
  const standards = STANDARDS.map(({ ref, name, version, key }) => ({
    'bom-ref': ref,
    name,
    version,
    requirements: idsOf(shown.claims, key).map((id) => ({ 'bom-ref': `${ref}/${id}`, identifier: id })),
  }))
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: shown.at.toISOString(),
      component: { type: 'application', 'bom-ref': 'lethe', name: 'lethe' },
    },
    definitions: { standards },
    declarations: {
      assessors: [{ 'bom-ref': 'self', thirdParty: false }],
      attestations: STANDARDS.map(({ ref, name, key }) => ({
        summary: `Claims that speak to ${name}. Aligned, not assessed by anybody outside.`,
        assessor: 'self',
        map: idsOf(shown.claims, key).map((id) => mapped(shown.claims, `${ref}/${id}`, id, key)),
      })),
      claims: shown.claims.map((claim) => ({
        'bom-ref': `claim/${claim.id}`,
        target: 'lethe',
        predicate: claim.statement,
        reasoning: `${claim.state.kind}: ${claim.state.detail}`,
        ...(claim.checks.length === 0 ? {} : { evidence: claim.checks.map(({ id }) => `evidence/${claim.id}/${id}`) }),
      })),
      evidence: shown.claims.flatMap((claim) => claim.checks.map((check) => evidenceOf(claim, check, url))),
      targets: { components: [{ type: 'application', 'bom-ref': 'lethe-target', name: 'lethe' }] },
    },
  }
}

type Key = keyof ClaimView['maps']
const STANDARDS: readonly { ref: string; name: string; version: string; key: Key }[] = [
  { ref: 'asvs', name: 'OWASP ASVS', version: '5.0.0', key: 'asvs' },
  { ref: 'ccm', name: 'CSA CCM', version: '4', key: 'ccm' },
  { ref: 'nist-800-53', name: 'NIST SP 800-53', version: '5', key: 'nist' },
]

function idsOf(claims: readonly ClaimView[], key: Key): string[] {
  return [...new Set(claims.flatMap(({ maps }) => maps[key]))].sort()
}

function mapped(claims: readonly ClaimView[], requirement: string, id: string, key: Key) {
  const speaking = claims.filter(({ maps }) => maps[key].includes(id))
  const verified = speaking.every(({ state }) => state.kind === 'verified')
  return {
    requirement,
    claims: speaking.map((claim) => `claim/${claim.id}`),
    conformance: {
      score: verified ? 1 : 0,
      rationale: speaking.map((claim) => `${claim.id} is ${claim.state.kind}.`).join(' '),
    },
  }
}

function evidenceOf(claim: ClaimView, check: ClaimView['checks'][number], url: string) {
  return {
    'bom-ref': `evidence/${claim.id}/${check.id}`,
    propertyName: check.id,
    description: check.method,
    data: [
      {
        name: 'record',
        contents: { url: `${url}/.well-known/trust/evidence.jsonl` },
        classification: 'public',
      },
    ],
    ...(check.latest === null ? {} : { created: check.latest.at }),
  }
}
