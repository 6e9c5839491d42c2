import type { RedactionOverride } from './redaction.ts'

/** What happens to network addresses: kept, kept where they are private or local (RFC 1918, RFC 4193 and the like), or redacted. */
export type AddressPolicy = 'keep' | 'keep-private' | 'redact'

/** A pattern of a tenant, in RE2 syntax. `name` becomes part of the placeholder: `[CUSTOM:name_1]`. */
export interface TenantPattern {
  /** 1 to 32 characters of `a-z`, `0-9` and `-`. */
  name: string
  pattern: string
}

/** What a tenant may change about redaction. Start from `defaultPolicy`: `{ ...defaultPolicy, ip: 'redact' }`. */
export interface RedactionPolicy {
  ip: AddressPolicy
  /** `keep-private` keeps locally administered and multicast addresses, which name no device. */
  mac: AddressPolicy
  /** `typed`: `[EMAIL_1]`; `literal`: `⟨redacted⟩` for everything. */
  placeholder: 'typed' | 'literal'
  /** Field names whose values go, beside the built-in ones. Case, `_`, `-` and `.` do not matter. */
  fields: readonly string[]
  /** At most `MAX_PATTERNS`. A policy with patterns must have passed `preparePolicy`, which loads their engine. */
  patterns: readonly TenantPattern[]
  /** Exact values from sealed configuration, or selected by a person for this analysis only. 4 characters or more. */
  values: readonly string[]
  /** Places to keep although a rule matched. Never honoured for the classes `secret` and `financial`. */
  keep: readonly RedactionOverride[]
  /** Places to redact although no rule matched. */
  redactToo: readonly RedactionOverride[]
}

export const MAX_PATTERNS = 50
export const MAX_FIELDS = 200
export const MAX_VALUES = 1_000
export const MIN_VALUE_CHARS = 4

export const defaultPolicy: RedactionPolicy = {
  ip: 'keep-private',
  mac: 'keep-private',
  placeholder: 'typed',
  fields: [],
  patterns: [],
  values: [],
  keep: [],
  redactToo: [],
}

/**
 * The policy as one canonical line of JSON: equal policies give equal lines, whatever the order of their lists. Hash it for the
 * receipt. Exact values are counted, not named: a hash of a short value can be guessed. Overrides are not part of it, because
 * their positions are recorded with the analysis.
 */
export function policyDigest(policy: RedactionPolicy): string {
  const sorted = (list: readonly string[]) => [...new Set(list)].sort()
  return JSON.stringify({
    fields: sorted(policy.fields.map(normaliseFieldName)),
    ip: policy.ip,
    mac: policy.mac,
    patterns: sorted(policy.patterns.map(({ name, pattern }) => JSON.stringify([name, pattern]))),
    placeholder: policy.placeholder,
    values: policy.values.length,
  })
}

/** A field name as it is compared: lower case, letters and digits only. */
export function normaliseFieldName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
