import type { RedactionSettings } from '#lib/redaction-policy.ts'
import { FactRows } from './fact-rows.tsx'

const ADDRESSES = {
  'keep-private': 'Private ones are kept, others struck out',
  redact: 'Struck out',
  keep: 'Kept',
} as const

/** What a workspace adds to redaction, for people who may look and not change. Of exact values only how many there are. */
export function RedactionFacts({ settings, exactValues }: { settings: RedactionSettings; exactValues: number }) {
  const { ip, mac, placeholder, fields, patterns, allowKeep } = settings
  const kept = [allowKeep.pii ? 'personal data' : null, allowKeep.custom ? 'what field names and patterns found' : null]
  return (
    <FactRows
      rows={[
        ['IP addresses', ADDRESSES[ip]],
        ['MAC addresses', ADDRESSES[mac]],
        ['Placeholder', placeholder === 'typed' ? 'Typed: [EMAIL_1]' : 'The same for all: ⟨redacted⟩'],
        ['Field names', fields.join(', ') || 'None'],
        ['Patterns', patterns.map(({ name }) => name).join(', ') || 'None'],
        ['Exact values', exactValues.toLocaleString('en')],
        ['Members may keep', kept.filter((what) => what !== null).join(' and ') || 'Nothing'],
      ]}
    />
  )
}
